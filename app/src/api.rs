//! The only file that calls the server. What it sends about people is the pair, nothing else.

pub mod accounts;
mod ahead;
pub mod cas;
pub mod heard;
pub mod history;
pub mod log;
pub mod services;

use api::{
    ANONYMOUS_CSRF, About, Account, CSRF_HEADER, ErrorBody, ErrorCode, ErrorEnvelope,
    Establishment, IDEMPOTENCY_HEADER, Import, NewEstablishment, NewImport, Page, Paging,
    PreviewStep, Session, Setup, SignIn, Status, StepOutcome, StoredMapping, StoredMappings,
    ValidateStep,
};
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;

/// Why a request has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server refused.
    Refused(ErrorBody),
    /// No answer came, or none that is ours.
    Unreachable,
}

/// A result of the server.
pub type Outcome<T> = Result<T, Trouble>;

/// `GET /api/session`.
pub async fn session() -> Outcome<Session> {
    remember(ask(Method::GET, "/api/session").await)
}

/// `GET /api/about`.
pub async fn about() -> Outcome<About> {
    ask(Method::GET, "/api/about").await
}

/// `POST /api/setup`.
pub async fn set_up(setup: &Setup) -> Outcome<Session> {
    remember(tell(Method::POST, "/api/setup", &[], setup).await)
}

/// `POST /api/session`.
pub async fn sign_in(credentials: &SignIn) -> Outcome<Session> {
    remember(tell(Method::POST, "/api/session", &[], credentials).await)
}

/// `DELETE /api/session`.
pub async fn sign_out() -> Outcome<()> {
    ask_nothing(Method::DELETE, "/api/session").await?;
    KNOWN.set(Known { csrf: ANONYMOUS_CSRF.to_owned(), account: None });
    Ok(())
}

/// `GET /api/establishments`, all pages.
pub async fn establishments() -> Outcome<Vec<Establishment>> {
    let mut all = Vec::new();
    loop {
        let address = paged("/api/establishments", all.len());
        let page: Page<Establishment> = ask(Method::GET, &address).await?;
        let came = page.items.len();
        all.extend(page.items);
        if came == 0 || all.len() >= page.total as usize {
            return Ok(all);
        }
    }
}

/// `POST /api/establishments`.
pub async fn add_establishment(new: &NewEstablishment) -> Outcome<Establishment> {
    tell(Method::POST, "/api/establishments", &[], new).await
}

/// `DELETE /api/establishments/{uai}`.
pub async fn erase_establishment(uai: &str) -> Outcome<()> {
    ask_nothing(Method::DELETE, &format!("/api/establishments/{uai}")).await
}

/// `GET /api/establishments/{uai}/status`.
pub async fn status(uai: &str) -> Outcome<Status> {
    ask(Method::GET, &format!("/api/establishments/{uai}/status")).await
}

/// `GET /api/establishments/{uai}/mappings`, all pages, with the stock's revision.
pub async fn mappings(uai: &str) -> Outcome<(u64, Vec<StoredMapping>)> {
    let mut all = Vec::new();
    let mut revision = None;
    loop {
        let address = paged(&format!("/api/establishments/{uai}/mappings"), all.len());
        let page: StoredMappings = ask(Method::GET, &address).await?;
        if *revision.get_or_insert(page.revision) != page.revision {
            // The stock changed between two pages: from the start again.
            (all, revision) = (Vec::new(), None);
            continue;
        }
        let came = page.items.len();
        all.extend(page.items);
        if came == 0 || all.len() >= page.total as usize {
            return Ok((page.revision, all));
        }
    }
}

/// The stock's revision.
pub async fn revision(uai: &str) -> Outcome<u64> {
    let address = format!("/api/establishments/{uai}/mappings?limit=1");
    let page: StoredMappings = ask(Method::GET, &address).await?;
    Ok(page.revision)
}

