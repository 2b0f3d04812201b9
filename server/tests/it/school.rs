//! A server of its own for each test, and browsers that talk to it.

use crate::log;
use api::{Right, Role, Validation};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::{service::CasAddress, uai::Uai};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use server::{
    AppState, PasskeySite, Passwords, SignInPortal,
    assets::Assets,
    clock::Clock,
    config::{Policy, PublicUrl},
    invite,
    portal::Portal,
    rates::Rates,
    store::{By, SqliteStore},
};
use sqlx::{SqlitePool, sqlite::SqliteConnectOptions};
use std::sync::{Arc, LazyLock, Mutex};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The establishment of most tests, and another one.
pub(crate) const HERE: &str = "0990001N";
pub(crate) const THERE: &str = "0990002P";

/// Everybody's.
pub(crate) const PASSWORD: &str = "correct cheval pile agrafe";

/// Computing its hash takes a moment; all tests share it.
static PASSWORDS: LazyLock<Passwords> = LazyLock::new(|| Passwords::new().unwrap());

/// A server with an empty database.
pub(crate) struct School {
    pub(crate) state: AppState,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) router: Router,
    pub(crate) folder: TempDir,
}

/// A clock that stands still until it is told otherwise.
pub(crate) struct TestClock(Mutex<Timestamp>);

/// What a browser keeps and sends, headers included: of cookies the newest, which is enough here.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) router: Router,
    pub(crate) cookie: Option<String>,
    pub(crate) csrf: String,
}

/// An answer, its body read.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl School {
    pub(crate) async fn open() -> Self {
        Self::with("http://localhost:8080", Assets::default()).await
    }

    pub(crate) async fn with(public_url: &str, assets: Assets) -> Self {
        log::start();
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock(Mutex::new("2026-11-20T08:00:00Z".parse().unwrap()));
        Self::on(folder, Arc::new(clock), public_url.parse().unwrap(), assets).await
    }

    /// The same files, after a stop and a start.
    pub(crate) async fn restarted(self) -> Self {
        self.state.store.close().await;
        let state = self.state;
        Self::on(self.folder, self.clock, state.public_url, Assets::default()).await
    }

    async fn on(
        folder: TempDir,
        clock: Arc<TestClock>,
        public_url: PublicUrl,
        assets: Assets,
    ) -> Self {
        let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
        let state = AppState {
            store: Arc::new(SqliteStore::open(&address).await.unwrap()),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            passwords: PASSWORDS.clone(),
            passkeys: PasskeySite::of(&public_url),
            portal: Portal::new().unwrap(),
            sign_in_portal: None,
            about: Arc::default(),
            secret_uses: Arc::default(),
            rates: Arc::default(),
            metrics: Arc::default(),
            policy: Policy::default(),
            assets: Arc::new(assets),
            public_url,
        };
        Self { router: server::router(state.clone()), state, clock, folder }
    }

    /// A browser in which nobody is signed in.
    pub(crate) fn visitor(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: None, csrf: api::ANONYMOUS_CSRF.to_owned() }
    }

    /// The secret of a new one-time link.
    pub(crate) async fn setup_token(&self) -> String {
        let link = server::setup_link(&self.state).await.unwrap().unwrap();
        link.split_once('#').unwrap().1.to_owned()
    }

    /// The first account, signed in; there is no establishment yet.
    pub(crate) async fn superadmin(&self) -> Browser {
        let mut browser = self.visitor();
        let setup = json!({"token": self.setup_token().await, "name": "Ada", "password": PASSWORD});
        browser.post("/api/setup", setup).await.check(StatusCode::CREATED);
        browser
    }

    /// The superadmin, and the establishment [`HERE`].
    pub(crate) async fn with_establishment(&self) -> Browser {
        let mut browser = self.superadmin().await;
        browser.register(HERE).await;
        browser
    }

    /// A second way into the database, for what no route does.
    pub(crate) async fn database(&self) -> SqlitePool {
        let file = self.folder.path().join("raccord.db");
        SqlitePool::connect_with(SqliteConnectOptions::new().filename(file)).await.unwrap()
    }

    /// The same server, from now on under another policy.
    pub(crate) fn demanding(mut self, policy: Policy) -> Self {
        self.state.rates = Arc::new(Rates::of(&policy));
        self.state.policy = policy;
        self.router = server::router(self.state.clone());
        self
    }

    /// The same server, with a portal through which one may sign in.
    pub(crate) fn with_portal(mut self, cas: &str) -> Self {
        let cas = Arc::new(CasAddress::parse(cas).unwrap().0);
        self.state.sign_in_portal = Some(SignInPortal { cas, validation: Validation::Cas3 });
        self.router = server::router(self.state.clone());
        self
    }

    /// Somebody else, invited and signed in, with rights in establishments that there are.
    pub(crate) async fn member(&self, name: &str, rights: &[(&str, &str)]) -> Browser {
        let right = |right: &str| match right {
            "admin" => Right::Admin,
            _ => Right::Reader,
        };
        let rights = rights.iter().map(|&(uai, r)| (Uai::parse(uai).unwrap(), right(r))).collect();
        let by = By { account: None, at: self.state.clock.now() };
        let link = invite::to_new_account(&self.state, Role::Member, rights, by).await.unwrap();
        let token = link.link.split_once('#').unwrap().1;
        let body = json!({"token": token, "name": name, "password": PASSWORD});
        let mut browser = self.visitor();
        browser.post("/api/invitation", body).await.check(StatusCode::CREATED);
        browser
    }
}

