//! Every route for every kind of caller. A route that is not in the table fails the test.

use crate::{
    school::{Browser, HERE, School, THERE},
    steps::start_import,
};
use axum::http::{Method, StatusCode};
use serde_json::json;
use server::config::Policy;
use std::collections::BTreeSet;

/// Refusals that mean "not you"; [`OK`] for whatever comes after.
const OK: &str = "";
const OUT: &str = "signed_out";
const NO: &str = "forbidden";
const LINK: &str = "setup_link";
const INVITED: &str = "invitation_link";
const NO_SECRET: &str = "no secret";

/// For an anonymous visitor, a member without right, a reader, an admin of another establishment,
/// an admin, a superadmin.
type Expected = [&'static str; 6];

const ANYBODY: Expected = [OK, OK, OK, OK, OK, OK];
const HOLDER_OF_THE_LINK: Expected = [LINK, LINK, LINK, LINK, LINK, LINK];
const HOLDER_OF_AN_INVITATION: Expected = [INVITED; 6];
const SIGNED_IN: Expected = [OUT, OK, OK, OK, OK, OK];
/// Whoever shows the secret of a CAS server; a session is worth nothing there.
const CAS_SERVERS: Expected = [NO_SECRET; 6];
/// Whoever the portal's CAS server names (see `access`); a session here is worth nothing.
const PORTAL_USERS: Expected = [OK; 6];
/// A browser that has just come back from the portal (see `portal_sign_in`); a session is worth nothing.
const JUST_NAMED: Expected = [OUT; 6];
const READERS: Expected = [OUT, NO, OK, NO, OK, OK];
const ADMINS: Expected = [OUT, NO, NO, NO, OK, OK];
const SUPERADMINS: Expected = [OUT, NO, NO, NO, NO, OK];

/// Signing out comes last: it ends the sessions that the others need.
const TABLE: [(Method, &str, Expected); 76] = [
    (Method::GET, "/healthz", ANYBODY),
    (Method::GET, "/readyz", ANYBODY),
    (Method::GET, "/metrics", ANYBODY),
    (Method::GET, "/api/about", ANYBODY),
    (Method::GET, "/api/openapi.json", ANYBODY),
    (Method::POST, "/api/setup", HOLDER_OF_THE_LINK),
    (Method::GET, "/api/session", ANYBODY),
    (Method::POST, "/api/session", ANYBODY),
    (Method::POST, "/api/session/passkey", ANYBODY),
    (Method::GET, "/api/session/cas", ANYBODY),
    (Method::POST, "/api/session/cas", JUST_NAMED),
    (Method::POST, "/api/session/cas/passkey", JUST_NAMED),
    (Method::GET, "/api/session/cas/callback", ANYBODY),
    (Method::POST, "/api/invitation/look", HOLDER_OF_AN_INVITATION),
    (Method::POST, "/api/invitation", HOLDER_OF_AN_INVITATION),
    (Method::PUT, "/api/account/password", SIGNED_IN),
    (Method::GET, "/api/account/second-factor", SIGNED_IN),
    (Method::POST, "/api/account/totp", SIGNED_IN),
    (Method::PUT, "/api/account/totp", SIGNED_IN),
    (Method::DELETE, "/api/account/totp", SIGNED_IN),
    (Method::POST, "/api/account/recovery-codes", SIGNED_IN),
    (Method::POST, "/api/account/passkeys/challenge", SIGNED_IN),
    (Method::POST, "/api/account/passkeys", SIGNED_IN),
    (Method::DELETE, "/api/account/passkeys/{id}", SIGNED_IN),
    (Method::GET, "/api/account/sessions", SIGNED_IN),
    (Method::DELETE, "/api/account/sessions", SIGNED_IN),
    (Method::DELETE, "/api/account/sessions/{id}", SIGNED_IN),
    (Method::GET, "/api/accounts", SUPERADMINS),
    (Method::PUT, "/api/accounts/{id}/ent-id", SUPERADMINS),
    (Method::PUT, "/api/accounts/{id}/rights", SUPERADMINS),
    (Method::DELETE, "/api/accounts/{id}", SUPERADMINS),
    (Method::POST, "/api/accounts/{id}/password-link", SUPERADMINS),
    (Method::DELETE, "/api/accounts/{id}/second-factor", SUPERADMINS),
    (Method::GET, "/api/invitations", SUPERADMINS),
    (Method::POST, "/api/invitations", SUPERADMINS),
    (Method::DELETE, "/api/invitations/{id}", SUPERADMINS),
    (Method::GET, "/api/audit", SUPERADMINS),
    (Method::GET, "/api/cas-clients", SUPERADMINS),
    (Method::POST, "/api/cas-clients", SUPERADMINS),
    (Method::PUT, "/api/cas-clients/{id}", SUPERADMINS),
    (Method::DELETE, "/api/cas-clients/{id}", SUPERADMINS),
    (Method::POST, "/api/cas-clients/{id}/secrets", SUPERADMINS),
    (Method::DELETE, "/api/cas-clients/{id}/secrets/{secret}", SUPERADMINS),
    (Method::POST, "/cas/v1/llng/userdb", CAS_SERVERS),
    (Method::GET, "/cas/v1/attributes", CAS_SERVERS),
    (Method::POST, "/cas/v1/attributes", CAS_SERVERS),
    (Method::GET, "/cas/v1/etablissements/{uai}/attributes", CAS_SERVERS),
    (Method::GET, "/api/establishments/{uai}/cas-configuration/{server}", ADMINS),
    (Method::GET, "/api/establishments", SIGNED_IN),
    (Method::POST, "/api/establishments", SUPERADMINS),
    (Method::DELETE, "/api/establishments/{uai}", ADMINS),
    (Method::GET, "/api/establishments/{uai}", READERS),
    (Method::PATCH, "/api/establishments/{uai}", ADMINS),
    (Method::GET, "/api/establishments/{uai}/services", ADMINS),
    (Method::PUT, "/api/establishments/{uai}/services/{code}", ADMINS),
    (Method::DELETE, "/api/establishments/{uai}/services/{code}", ADMINS),
    (Method::GET, "/api/establishments/{uai}/checklist", READERS),
    (Method::PUT, "/api/establishments/{uai}/checklist", ADMINS),
    (Method::GET, "/acces/{uai}", PORTAL_USERS),
    (Method::POST, "/acces/{uai}", PORTAL_USERS),
    (Method::GET, "/acces/{uai}/cas", PORTAL_USERS),
    (Method::POST, "/acces/{uai}/cas", PORTAL_USERS),
    (Method::GET, "/acces/{uai}/sortie", PORTAL_USERS),
    (Method::GET, "/api/establishments/{uai}/status", READERS),
    (Method::GET, "/api/establishments/{uai}/mappings", ADMINS),
    (Method::DELETE, "/api/establishments/{uai}/mappings", ADMINS),
    (Method::GET, "/api/establishments/{uai}/audit", ADMINS),
    (Method::POST, "/api/establishments/{uai}/preview/{category}", ADMINS),
    (Method::GET, "/api/establishments/{uai}/imports", READERS),
    (Method::POST, "/api/establishments/{uai}/imports", ADMINS),
    (Method::GET, "/api/establishments/{uai}/imports/{id}", READERS),
    (Method::PUT, "/api/establishments/{uai}/imports/{id}/steps/{category}", ADMINS),
    (Method::POST, "/api/establishments/{uai}/imports/{id}/close", ADMINS),
    (Method::GET, "/api/establishments/{uai}/imports/{id}/undo", ADMINS),
    (Method::POST, "/api/establishments/{uai}/imports/{id}/undo", ADMINS),
    (Method::DELETE, "/api/session", SIGNED_IN),
];

#[test]
fn the_table_has_every_route() {
    let name = |method: &Method, path: &str| format!("{method} {path}");
    let table: BTreeSet<_> = TABLE.iter().map(|(m, path, _)| name(m, path)).collect();
    let routes: BTreeSet<_> = server::endpoints().map(|(m, path)| name(&m, path)).collect();
    assert_eq!(table, routes);
}

#[tokio::test]
async fn every_route_refuses_whom_it_must() {
    let (school, mut callers, import) = callers().await;
    for (method, path, expected) in TABLE {
        let path = fill(path, HERE, &import);
        for ((who, caller), expected) in callers.iter_mut().zip(expected) {
            let refusal = refusal(caller, method.clone(), &path).await;
            assert_eq!(refusal, expected, "{method} {path} by {who}");
        }
    }
    drop(school);
}

/// Without the second factor that the server demands, one's own account is all there is.
#[tokio::test]
async fn without_the_demanded_second_factor_nothing_else_is_open() {
    let (school, _, import) = callers().await;
    let school = school.demanding(Policy { second_factor_required: true, ..Policy::default() });
    let mut admin = school.visitor();
    let session = admin.sign_in("admin").await.check(StatusCode::OK);
    assert_eq!(session["second_factor_missing"], true);
    for (method, path, expected) in TABLE {
        let own = path.starts_with("/api/account/") || path == "/api/session";
        let open = own
            || expected == ANYBODY
            || expected == CAS_SERVERS
            || expected == PORTAL_USERS
            || expected == JUST_NAMED
            || expected[0] == LINK
            || expected[0] == INVITED;
        let refusal = refusal(&mut admin, method.clone(), &fill(path, HERE, &import)).await;
        let missing = refusal == "second_factor_missing";
        assert_eq!(missing, !open, "{method} {path}: {refusal}");
    }
}

#[tokio::test]
async fn a_missing_establishment_is_told_to_superadmins_only() {
    let (school, mut callers, import) = callers().await;
    let of_one = |path: &str| path.contains("{uai}") && path.starts_with("/api/");
    for (method, path, _) in TABLE.into_iter().filter(|(_, path, _)| of_one(path)) {
        let path = fill(path, "0990009X", &import);
        for (who, caller) in &mut callers {
            let answer = caller.send(method.clone(), &path, &[], Some(json!({}))).await;
            let expected = match *who {
                "anonymous" => (StatusCode::UNAUTHORIZED, OUT),
                "superadmin" => (StatusCode::NOT_FOUND, "not_found"),
                _ => (StatusCode::FORBIDDEN, NO),
            };
            assert_eq!((answer.status, answer.code().as_str()), expected, "{method} {path} {who}");
        }
    }
    drop(school);
}

/// The six callers in the order of [`Expected`], and an import in [`HERE`].
async fn callers() -> (School, [(&'static str, Browser); 6], String) {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    superadmin.register(THERE).await;
    let import = start_import(&mut superadmin, HERE, "complete").await;
    let callers = [
        ("anonymous", school.visitor()),
        ("stranger", school.member("stranger", &[]).await),
        ("reader", school.member("reader", &[(HERE, "reader")]).await),
        ("neighbour", school.member("neighbour", &[(THERE, "admin")]).await),
        ("admin", school.member("admin", &[(HERE, "admin")]).await),
        ("superadmin", superadmin),
    ];
    (school, callers, import)
}

/// Which of the refusals that concern the caller came, if any.
async fn refusal(caller: &mut Browser, method: Method, path: &str) -> String {
    let body = match path {
        "/api/setup" | "/api/invitation" => json!({"token": "x", "name": "x", "password": "x"}),
        "/api/invitation/look" => json!({"token": "x"}),
        _ => json!({}),
    };
    let answer = caller.send(method, path, &[], Some(body)).await;
    assert!(!answer.status.is_server_error(), "{}", answer.text);
    if answer.headers.contains_key("www-authenticate") {
        return NO_SECRET.to_owned();
    }
    let code = answer.code();
    let concerns_caller = matches!(answer.status.as_u16(), 401 | 403);
    if concerns_caller { code } else { OK.to_owned() }
}

fn fill(path: &str, uai: &str, import: &str) -> String {
    path.replace("{uai}", uai)
        .replace("{id}", import)
        .replace("{category}", "teacher")
        .replace("{server}", "apereo")
        .replace("{code}", "PRONOTECAS")
        .replace("{secret}", "x")
}
