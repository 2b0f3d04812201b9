//! Every route, grouped by who calls it, and the layers around them.

use crate::{
    assets,
    auth::{self, session},
    error::{self, ApiError},
    headers, logs,
    openapi::{Described, Description},
    rates,
    routes::{
        about, access, account, accounts, audit, cas, cas_clients, checklist, establishments,
        health, imports, invitations, mappings, openapi as openapi_routes, services,
        session as sessions, setup,
    },
    state::AppState,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::{Method, StatusCode},
    middleware::{from_fn, from_fn_with_state},
    routing::{self, MethodRouter},
};
use std::sync::Arc;

/// Largest body of most requests, in bytes.
pub const BODY_LIMIT: usize = 64 * 1024;

/// Largest body of a step, in bytes: [`api::MAX_PAIRS`] pairs of the usual length, twice over.
pub const STEP_BODY_LIMIT: usize = 4 * 1024 * 1024;

/// The whole server as a service.
pub fn router(state: AppState) -> Router {
    let mut api = Router::new();
    // Whatever else is under /api is no address of the page.
    for path in ["/api", "/api/", "/api/{*rest}"] {
        api = api.route(path, routing::any(no_such_route));
    }
    for route in api_routes() {
        api = api.route(route.path, route.service);
    }
    let api = api
        .method_not_allowed_fallback(no_such_method)
        .layer(from_fn_with_state(state.clone(), auth::check_origin))
        .layer(session::layer(&state))
        .layer(from_fn(error::fill_envelope))
        .layer(from_fn(headers::no_store));

    let mut cas = Router::new();
    for route in cas_routes() {
        cas = cas.route(route.path, route.service);
    }
    let cas = cas.layer(from_fn(headers::no_store));

    let mut portal = Router::new();
    for route in portal_routes() {
        portal = portal.route(route.path, route.service);
    }
    let portal = portal.layer(from_fn(headers::no_store));

    let mut operator = Router::new();
    for route in operator_routes() {
        operator = operator.route(route.path, route.service);
    }

    let page = routing::get(assets::serve).with_state(Arc::clone(&state.assets));
    let security = headers::of_server(&state.public_url);
    Router::new()
        .merge(api)
        .merge(cas)
        .merge(portal)
        .merge(operator)
        .fallback_service(page)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(state.clone(), rates::limit))
        .layer(from_fn_with_state(security, headers::add))
        .layer(from_fn_with_state(Arc::clone(&state.metrics), logs::request))
        .with_state(state)
}

/// Method and path of every route, so that a test can walk them all.
pub fn endpoints() -> impl Iterator<Item = (Method, &'static str)> {
    let routes = api_routes().into_iter().chain(cas_routes());
    let routes = routes.chain(portal_routes()).chain(operator_routes());
    routes.map(|route| (route.method, route.path))
}

/// Method, path and description of the routes that programs call: what is for people's eyes, or for
/// the operator, is left out.
pub(crate) fn described() -> impl Iterator<Item = (Method, &'static str, Describe)> {
    let routes = api_routes().into_iter().chain(cas_routes());
    routes.filter_map(|route| Some((route.method, route.path, route.describe?)))
}