/// `GET /api/establishments/{uai}/imports`, the newest ones.
pub async fn imports(uai: &str, limit: u32) -> Outcome<Page<Import>> {
    ask(Method::GET, &format!("/api/establishments/{uai}/imports?limit={limit}")).await
}

/// `GET /api/establishments/{uai}/imports/{id}`.
pub async fn import(uai: &str, id: &str) -> Outcome<Import> {
    ask(Method::GET, &format!("/api/establishments/{uai}/imports/{id}")).await
}

/// `POST /api/establishments/{uai}/imports`.
pub async fn start_import(uai: &str, key: &str, new: &NewImport) -> Outcome<Import> {
    let headers = [(IDEMPOTENCY_HEADER, key.to_owned())];
    tell(Method::POST, &format!("/api/establishments/{uai}/imports"), &headers, new).await
}

/// `POST …/imports/{id}/close`.
pub async fn close_import(uai: &str, id: &str) -> Outcome<Import> {
    ask(Method::POST, &format!("/api/establishments/{uai}/imports/{id}/close")).await
}

/// A step to be validated: where, and against which revision of the stock.
#[derive(Clone, Debug)]
pub struct StepAddress {
    /// The establishment.
    pub uai: String,
    /// The import.
    pub import: String,
    /// The step.
    pub category: api::Category,
    /// The stock's revision that the step was computed against.
    pub revision: u64,
}

/// `PUT …/steps/{category}?dry_run=true`: what validating would do.
pub async fn try_step(step: &StepAddress, body: &str) -> Outcome<StepOutcome> {
    let address = format!("{}?dry_run=true", step_address(step));
    let headers = [("if-match", format!("\"{}\"", step.revision))];
    tell_text(Method::PUT, &address, &headers, body).await
}

/// `POST …/preview/{category}`: what validating a step would do, of an import that was not begun.
pub async fn preview_step(
    uai: &str,
    category: api::Category,
    revision: u64,
    preview: &PreviewStep,
) -> Outcome<StepOutcome> {
    let address = format!("/api/establishments/{uai}/preview/{}", word(category));
    let headers = [("if-match", format!("\"{revision}\""))];
    tell(Method::POST, &address, &headers, preview).await
}

/// `PUT …/steps/{category}`.
pub async fn validate_step(step: &StepAddress, key: &str, body: &str) -> Outcome<StepOutcome> {
    let headers =
        [("if-match", format!("\"{}\"", step.revision)), (IDEMPOTENCY_HEADER, key.to_owned())];
    tell_text(Method::PUT, &step_address(step), &headers, body).await
}

/// The very text that validating a step sends.
pub fn step_body(step: &ValidateStep) -> String {
    serde_json::to_string(step).unwrap_or_default()
}

/// A file that is part of the page itself.
pub async fn own_file(path: &str) -> Outcome<Vec<u8>> {
    let answer = gloo_net::http::Request::get(path).send().await;
    let answer = answer.map_err(|_| Trouble::Unreachable)?;
    if !answer.ok() {
        return Err(Trouble::Unreachable);
    }
    answer.binary().await.map_err(|_| Trouble::Unreachable)
}

/// What the last session told.
struct Known {
    /// What unsafe requests must carry.
    csrf: String,
    /// Who is signed in.
    account: Option<Account>,
}

thread_local! {
    static KNOWN: RefCell<Known> =
        RefCell::new(Known { csrf: ANONYMOUS_CSRF.to_owned(), account: None });
}

fn remember(session: Outcome<Session>) -> Outcome<Session> {
    if let Ok(session) = &session {
        KNOWN.set(Known { csrf: session.csrf.clone(), account: session.account.clone() });
    }
    session
}

fn step_address(step: &StepAddress) -> String {
    let StepAddress { uai, import, category, .. } = step;
    format!("/api/establishments/{uai}/imports/{import}/steps/{}", word(*category))
}

