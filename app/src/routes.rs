//! Every address that the page leads to, in one place. Their patterns stand in `app.rs`, which needs
//! them as literals.

use domain::category::Category;
use domain::uai::DEMONSTRATION;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The list of establishments.
pub const HOME: &str = "/";
/// Sign in; `?suite=` holds where to go afterwards.
pub const SIGN_IN: &str = "/connexion";
/// Through the portal: the server sends the browser on.
pub const PORTAL_SIGN_IN: &str = "/api/session/cas";

/// One's own account.
pub const OWN_ACCOUNT: &str = "/compte";
/// The accounts, for superadmins.
pub const ACCOUNTS: &str = "/administration/comptes";
/// The CAS servers that may ask, for superadmins.
pub const CAS_CLIENTS: &str = "/administration/serveurs-cas";
/// The audit trail of the whole server, for superadmins.
pub const AUDIT: &str = "/administration/journal";

/// What leaves the browser and what does not, for everybody.
pub const PRIVACY: &str = "/confidentialite";
/// Help, for everybody.
pub const HELP: &str = "/aide";
/// What in the query of the help names the screen that it is asked for.
pub const TOPIC: &str = "ecran";
/// All pages, for everybody.
pub const SITE_MAP: &str = "/plan";
/// The accessibility statement, for everybody.
pub const ACCESSIBILITY: &str = "/accessibilite";

/// What in the query of a step opens the panel of a row.
pub const ROW: &str = "ligne";
/// What in the query of a step opens what will be sent.
pub const SENDING: &str = "envoi";

/// What in the query of a step opens its homonyms.
pub const HOMONYMS: &str = "homonymes";
/// What in the query of a step opens the causes of what is not recognised.
pub const CAUSES: &str = "causes";

/// What in the query of a step opens the summary of all that are not validated.
pub const ALL_STEPS: &str = "toutes";

/// The UAI of the address that is shown, with the capital that UAIs are written with.
pub fn uai() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| {
        let uai = params.with(|params| params.get("uai").unwrap_or_default());
        uai.to_ascii_uppercase()
    })
}

/// A kind of screen that the help has something to say about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// How an establishment stands.
    Status,
    /// The files of an import.
    Import,
    /// One step of it, and what it did.
    Step,
    /// Former imports.
    History,
    /// The timetable.
    Timetable,
    /// Accounts to hand out.
    Handout,
    /// Services.
    Services,
    /// The CAS server.
    Cas,
}

impl Topic {
    /// All of them, as addresses name them.
    const ALL: [(&'static str, Self); 8] = [
        ("etat", Self::Status),
        ("import", Self::Import),
        ("etape", Self::Step),
        ("imports", Self::History),
        ("emploi-du-temps", Self::Timetable),
        ("comptes", Self::Handout),
        ("services", Self::Services),
        ("cas", Self::Cas),
    ];

    /// The one that an address of the help names.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, topic)| *topic)
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, topic)| *topic == self).map_or("", |(name, _)| name)
    }

    /// The one of a screen of an establishment, by its path.
    fn of(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix("/e/")?.split('/').skip(1);
        match (parts.next(), parts.next()) {
            (None | Some(""), _) => Some(Self::Status),
            (Some("import"), None) => Some(Self::Import),
            (Some("import"), Some(_)) => Some(Self::Step),
            (Some("imports"), _) => Some(Self::History),
            (Some("emploi-du-temps"), _) => Some(Self::Timetable),
            (Some("comptes"), _) => Some(Self::Handout),
            (Some("services" | "nouveau-service"), _) => Some(Self::Services),
            (Some("configuration-cas"), _) => Some(Self::Cas),
            _ => None,
        }
    }
}

/// The help about the screen of a path, where there is some.
pub fn help_about(path: &str) -> Option<String> {
    Topic::of(path).map(|topic| format!("{HELP}?{TOPIC}={}", topic.name()))
}

/// Sign in, then come back.
pub fn sign_in_then(path: &str) -> String {
    format!("{SIGN_IN}?suite={}", js_sys::encode_uri_component(path))
}

/// The status of an establishment.
pub fn status(uai: &str) -> String {
    format!("/e/{uai}")
}

/// The files of an import.
pub fn import(uai: &str) -> String {
    format!("/e/{uai}/import")
}

