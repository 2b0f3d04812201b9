//! Whether the service's access lines let an account in, as far as the server can know: by profile.
//! Niveau, matière, fonction and discipline are the portal's business.

use api::{Category, Profile, Service, Target};
use domain::{category, service::access, uai::Uai};

/// Whether somebody may enter: by their own account, by the profile that the CAS server told, or else
/// by the category of the PRONOTE account that theirs is linked to. Of whom neither is known, nothing
/// is refused here: they are told that they are not linked.
pub(super) fn may_enter(
    service: &Service,
    uai: &Uai,
    ent_key: Option<&str>,
    told: Option<Profile>,
    linked: Option<Category>,
) -> bool {
    if ent_key.is_some_and(|ent_key| service.users.iter().any(|user| user == ent_key)) {
        return true;
    }
    match told.or(linked.map(of_category)) {
        Some(profile) => profiles(service, uai).any(|allowed| allowed == profile),
        None => true,
    }
}

/// The profile that a CAS attribute names; of several, in values of their own or parted by `;`, one
/// that the service is open to.
pub(super) fn of_attribute(values: &[String], service: &Service, uai: &Uai) -> Option<Profile> {
    let told = values.iter().flat_map(|value| value.split(';'));
    let told: Vec<_> = told.filter_map(access::Profile::of_attribute).map(to_wire).collect();
    let open = told.iter().find(|told| profiles(service, uai).any(|allowed| allowed == **told));
    open.or(told.first()).copied()
}

fn profiles<'a>(service: &'a Service, uai: &'a Uai) -> impl Iterator<Item = Profile> + 'a {
    let here = move |target: &Target| match target {
        Target::Establishments(list) => list.iter().any(|listed| listed == uai.as_str()),
        // Who is in a group is known to the portal alone.
        Target::CurrentSite | Target::Groups | Target::WholeEnt => true,
    };
    service.access.iter().filter(move |line| here(&line.target)).map(|line| line.profile)
}

fn of_category(category: Category) -> Profile {
    let category = match category {
        Category::Teacher => category::Category::Teacher,
        Category::Student => category::Category::Student,
        Category::Guardian => category::Category::Guardian,
        Category::InternshipSupervisor => category::Category::InternshipSupervisor,
        Category::Inspector => category::Category::Inspector,
        Category::Staff => category::Category::Staff,
    };
    to_wire(access::Profile::of(category))
}

const fn to_wire(profile: access::Profile) -> Profile {
    match profile {
        access::Profile::Student => Profile::Student,
        access::Profile::Parent => Profile::Parent,
        access::Profile::Teacher => Profile::Teacher,
        access::Profile::NonTeacher => Profile::NonTeacher,
        access::Profile::Other => Profile::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const HERE: &str = "0990001N";

    /// A service with these lines, as (target, profile), and one account of its own.
    fn service(lines: &[(Value, &str)]) -> Service {
        let line =
            |(target, profile): &(Value, &str)| json!({"target": target, "profile": profile});
        let lines: Vec<_> = lines.iter().map(line).collect();
        serde_json::from_value(json!({
            "code": "P", "title": "P", "sso": "pronote_cas", "url": "https://p.exemple.fr/",
            "order": 0, "xiti": "undefined", "grouping": "", "description": "", "anonymous": false,
            "block": {"shown": false, "version": "", "cas_url": ""},
            "access": lines, "users": ["TAA9"],
        }))
        .unwrap()
    }

    #[track_caller]
    fn check(
        lines: &[(Value, &str)],
        told: Option<Profile>,
        linked: Option<Category>,
        expected: bool,
    ) {
        let uai = Uai::parse(HERE).unwrap();
        assert_eq!(may_enter(&service(lines), &uai, Some("TAA1"), told, linked), expected);
    }

    #[test]
    fn a_profile_is_let_in_by_its_line() {
        let lines = [(json!("current_site"), "student"), (json!("whole_ent"), "parent")];
        check(&lines, None, Some(Category::Student), true);
        check(&lines, None, Some(Category::Guardian), true);
        check(&lines, None, Some(Category::Teacher), false);
        check(&lines, Some(Profile::Teacher), Some(Category::Student), false);
        check(&[], None, Some(Category::Student), false);
    }

    #[test]
    fn a_list_of_establishments_names_this_one() {
        check(
            &[(json!({"establishments": [HERE]}), "student")],
            None,
            Some(Category::Student),
            true,
        );
        let other = [(json!({"establishments": ["0990002P"]}), "student")];
        check(&other, None, Some(Category::Student), false);
    }

    #[test]
    fn an_account_of_its_own_needs_no_profile() {
        let uai = Uai::parse(HERE).unwrap();
        assert!(may_enter(&service(&[]), &uai, Some("TAA9"), None, Some(Category::Student)));
    }

    #[test]
    fn of_whom_nothing_is_known_nothing_is_refused() {
        check(&[], None, None, true);
    }

    #[test]
    fn of_several_profiles_one_that_is_let_in() {
        let uai = Uai::parse(HERE).unwrap();
        let service = service(&[(json!("current_site"), "parent")]);
        let told = |values: &[&str]| {
            let values: Vec<_> = values.iter().map(|value| (*value).to_owned()).collect();
            of_attribute(&values, &service, &uai)
        };
        assert_eq!(told(&["x", "National_2"]), Some(Profile::Parent));
        assert_eq!(told(&["National_3", "National_2"]), Some(Profile::Parent));
        assert_eq!(told(&["National_3;National_2"]), Some(Profile::Parent));
        assert_eq!(told(&["National_3"]), Some(Profile::Teacher));
        assert_eq!(told(&["x"]), None);
    }
}
