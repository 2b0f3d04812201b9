//! What an administrator's browser asks: a large step, and the status page beside the least that a
//! server could do for it.

use super::measure::{ms, per_second};
use axum::{Json, Router, extract::State, routing::get};
use reqwest::{Client, Method, RequestBuilder, header};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use std::{error::Error, sync::Arc, time::Instant};
use tokio::net::TcpListener;

/// Pairs of the step: the pupils of the largest schools.
const PAIRS: usize = 5_000;

/// Steps that are stored, each in an establishment of its own.
const STEPS: u32 = 9;

/// Imports of an establishment that has been there for some time.
const IMPORTS: u32 = 12;

/// A browser that is signed in.
#[derive(Clone)]
pub(super) struct Administrator {
    client: Client,
    url: String,
    cookie: String,
    csrf: String,
}

impl Administrator {
    /// Uses the one-time link.
    pub(super) async fn first(url: &str, link: &str) -> Result<Self, Box<dyn Error>> {
        let token = link.split_once('#').ok_or("no secret in the link")?.1;
        let client = Client::builder().no_proxy().build()?;
        let visitor = Self {
            client,
            url: url.to_owned(),
            cookie: String::new(),
            csrf: api::ANONYMOUS_CSRF.to_owned(),
        };
        let body =
            json!({"token": token, "name": "Load", "password": "correct cheval pile agrafe"});
        let answer = visitor.ask(Method::POST, "/api/setup").body(body.to_string()).send().await?;
        let cookie = answer.headers()[header::SET_COOKIE].to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let session: Value = serde_json::from_str(&answer.text().await?)?;
        let csrf = session["csrf"].as_str().ok_or("no session")?.to_owned();
        Ok(Self { cookie, csrf, ..visitor })
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.url))
            .header("sec-fetch-site", "same-origin")
            .header(api::CSRF_HEADER, &self.csrf)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/json")
    }

    async fn done(request: RequestBuilder) -> Result<Value, Box<dyn Error>> {
        let answer = request.send().await?.error_for_status()?;
        Ok(serde_json::from_str(&answer.text().await?)?)
    }
}

/// Steps of [`PAIRS`] pairs, stored one after the other.
pub(super) async fn steps(administrator: &Administrator) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::new();
    for number in 0..STEPS {
        let uai = format!("{:07}A", 9_000_000 + number);
        let new = json!({"uai": uai, "name": uai, "cas_key": "ent_id"}).to_string();
        let add = administrator.ask(Method::POST, "/api/establishments").body(new);
        Administrator::done(add).await?;
        let imports = format!("/api/establishments/{uai}/imports");
        let new = json!({"mode": "partial", "sources": []}).to_string();
        let start = administrator.ask(Method::POST, &imports).header(api::IDEMPOTENCY_HEADER, &uai);
        let import = Administrator::done(start.body(new)).await?;
        let pair = |n: usize| {
            let (key, id) = (format!("TAA{number}{n:05}"), format!("PN{number}{n:05}ABCDEFGH"));
            json!({"ent_key": key, "pronote_id": id, "decision": "automatic"})
        };
        let pairs: Vec<_> = (0..PAIRS).map(pair).collect();
        let report = json!({"refused": 0, "to_review": 0, "undecided": 0});
        let body = json!({"pairs": pairs, "report": report}).to_string();
        let import = import["id"].as_str().ok_or("no import")?;
        let path = format!("{imports}/{import}/steps/student");
        let step = administrator
            .ask(Method::PUT, &path)
            .header(api::IDEMPOTENCY_HEADER, "step")
            .header(header::IF_MATCH, "\"0\"")
            .body(body);
        let started = Instant::now();
        Administrator::done(step).await?;
        times.push(started.elapsed());
    }
    times.sort();
    println!("a step of {PAIRS} pairs, stored: median {}", ms(times[times.len() / 2]));
    Ok(())
}

/// What an establishment has after two years: imports of which each has validated steps. Nobody arrives
/// and nobody leaves: how many there are counts here, not what is in them.
pub(super) async fn history(
    administrator: &Administrator,
    uai: &str,
) -> Result<(), Box<dyn Error>> {
    let imports = format!("/api/establishments/{uai}/imports");
    for number in 0..IMPORTS {
        let records = json!([["teacher", 80], ["student", 600], ["guardian", 900], ["staff", 12]]);
        let source = json!({"kind": "identifiers", "sha256": "0".repeat(64), "records": records});
        let new = json!({"mode": "complete", "sources": [source]}).to_string();
        let start = administrator.ask(Method::POST, &imports);
        let start = start.header(api::IDEMPOTENCY_HEADER, format!("history-{number}")).body(new);
        let import = Administrator::done(start).await?;
        let import = import["id"].as_str().ok_or("no import")?;
        for category in ["teacher", "guardian", "staff"] {
            let report = json!({"refused": 0, "to_review": 2, "undecided": 1});
            let body = json!({"pairs": [], "report": report}).to_string();
            let step = administrator
                .ask(Method::PUT, &format!("{imports}/{import}/steps/{category}"))
                .header(api::IDEMPOTENCY_HEADER, format!("history-{number}-{category}"))
                .header(header::IF_MATCH, "\"0\"")
                .body(body);
            Administrator::done(step).await?;
        }
    }
    Ok(())
}

/// The status page's answer, and a handler that reads one row of the same file and does nothing else.
pub(super) async fn status(
    administrator: &Administrator,
    uai: &str,
    database: &str,
) -> Result<(), Box<dyn Error>> {
    let Some(path) = database.strip_prefix("sqlite:") else { return Ok(()) };
    let pool = SqlitePool::connect(&format!("sqlite:{path}")).await?;
    let router =
        Router::new().route("/", get(one_row)).with_state(Arc::new((pool, uai.to_owned())));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let bare = format!("http://{}/", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });

    let path = format!("/api/establishments/{uai}/status");
    let page = administrator.clone();
    let ours = per_second(move || {
        let request = page.ask(Method::GET, &path);
        async move { request.send().await.is_ok_and(|answer| answer.status() == 200) }
    })
    .await?;
    let client = administrator.client.clone();
    let theirs = per_second(move || {
        let request = client.get(&bare);
        async move { request.send().await.is_ok_and(|answer| answer.status() == 200) }
    })
    .await?;
    println!(
        "GET …/status: {ours:.0}/s; a bare handler that reads one row: {theirs:.0}/s; ratio {:.2}",
        ours / theirs
    );
    Ok(())
}

async fn one_row(State(at): State<Arc<(SqlitePool, String)>>) -> Json<Value> {
    let row = sqlx::query_as::<_, (String, i64)>(
        "SELECT name, revision FROM establishment WHERE uai = $1",
    );
    let row = row.bind(&at.1).fetch_one(&at.0).await;
    Json(row.map_or(Value::Null, |(name, revision)| json!({"name": name, "revision": revision})))
}