fn api_routes() -> Vec<Route> {
    vec![
        // Anybody.
        Route::get("/api/about", about::get::handler),
        Route::get("/api/openapi.json", openapi_routes::get::handler),
        Route::post("/api/setup", setup::create::handler),
        Route::get("/api/session", sessions::get::handler),
        Route::post("/api/session", sessions::create::handler),
        Route::get("/api/session/cas", sessions::leave_for_portal::handler),
        Route::post("/api/session/cas", sessions::create_from_portal::handler),
        Route::post("/api/session/cas/passkey", sessions::ask_passkey_from_portal::handler),
        Route::get("/api/session/cas/callback", sessions::return_from_portal::handler),
        Route::post("/api/session/passkey", sessions::ask_passkey::handler),
        Route::post("/api/invitation/look", invitations::look::handler),
        Route::post("/api/invitation", invitations::accept::handler),
        // Whoever is signed in, about their own account.
        Route::delete("/api/session", sessions::delete::handler),
        Route::put("/api/account/password", account::change_password::handler),
        Route::get("/api/account/second-factor", account::second_factor::handler),
        Route::post("/api/account/totp", account::offer_totp::handler),
        Route::put("/api/account/totp", account::confirm_totp::handler),
        Route::delete("/api/account/totp", account::remove_totp::handler),
        Route::post("/api/account/recovery-codes", account::make_recovery_codes::handler),
        Route::post("/api/account/passkeys/challenge", account::ask_passkey::handler),
        Route::post("/api/account/passkeys", account::add_passkey::handler),
        Route::delete("/api/account/passkeys/{id}", account::remove_passkey::handler),
        Route::get("/api/account/sessions", account::list_sessions::handler),
        Route::delete("/api/account/sessions", account::end_other_sessions::handler),
        Route::delete("/api/account/sessions/{id}", account::end_session::handler),
        // Whoever is signed in, with the second factor where it is demanded.
        Route::get("/api/establishments", establishments::list::handler),
        // Superadmins.
        Route::post("/api/establishments", establishments::create::handler),
        Route::get("/api/accounts", accounts::list::handler),
        Route::put("/api/accounts/{id}/ent-id", accounts::change_ent_id::handler),
        Route::put("/api/accounts/{id}/rights", accounts::change_rights::handler),
        Route::delete("/api/accounts/{id}", accounts::end::handler),
        Route::post("/api/accounts/{id}/password-link", accounts::make_password_link::handler),
        Route::delete("/api/accounts/{id}/second-factor", accounts::reset_second_factor::handler),
        Route::get("/api/invitations", invitations::list::handler),
        Route::post("/api/invitations", invitations::create::handler),
        Route::delete("/api/invitations/{id}", invitations::withdraw::handler),
        Route::get("/api/audit", audit::list_all::handler),
        Route::get("/api/cas-clients", cas_clients::list::handler),
        Route::post("/api/cas-clients", cas_clients::create::handler),
        Route::put("/api/cas-clients/{id}", cas_clients::change::handler),
        Route::delete("/api/cas-clients/{id}", cas_clients::remove::handler),
        Route::post("/api/cas-clients/{id}/secrets", cas_clients::make_secret::handler),
        Route::delete("/api/cas-clients/{id}/secrets/{secret}", cas_clients::end_secret::handler),
        // Readers of an establishment.
        Route::get("/api/establishments/{uai}", establishments::get::handler),
        Route::get("/api/establishments/{uai}/checklist", checklist::list::handler),
        Route::get("/api/establishments/{uai}/status", establishments::status::handler),
        Route::get("/api/establishments/{uai}/imports", imports::list::handler),
        Route::get("/api/establishments/{uai}/imports/{id}", imports::get::handler),
        // Administrators of an establishment.
        Route::delete("/api/establishments/{uai}", establishments::delete::handler),
        Route::patch("/api/establishments/{uai}", establishments::change::handler),
        Route::get("/api/establishments/{uai}/services", services::list::handler),
        Route::put("/api/establishments/{uai}/services/{code}", services::put::handler),
        Route::delete("/api/establishments/{uai}/services/{code}", services::remove::handler),
        Route::put("/api/establishments/{uai}/checklist", checklist::mark::handler),
        Route::get("/api/establishments/{uai}/mappings", mappings::list::handler),
        Route::delete("/api/establishments/{uai}/mappings", mappings::purge::handler),
        Route::get("/api/establishments/{uai}/audit", audit::list::handler),
        Route::post("/api/establishments/{uai}/preview/{category}", imports::preview_step::handler)
            .with_body_limit(STEP_BODY_LIMIT),
        Route::post("/api/establishments/{uai}/imports", imports::create::handler),
        Route::put(
            "/api/establishments/{uai}/imports/{id}/steps/{category}",
            imports::validate_step::handler,
        )
        .with_body_limit(STEP_BODY_LIMIT),
        Route::post("/api/establishments/{uai}/imports/{id}/close", imports::close::handler),
        Route::get("/api/establishments/{uai}/imports/{id}/undo", imports::preview_undo::handler),
        Route::post("/api/establishments/{uai}/imports/{id}/undo", imports::undo::handler),
        Route::get(
            "/api/establishments/{uai}/cas-configuration/{server}",
            establishments::cas_configuration::handler,
        ),
    ]
}