/// The import of the demonstration school, which loads its files by itself.
pub fn demonstration_import() -> String {
    format!("/e/{DEMONSTRATION}/import?demonstration")
}

/// One step of an import.
pub fn step(uai: &str, category: Category) -> String {
    format!("/e/{uai}/import/{}", slug(category))
}

/// The panel of a row within a step.
pub fn row(uai: &str, category: Category, row: u32) -> String {
    format!("{}?{ROW}={row}", step(uai, category))
}

/// What a step will send.
pub fn sending(uai: &str, category: Category) -> String {
    format!("{}?{SENDING}", step(uai, category))
}

/// All imports of an establishment.
pub fn history(uai: &str) -> String {
    format!("/e/{uai}/imports")
}

/// Undoing an import.
pub fn undo(uai: &str, id: &str) -> String {
    format!("/e/{uai}/imports/{id}/annulation")
}

/// The audit trail of an establishment.
pub fn audit(uai: &str) -> String {
    format!("/e/{uai}/journal")
}

/// The timetable.
pub fn timetable(uai: &str) -> String {
    format!("/e/{uai}/emploi-du-temps")
}

/// The accounts to hand out.
pub fn handout(uai: &str) -> String {
    format!("/e/{uai}/comptes")
}

/// Files for an existing CAS server.
pub fn cas_configuration(uai: &str) -> String {
    format!("/e/{uai}/configuration-cas")
}

/// The portal's services, and what is set once for the establishment.
pub fn services(uai: &str) -> String {
    format!("/e/{uai}/services")
}

/// One service.
pub fn service(uai: &str, code: &str) -> String {
    format!("/e/{uai}/services/{}", js_sys::encode_uri_component(code))
}

/// A service to be made.
pub fn new_service(uai: &str) -> String {
    format!("/e/{uai}/nouveau-service")
}

/// How the service, the delegation and the identifiers are set up.
pub fn guide(uai: &str) -> String {
    format!("/e/{uai}/guide")
}

/// What an error message means.
pub fn diagnosis(uai: &str) -> String {
    format!("/e/{uai}/diagnostic")
}

/// Erasing identifiers for good.
pub fn purge(uai: &str) -> String {
    format!("/e/{uai}/conservation")
}

/// The secret of a one-time link: behind the '#', where no server and no log sees it.
pub fn secret_of_address() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Who could be confused with whom in a step.
pub fn homonyms(uai: &str, category: Category) -> String {
    format!("{}?{HOMONYMS}", step(uai, category))
}

/// Why accounts of a step are not recognised.
pub fn causes(uai: &str, category: Category) -> String {
    format!("{}?{CAUSES}", step(uai, category))
}

/// What all steps from one on will send.
pub fn all_steps(uai: &str, category: Category) -> String {
    format!("{}?{ALL_STEPS}", step(uai, category))
}

/// The report of the import in progress.
pub fn report_so_far(uai: &str) -> String {
    format!("/e/{uai}/import/bilan")
}

/// The report of an import.
pub fn report(uai: &str, id: &str) -> String {
    format!("/e/{uai}/imports/{id}")
}

/// A category in an address.
pub const fn slug(category: Category) -> &'static str {
    match category {
        Category::Teacher => "enseignants",
        Category::Student => "eleves",
        Category::Guardian => "responsables",
        Category::InternshipSupervisor => "maitres-de-stage",
        Category::Inspector => "inspecteurs",
        Category::Staff => "personnels",
    }
}

/// The category of an address.
pub fn category(slug_in_address: &str) -> Option<Category> {
    Category::ALL.into_iter().find(|category| slug(*category) == slug_in_address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        let expected = expected.map(|name| format!("/aide?ecran={name}"));
        assert_eq!(help_about(path), expected, "{path}");
    }

    #[wasm_bindgen_test]
    fn a_screen_leads_to_the_help_about_it() {
        check("/e/0990001N", Some("etat"));
        check("/e/0990001N/import", Some("import"));
        check("/e/0990001N/import/eleves", Some("etape"));
        check("/e/0990001N/imports/1/annulation", Some("imports"));
        check("/e/0990001N/nouveau-service", Some("services"));
        check("/e/0990001N/journal", None);
        check("/compte", None);
        for (name, topic) in Topic::ALL {
            assert_eq!(Topic::named(name), Some(topic));
            assert_eq!(topic.name(), name);
        }
    }
}
