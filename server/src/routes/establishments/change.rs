//! `PATCH /api/establishments/{uai}`: its name, its settings. Addresses are stored as they are read.

use super::details;
use crate::{auth::Admin, error::ApiError, extract::Body, name, state::AppState, store::By};
use api::{ChangeEstablishment, EstablishmentDetails, Settings};
use axum::{Json, extract::State};
use domain::{
    service::{CasAddress, PronoteAddress, settings as rules, web_address::WebAddress},
    timetable::day::Day,
};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Body(asked): Body<ChangeEstablishment>,
) -> Result<Json<EstablishmentDetails>, ApiError> {
    let establishment = &access.establishment;
    let name = match asked.name {
        // The invented school keeps its own.
        Some(_) if establishment.demonstration => return Err(ApiError::invalid("name")),
        Some(name) => {
            let parsed = name::parse(&name, name::ESTABLISHMENT_MAX);
            Some(parsed.ok_or(ApiError::invalid("name"))?)
        }
        None => None,
    };
    let public = app.public_url.is_secure();
    let settings = asked.settings.map(|settings| parse(settings, public)).transpose()?;
    let by = By { account: Some(&access.account.id), at: app.clock.now() };
    let uai = &establishment.uai;
    if !app.store.change_establishment(uai, name.as_deref(), settings.as_ref(), by).await? {
        return Err(ApiError::not_found());
    }
    let establishment = app.store.establishment(uai).await?.ok_or(ApiError::not_found())?;
    Ok(Json(details(&app, establishment, access.right).await?))
}

/// Settings that can be stored, their addresses put right. `public`: the server is reached by others,
/// who must not be able to have it call the machines beside it.
fn parse(asked: Settings, public: bool) -> Result<Settings, ApiError> {
    let text = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let contact =
        text(asked.contact).map(|text| contact(&text).ok_or(ApiError::invalid("contact")));
    let cas_url = text(asked.cas_url).map(|url| match CasAddress::parse(&url) {
        // A ticket is worth an account: nobody on the way may read it.
        Ok((address, _)) if address.is_private() && may_be_called(&address, public) => {
            Ok(address.to_string())
        }
        _ => Err(ApiError::invalid("cas_url")),
    });
    let pronote_url = text(asked.pronote_url).map(|url| {
        let address = PronoteAddress::parse(&url).map_err(|_| ApiError::invalid("pronote_url"));
        address.map(|(address, _)| address.to_string())
    });
    let profile_attribute = text(asked.profile_attribute);
    if profile_attribute.as_deref().is_some_and(|name| !is_attribute(name)) {
        return Err(ApiError::invalid("profile_attribute"));
    }
    let pronote_version = asked.pronote_version.trim().to_owned();
    if !rules::is_version(&pronote_version) {
        return Err(ApiError::invalid("pronote_version"));
    }
    let year_start = asked.year_start.trim().to_owned();
    if !year_start.is_empty() && Day::parse(&year_start).is_none() {
        return Err(ApiError::invalid("year_start"));
    }
    let reconciliation_code = asked.reconciliation_code.trim().to_owned();
    if !reconciliation_code.is_empty() && !rules::is_code(&reconciliation_code) {
        return Err(ApiError::invalid("reconciliation_code"));
    }
    Ok(Settings {
        contact: contact.transpose()?,
        cas_url: cas_url.transpose()?,
        pronote_url: pronote_url.transpose()?,
        profile_attribute,
        pronote_version,
        reconciliation_code,
        year_start,
        ..asked
    })
}

/// A CAS server has a name; a number is an inner machine, and the same machine is for trying.
fn may_be_called(address: &CasAddress, public: bool) -> bool {
    if address.is_same_machine() { !public } else { !address.is_number() }
}

/// A web address, put right, or an e-mail address.
fn contact(text: &str) -> Option<String> {
    let mail = text.split_once('@').is_some_and(|(name, host)| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"._+-".contains(&b);
        !name.is_empty() && name.bytes().all(plain) && host.contains('.') && host.bytes().all(plain)
    });
    match text {
        _ if text.len() > 300 => None,
        _ if mail => Some(text.to_owned()),
        _ if text.contains("://") => WebAddress::parse(text).ok().map(|(web, _)| web.to_string()),
        _ => None,
    }
}

/// A name that CAS servers give to attributes.
fn is_attribute(text: &str) -> bool {
    text.len() <= 80 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.:".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(change: impl FnOnce(&mut Settings), refused: &str) {
        let mut settings = Settings::default();
        change(&mut settings);
        let error = parse(settings, true).unwrap_err();
        assert!(format!("{error:?}").contains(refused), "{error:?}");
    }

    #[test]
    fn addresses_are_stored_as_they_are_read() {
        let settings = Settings {
            cas_url: Some(" https://cas.agora06.fr/login ".to_owned()),
            pronote_url: Some("0990001N.index-education.net".to_owned()),
            contact: Some(" ".to_owned()),
            ..Settings::default()
        };
        let parsed = parse(settings, true).unwrap();
        assert_eq!(parsed.cas_url.as_deref(), Some("https://cas.agora06.fr"));
        let pronote = "https://0990001n.index-education.net/pronote/";
        assert_eq!(parsed.pronote_url.as_deref(), Some(pronote));
        assert_eq!(parsed.contact, None);
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_its_field() {
        check(|s| s.cas_url = Some("http://cas.exemple.fr".to_owned()), "cas_url");
        check(|s| s.cas_url = Some("http://127.0.0.1:81/cas".to_owned()), "cas_url");
        check(|s| s.cas_url = Some("https://10.0.0.7/cas".to_owned()), "cas_url");
        check(|s| s.pronote_url = Some("ftp://x".to_owned()), "pronote_url");
        check(|s| s.contact = Some("javascript:alert(1)".to_owned()), "contact");
        check(|s| s.contact = Some("a@b".to_owned()), "contact");
        check(|s| s.profile_attribute = Some("a b".to_owned()), "profile_attribute");
        check(|s| s.reconciliation_code = "é".to_owned(), "reconciliation_code");
        check(|s| s.year_start = "31/02/2026".to_owned(), "year_start");
        check(|s| s.pronote_version = "<b>".to_owned(), "pronote_version");
    }

    #[test]
    fn a_contact_is_a_web_or_an_e_mail_address() {
        let web = "https://ent.exemple.fr/contact";
        assert_eq!(contact("ent@college.exemple.fr").as_deref(), Some("ent@college.exemple.fr"));
        assert_eq!(contact("https://ENT.exemple.fr/contact").as_deref(), Some(web));
        assert!(contact("02 00 00 00 00").is_none() && contact("a b@c.fr").is_none());
    }
}