impl TestClock {
    pub(crate) fn advance(&self, by: SignedDuration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

impl Browser {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[], Some(body)).await
    }

    pub(crate) async fn put(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, &[], Some(body)).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], None).await
    }

    pub(crate) async fn sign_in(&mut self, name: &str) -> Answer {
        self.post("/api/session", json!({"name": name, "password": PASSWORD})).await
    }

    pub(crate) async fn register(&mut self, uai: &str) -> Value {
        let establishment = json!({"uai": uai, "name": "Lycée Fictif", "cas_key": "ent_id"});
        self.post("/api/establishments", establishment).await.check(StatusCode::CREATED)
    }

    /// What a browser sends for our own page.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost:8080")
            .header("sec-fetch-site", "same-origin")
            .header(api::CSRF_HEADER, &self.csrf);
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for &(name, value) in headers {
            request = request.header(name, value);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.raw(request.body(body).unwrap()).await
    }

    /// Any request, with the cookie; keeps the cookie and the CSRF value that come back.
    pub(crate) async fn raw(&mut self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(body.to_vec()).unwrap(),
        };
        let set = answer.headers.get_all(header::SET_COOKIE).iter();
        for cookie in set.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()) {
            let (name, value) = cookie.split_once('=').unwrap();
            let is_it = |kept: &String| kept.starts_with(&format!("{name}="));
            if !value.is_empty() {
                self.cookie = Some(cookie.to_owned());
            } else if self.cookie.as_ref().is_some_and(is_it) {
                self.cookie = None;
            }
        }
        if let Some(csrf) = answer.json()["csrf"].as_str() {
            csrf.clone_into(&mut self.csrf);
        }
        answer
    }
}

impl Answer {
    /// The body, `null` when it is not JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// The body of an answer that must have this status.
    #[track_caller]
    pub(crate) fn check(self, status: StatusCode) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json()
    }

    /// An answer that must be this refusal; its details.
    #[track_caller]
    pub(crate) fn refused(self, status: StatusCode, code: &str) -> Value {
        assert_eq!((self.status, self.code()), (status, code.to_owned()), "{}", self.text);
        self.json()["error"]["details"].clone()
    }

    /// An answer that must refuse this field.
    #[track_caller]
    pub(crate) fn refused_field(self, field: &str) {
        let details = self.refused(StatusCode::UNPROCESSABLE_ENTITY, "invalid");
        assert_eq!(details, json!({"field": field}));
    }

    /// The code of a refusal; empty when it is none.
    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}