/// The wire's own word for a category.
fn word(category: api::Category) -> String {
    let word = serde_json::to_string(&category).unwrap_or_default();
    word.trim_matches('"').to_owned()
}

fn paged(address: &str, offset: usize) -> String {
    format!("{address}?offset={offset}&limit={}", Paging::MAX_LIMIT)
}

async fn ask<T: DeserializeOwned>(method: Method, address: &str) -> Outcome<T> {
    json(send(method, address, &[], None).await?).await
}

async fn ask_with<T: DeserializeOwned>(
    method: Method,
    address: &str,
    headers: &[(&str, String)],
) -> Outcome<T> {
    json(send(method, address, headers, None).await?).await
}

async fn tell_nothing(method: Method, address: &str, body: &impl Serialize) -> Outcome<()> {
    let body = serde_json::to_string(body).map_err(|_| Trouble::Unreachable)?;
    send(method, address, &[], Some(&body)).await.map(drop)
}

async fn ask_nothing(method: Method, address: &str) -> Outcome<()> {
    send(method, address, &[], None).await.map(drop)
}

async fn tell<T: DeserializeOwned>(
    method: Method,
    address: &str,
    headers: &[(&str, String)],
    body: &impl Serialize,
) -> Outcome<T> {
    let body = serde_json::to_string(body).map_err(|_| Trouble::Unreachable)?;
    tell_text(method, address, headers, &body).await
}

async fn tell_text<T: DeserializeOwned>(
    method: Method,
    address: &str,
    headers: &[(&str, String)],
    body: &str,
) -> Outcome<T> {
    json(send(method, address, headers, Some(body)).await?).await
}

/// Sends; once more when the session was renewed in another tab meanwhile, by the same account: hours
/// of deciding need no server, and a session that ended then must not cost what was decided.
async fn send(
    method: Method,
    address: &str,
    headers: &[(&str, String)],
    body: Option<&str>,
) -> Outcome<Response> {
    let outcome = send_once(method.clone(), address, headers, body).await;
    let renewed = match &outcome {
        Err(Trouble::Refused(error)) if error.code == ErrorCode::Csrf => is_renewed().await,
        _ => false,
    };
    if renewed { send_once(method, address, headers, body).await } else { outcome }
}

async fn send_once(
    method: Method,
    address: &str,
    headers: &[(&str, String)],
    body: Option<&str>,
) -> Outcome<Response> {
    if method == Method::GET {
        if let Some(answer) = ahead::answer(address).await {
            return Ok(answer);
        }
    } else {
        ahead::forget();
    }
    let csrf = KNOWN.with_borrow(|known| known.csrf.clone());
    let request = RequestBuilder::new(address).method(method.clone()).header(CSRF_HEADER, &csrf);
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(name, value));
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(body.to_owned()),
        None => request.build(),
    };
    let request = request.map_err(|_| Trouble::Unreachable)?;
    log::note(method, address, body);
    let answer = request.send().await.map_err(|_| Trouble::Unreachable)?;
    if answer.ok() {
        heard::note();
        Ok(answer)
    } else {
        Err(refusal(answer).await)
    }
}

/// Asks who is signed in now; takes the new session over when it is the same account's.
async fn is_renewed() -> bool {
    let Ok(answer) = send_once(Method::GET, "/api/session", &[], None).await else { return false };
    let Ok(session) = json::<Session>(answer).await else { return false };
    let known = KNOWN.with_borrow(|known| known.account.clone());
    let same = session.account.is_some() && session.account == known;
    if same {
        let _ = remember(Ok(session));
    }
    same
}

async fn json<T: DeserializeOwned>(answer: Response) -> Outcome<T> {
    answer.json().await.map_err(|_| Trouble::Unreachable)
}

async fn refusal(answer: Response) -> Trouble {
    match answer.json::<ErrorEnvelope>().await {
        Ok(envelope) => Trouble::Refused(envelope.error),
        Err(_) => Trouble::Unreachable,
    }
}
