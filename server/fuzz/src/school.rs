//! A server with an establishment, an import and somebody who may do everything.

use api::ErrorEnvelope;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use server::{
    AppState, PasskeySite, Passwords,
    assets::Assets,
    clock::SystemClock,
    config::{Policy, PublicUrl},
    portal::Portal,
    rates::Rates,
    store::SqliteStore,
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;

/// Where bodies go; `{uai}` and `{import}` stand for those of the school. The seeds begin with the
/// place in this list.
const ROUTES: [(Method, &str); 18] = [
    (Method::PUT, "/api/establishments/{uai}/imports/{import}/steps/student"),
    (Method::PUT, "/api/establishments/{uai}/imports/{import}/steps/guardian?dry_run=true"),
    (Method::POST, "/api/establishments/{uai}/preview/teacher"),
    (Method::POST, "/api/establishments/{uai}/imports"),
    (Method::PATCH, "/api/establishments/{uai}"),
    (Method::PUT, "/api/establishments/{uai}/services/PRONOTECAS"),
    (Method::PUT, "/api/establishments/{uai}/services/NEW?new=true"),
    (Method::PUT, "/api/establishments/{uai}/checklist"),
    (Method::POST, "/api/establishments"),
    (Method::POST, "/api/cas-clients"),
    (Method::POST, "/api/invitations"),
    (Method::POST, "/api/session"),
    (Method::POST, "/api/setup"),
    (Method::POST, "/api/invitation"),
    (Method::PUT, "/api/account/password"),
    (Method::PUT, "/api/account/totp"),
    (Method::POST, "/api/account/passkeys"),
    (Method::POST, "/cas/v1/llng/userdb"),
];

const UAI: &str = "0990001N";

pub(crate) struct School {
    runtime: Runtime,
    router: Router,
    cookie: String,
    csrf: String,
    import: String,
    secret: String,
    /// Of the next request that wants a key of its own.
    key: AtomicU64,
    _folder: TempDir,
}

impl School {
    pub(crate) fn open() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
        let public_url: PublicUrl = "http://localhost:8080".parse().unwrap();
        let (router, link) = runtime.block_on(async {
            let state = AppState {
                store: Arc::new(SqliteStore::open(&address).await.unwrap()),
                clock: Arc::new(SystemClock),
                passwords: Passwords::new().unwrap(),
                passkeys: PasskeySite::of(&public_url),
                portal: Portal::new().unwrap(),
                sign_in_portal: None,
                about: Arc::default(),
                secret_uses: Arc::default(),
                rates: Arc::new(Rates::default()),
                metrics: Arc::default(),
                policy: Policy::default(),
                assets: Arc::new(Assets::default()),
                public_url,
            };
            let link = server::setup_link(&state).await.unwrap().unwrap();
            (server::router(state), link)
        });
        let mut school = Self {
            runtime,
            router,
            cookie: String::new(),
            csrf: api::ANONYMOUS_CSRF.to_owned(),
            import: String::new(),
            secret: String::new(),
            key: AtomicU64::new(0),
            _folder: folder,
        };
        school.set_up(&link);
        school
    }

    /// Sends a body where the number says.
    pub(crate) fn send(&self, route: usize, body: &[u8]) {
        let (method, path) = &ROUTES[route % ROUTES.len()];
        let path = path.replace("{uai}", UAI).replace("{import}", &self.import);
        let (status, _, answer) = self.ask(method, &path, Body::from(body.to_vec()));
        assert!(!status.is_server_error(), "{method} {path}: {status}");
        if path.starts_with("/api/") && !status.is_success() {
            let refusal = serde_json::from_slice::<ErrorEnvelope>(&answer);
            assert!(refusal.is_ok(), "{method} {path}: {status} {answer:?}");
        }
    }

    fn set_up(&mut self, link: &str) {
        let token = link.split_once('#').unwrap().1;
        let account =
            json!({"token": token, "name": "Ada", "password": "correct cheval pile agrafe"});
        let (session, cookie) = self.made("/api/setup", &account);
        self.cookie = cookie;
        session["csrf"].as_str().unwrap().clone_into(&mut self.csrf);
        let school = json!({"uai": UAI, "name": "Lycée Fictif", "cas_key": "ent_id"});
        self.made("/api/establishments", &school);
        let source = json!({"kind": "identifiers", "sha256": "0".repeat(64),
                            "records": [["student", 1], ["guardian", 1], ["teacher", 1]]});
        let import = json!({"mode": "complete", "sources": [source]});
        let (import, _) = self.made(&format!("/api/establishments/{UAI}/imports"), &import);
        import["id"].as_str().unwrap().clone_into(&mut self.import);
        let (client, _) = self.made("/api/cas-clients", &json!({"name": "Portail"}));
        client["secret"].as_str().unwrap().clone_into(&mut self.secret);
    }

    /// What a request that must succeed makes, and the cookie that comes with it.
    fn made(&self, path: &str, body: &Value) -> (Value, String) {
        let (status, cookie, made) = self.ask(&Method::POST, path, Body::from(body.to_string()));
        assert_eq!(status, StatusCode::CREATED, "{path} {made:?}");
        (serde_json::from_slice(&made).unwrap(), cookie)
    }

    fn ask(&self, method: &Method, path: &str, body: Body) -> (StatusCode, String, Bytes) {
        let key = self.key.fetch_add(1, Ordering::Relaxed);
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost:8080")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, &self.cookie)
            .header(header::IF_MATCH, self.revision(path))
            .header(api::IDEMPOTENCY_HEADER, key.to_string())
            .header(api::CSRF_HEADER, &self.csrf)
            .header("sec-fetch-site", "same-origin");
        if path.starts_with("/cas/") {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.secret));
        }
        self.answer(request.body(body).unwrap())
    }

    /// The stock's, where a step wants it.
    fn revision(&self, path: &str) -> String {
        if !path.contains("/steps/") && !path.contains("/preview/") {
            return "\"0\"".to_owned();
        }
        let request = Request::get(format!("/api/establishments/{UAI}/mappings?limit=1"));
        let request = request.header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        let (_, _, stock) = self.answer(request);
        let stock: Value = serde_json::from_slice(&stock).unwrap();
        format!("\"{}\"", stock["revision"])
    }

    fn answer(&self, request: Request<Body>) -> (StatusCode, String, Bytes) {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let cookie =
                parts.headers.get(header::SET_COOKIE).map(|cookie| cookie.to_str().unwrap());
            let cookie = cookie.and_then(|cookie| cookie.split(';').next()).unwrap_or_default();
            (parts.status, cookie.to_owned(), to_bytes(body, usize::MAX).await.unwrap())
        })
    }
}