/// For CAS servers with a secret. No cookie, no session, no page of ours has anything to do here.
fn cas_routes() -> Vec<Route> {
    vec![
        Route::post("/cas/v1/llng/userdb", cas::llng_userdb::handler),
        Route::get("/cas/v1/attributes", cas::attributes::handler),
        Route::post("/cas/v1/attributes", cas::attributes::handler),
        Route::get(
            "/cas/v1/etablissements/{uai}/attributes",
            cas::attributes_in_establishment::handler,
        ),
    ]
}

/// For portal users on the way to PRONOTE: pages of our own, without the product's page, its session
/// or its script.
fn portal_routes() -> Vec<Route> {
    vec![
        Route::undescribed(Method::GET, "/acces/{uai}", routing::get(access::show::handler)),
        Route::undescribed(Method::POST, "/acces/{uai}", routing::post(access::accept::handler)),
        Route::undescribed(Method::GET, "/acces/{uai}/cas", routing::get(access::arrive::handler)),
        Route::undescribed(
            Method::POST,
            "/acces/{uai}/cas",
            routing::post(access::signed_out_there::handler),
        ),
        Route::undescribed(
            Method::GET,
            "/acces/{uai}/sortie",
            routing::get(access::leave::handler),
        ),
    ]
}

fn operator_routes() -> Vec<Route> {
    vec![
        Route::undescribed(Method::GET, "/healthz", routing::get(health::live::handler)),
        Route::undescribed(Method::GET, "/readyz", routing::get(health::ready::handler)),
        Route::undescribed(Method::GET, "/metrics", routing::get(health::metrics::handler)),
    ]
}

/// Says what a handler's types say.
type Describe = fn(&mut Description);

struct Route {
    method: Method,
    path: &'static str,
    describe: Option<Describe>,
    service: MethodRouter<AppState>,
}

impl Route {
    fn get<H: Handler<T, AppState> + Described<T>, T: 'static>(
        path: &'static str,
        handler: H,
    ) -> Self {
        let describe: Describe = H::describe;
        let service = routing::get(handler);
        Self { method: Method::GET, path, describe: Some(describe), service }
    }

    fn post<H: Handler<T, AppState> + Described<T>, T: 'static>(
        path: &'static str,
        handler: H,
    ) -> Self {
        let describe: Describe = H::describe;
        let service = routing::post(handler);
        Self { method: Method::POST, path, describe: Some(describe), service }
    }

    fn put<H: Handler<T, AppState> + Described<T>, T: 'static>(
        path: &'static str,
        handler: H,
    ) -> Self {
        let describe: Describe = H::describe;
        let service = routing::put(handler);
        Self { method: Method::PUT, path, describe: Some(describe), service }
    }

    fn patch<H: Handler<T, AppState> + Described<T>, T: 'static>(
        path: &'static str,
        handler: H,
    ) -> Self {
        let describe: Describe = H::describe;
        let service = routing::patch(handler);
        Self { method: Method::PATCH, path, describe: Some(describe), service }
    }

    fn delete<H: Handler<T, AppState> + Described<T>, T: 'static>(
        path: &'static str,
        handler: H,
    ) -> Self {
        let describe: Describe = H::describe;
        let service = routing::delete(handler);
        Self { method: Method::DELETE, path, describe: Some(describe), service }
    }

    /// Not for programs: a page, or a probe.
    fn undescribed(method: Method, path: &'static str, service: MethodRouter<AppState>) -> Self {
        Self { method, path, describe: None, service }
    }

    fn with_body_limit(self, bytes: usize) -> Self {
        Self { service: self.service.layer(DefaultBodyLimit::max(bytes)), ..self }
    }
}

async fn no_such_route() -> ApiError {
    ApiError::not_found()
}

/// The page never meets it: the status is enough to tell a developer more.
async fn no_such_method() -> (StatusCode, ApiError) {
    (StatusCode::METHOD_NOT_ALLOWED, ApiError::not_found())
}
