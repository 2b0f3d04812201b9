//! `PUT /api/establishments/{uai}/services/{code}`: changes the service of this code; with
//! `?new=true` makes it, and refuses when there is one.

use crate::{
    auth::Admin,
    error::ApiError,
    extract::{Body, Path, Query},
    name,
    state::AppState,
    store::By,
};
use api::{Access, MAX_ACCESS, MAX_SERVICE_USERS, Service, Sso, Target};
use axum::{Json, extract::State};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    ent_key::EntKey,
    service::{
        Correction, NotAnAddress, PronoteAddress, icon, settings as rules, web_address::WebAddress,
    },
    uai::Uai,
};
use serde::Deserialize;

/// Highest order, in tenths: the portal shows 999,9.
const MAX_ORDER: u32 = 9_999;

/// Longest level, subject and so on, in characters.
const MAX_WORD: usize = 60;

#[derive(Deserialize)]
pub(crate) struct CodePath {
    pub(super) code: String,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    #[serde(default)]
    new: bool,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<CodePath>,
    Query(asked): Query<Asked>,
    Body(service): Body<Service>,
) -> Result<Json<Service>, ApiError> {
    let service = parse(service)?;
    let by = By { account: Some(&access.account.id), at: app.clock.now() };
    let former = (!asked.new).then_some(path.code.as_str());
    app.store.put_service(&access.establishment.uai, former, &service, by).await??;
    Ok(Json(service))
}

/// A service that can be stored, its address put right.
fn parse(service: Service) -> Result<Service, ApiError> {
    let refuse =
        |allowed: bool, field| if allowed { Ok(()) } else { Err(ApiError::invalid(field)) };
    refuse(rules::is_code(&service.code), "code")?;
    let title = name::parse(&service.title, rules::MAX_TITLE).ok_or(ApiError::invalid("title"))?;
    refuse(service.order <= MAX_ORDER, "order")?;
    refuse(is_text(&service.grouping, rules::MAX_TITLE), "grouping")?;
    refuse(is_text(&service.description, rules::MAX_DESCRIPTION), "description")?;
    refuse(service.icon.as_deref().is_none_or(is_icon), "icon")?;
    refuse(rules::is_version(&service.block.version), "version")?;
    let cas_url = &service.block.cas_url;
    refuse(cas_url.is_empty() || PronoteAddress::parse(cas_url).is_ok(), "block_cas_url")?;
    refuse(service.access.len() <= MAX_ACCESS && service.access.iter().all(is_access), "access")?;
    let keys = service.users.len() <= MAX_SERVICE_USERS
        && service.users.iter().all(|key| EntKey::parse(key).is_ok());
    refuse(keys, "users")?;
    let url = match service.sso {
        Sso::PronoteCas => PronoteAddress::parse(&service.url).map(|(url, _)| url.to_string()),
        // What follows a question mark belongs to it, and is not known here: nothing is cut.
        Sso::Standard => WebAddress::parse(&service.url).and_then(|(url, corrections)| {
            let cut = corrections.contains(&Correction::DroppedQuery);
            if cut { Err(NotAnAddress) } else { Ok(url.to_string()) }
        }),
    };
    let url = url.map_err(|_| ApiError::invalid("url"))?;
    Ok(Service { title, url, ..service })
}

/// Text that a form holds: lines are allowed, other control characters are not.
fn is_text(text: &str, max: usize) -> bool {
    text.chars().count() <= max && !text.chars().any(|c| c.is_control() && c != '\n')
}

fn is_icon(base64: &str) -> bool {
    STANDARD.decode(base64).is_ok_and(|bytes| icon::size(&bytes).is_ok())
}

fn is_access(access: &Access) -> bool {
    let words =
        [&access.level, &access.sublevel, &access.subject, &access.function, &access.discipline];
    let target = match &access.target {
        Target::Establishments(list) => {
            !list.is_empty()
                && list.len() <= 1_000
                && list.iter().all(|uai| Uai::parse(uai).is_ok())
        }
        Target::CurrentSite | Target::Groups | Target::WholeEnt => true,
    };
    target && words.iter().all(|word| is_text(word, MAX_WORD))
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::{Block, Profile, Xiti};

    fn service() -> Service {
        Service {
            code: "PRONOTECAS".to_owned(),
            title: " Pronote ".to_owned(),
            sso: Sso::PronoteCas,
            url: "http://0990001N.index-education.net".to_owned(),
            order: 90,
            xiti: Xiti::Undefined,
            grouping: "Scolarité".to_owned(),
            description: "Notes\net emploi du temps".to_owned(),
            icon: None,
            anonymous: false,
            block: Block::default(),
            access: Vec::new(),
            users: vec!["TAA10001".to_owned()],
        }
    }

    fn line(target: Target) -> Access {
        let empty = String::new;
        Access {
            target,
            profile: Profile::Student,
            level: empty(),
            sublevel: empty(),
            subject: empty(),
            function: empty(),
            discipline: empty(),
        }
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Service), field: &str) {
        let mut service = service();
        change(&mut service);
        let error = parse(service).unwrap_err();
        assert!(format!("{error:?}").contains(field), "{error:?}");
    }

    #[test]
    fn the_address_is_put_right() {
        let parsed = parse(service()).unwrap();
        assert_eq!(parsed.url, "http://0990001n.index-education.net/pronote/");
        assert_eq!(parsed.title, "Pronote");
    }

    #[test]
    fn what_the_portal_would_not_take_is_refused_by_its_field() {
        check(|s| s.code = "é".to_owned(), "code");
        check(|s| s.title = " ".to_owned(), "title");
        check(|s| s.order = MAX_ORDER + 1, "order");
        check(|s| s.url = "pronote".to_owned(), "url");
        check(|s| (s.sso, s.url) = (Sso::Standard, "https://x.fr/a?b=1".to_owned()), "url");
        check(|s| s.description = "\u{7}".to_owned(), "description");
        check(|s| s.icon = Some("R0lGODlh".to_owned()), "icon");
        check(|s| s.block.cas_url = "oui".to_owned(), "block_cas_url");
        check(|s| s.users = vec!["Zoé Martin".to_owned()], "users");
        check(|s| s.access = vec![line(Target::Establishments(vec!["x".to_owned()]))], "access");
        check(|s| s.access = vec![line(Target::WholeEnt); MAX_ACCESS + 1], "access");
    }
}
