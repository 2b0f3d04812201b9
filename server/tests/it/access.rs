//! The first-connection page, with a CAS server that answers what each test wants. Real ones are in
//! `end2end/cas`.

use crate::{
    log,
    school::{Answer, Browser, HERE, School},
    services::{add, service, set},
    steps::{start_import, validate},
};
use axum::{
    Router,
    body::Body,
    extract::{RawQuery, State},
    http::{Method, Request, StatusCode, header},
    routing,
};
use serde_json::json;
use std::sync::{Arc, Mutex};

const PAGE: &str = "/acces/0990001N";
const PRONOTE: &str = "https://0990001n.index-education.net/pronote/";

type Shared<T> = Arc<Mutex<T>>;

/// A CAS server: what it answers, and what it was asked.
pub(crate) struct Cas {
    pub(crate) url: String,
    pub(crate) answer: Shared<String>,
    pub(crate) asked: Shared<Vec<String>>,
}

impl Cas {
    pub(crate) async fn start() -> Self {
        let (answer, asked) = (Shared::<String>::default(), Shared::<Vec<String>>::default());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/cas", listener.local_addr().unwrap());
        let handler =
            async |State((answer, asked)): State<(Shared<String>, Shared<Vec<String>>)>,
                   RawQuery(query): RawQuery,
                   body: String| {
                asked.lock().unwrap().push(format!("{} {body}", query.unwrap_or_default()));
                answer.lock().unwrap().clone()
            };
        let router = Router::new()
            .route("/cas/p3/serviceValidate", routing::get(handler))
            .route("/cas/samlValidate", routing::post(handler))
            .with_state((Arc::clone(&answer), Arc::clone(&asked)));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, answer, asked }
    }

    /// From now on this user comes, with this profile.
    pub(crate) fn says(&self, user: &str, profile: &str) {
        *self.answer.lock().unwrap() = format!(
            "<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'><cas:authenticationSuccess>\
             <cas:user>{user}</cas:user><cas:attributes><cas:profil>{profile}</cas:profil>\
             <cas:nom>CANARI-NOM</cas:nom></cas:attributes></cas:authenticationSuccess>\
             </cas:serviceResponse>"
        );
    }

    pub(crate) fn refuses(&self) {
        let refusal = "<cas:serviceResponse xmlns:cas='x'>\
            <cas:authenticationFailure code='INVALID_TICKET'>no</cas:authenticationFailure>\
            </cas:serviceResponse>";
        refusal.clone_into(&mut self.answer.lock().unwrap());
    }
}

/// An establishment with a service, a portal, and the student "a" linked.
async fn open() -> (School, Browser, Cas) {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    let import = start_import(&mut admin, HERE, "complete").await;
    validate(&mut admin, HERE, &import, "student", "0", "a1").await.check(StatusCode::OK);
    let import = start_import(&mut admin, HERE, "complete").await;
    validate(&mut admin, HERE, &import, "teacher", "1", "t2").await.check(StatusCode::OK);
    let cas = Cas::start().await;
    add(&mut admin, &service("PRONOTECAS")).await;
    set(&mut admin, json!({"cas_url": cas.url, "contact": "ent@college.exemple.fr"})).await;
    (school, admin, cas)
}

async fn get(visitor: &mut Browser, path: &str) -> Answer {
    visitor.raw(Request::get(path).body(Body::empty()).unwrap()).await
}

/// Comes back from the portal, and is shown the page.
async fn arrive(visitor: &mut Browser, ticket: &str) -> Answer {
    let arrived = get(visitor, &format!("{PAGE}/cas?ticket={ticket}")).await;
    if arrived.status == StatusCode::SEE_OTHER { get(visitor, PAGE).await } else { arrived }
}

async fn press(visitor: &mut Browser, form: &'static str, site: &str) -> Answer {
    let request = Request::post(PAGE)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", site);
    visitor.raw(request.body(Body::from(form)).unwrap()).await
}

fn location(answer: &Answer) -> &str {
    answer.headers[header::LOCATION].to_str().unwrap()
}

#[tokio::test]
async fn whoever_comes_is_sent_to_the_portal_and_back() {
    let (school, _, cas) = open().await;
    let mut visitor = school.visitor();
    let sent = get(&mut visitor, PAGE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let here = "http:%2F%2Flocalhost:8080%2Facces%2F0990001N%2Fcas";
    assert_eq!(location(&sent), format!("{}/login?service={here}", cas.url));
    cas.says("A", "National_1");
    let page = arrive(&mut visitor, "ST-1").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in [
        "Service Pronote avec CAS",
        "<strong>A</strong>",
        "mailto:ent@college.exemple.fr",
        "Accéder à Pronote.net",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert!(page.text.len() < 50_000 && !page.text.contains("<script"));
    assert_eq!(*cas.asked.lock().unwrap(), [format!("service={here}&ticket=ST-1 ")]);
}

#[tokio::test]
async fn the_box_is_remembered_for_the_account() {
    let (school, _, cas) = open().await;
    cas.says("a", "");
    let mut visitor = school.visitor();
    arrive(&mut visitor, "ST-1").await;
    let on = press(&mut visitor, "", "same-origin").await;
    let refresh = on.headers[header::REFRESH].to_str().unwrap();
    assert_eq!((on.status, refresh), (StatusCode::OK, format!("0; url={PRONOTE}").as_str()));
    // Not ticked: shown again, to the same visitor and to a new one.
    assert_eq!(get(&mut visitor, PAGE).await.status, StatusCode::OK);
    press(&mut visitor, "connu=oui", "same-origin").await;
    assert_eq!(location(&get(&mut visitor, PAGE).await), PRONOTE);
    let mut another_day = school.visitor();
    assert_eq!(location(&arrive(&mut another_day, "ST-2").await), PRONOTE);
}

#[tokio::test]
async fn a_browser_without_cookies_goes_round_once_only() {
    let (school, _, cas) = open().await;
    cas.says("a", "");
    let mut visitor = school.visitor();
    let arrived = get(&mut visitor, &format!("{PAGE}/cas?ticket=ST-1")).await;
    let back = location(&arrived).to_owned();
    let told = get(&mut school.visitor(), &back).await;
    assert_eq!(told.status, StatusCode::FORBIDDEN);
    assert!(told.text.contains("refuse le cookie"), "{}", told.text);
    assert_eq!(get(&mut visitor, &back).await.status, StatusCode::OK);
}

#[tokio::test]
async fn another_site_ticks_no_box() {
    let (school, _, cas) = open().await;
    cas.says("a", "");
    let mut visitor = school.visitor();
    arrive(&mut visitor, "ST-1").await;
    // Not a redirection: after a form browsers would hold it against the form's policy.
    let sent = press(&mut visitor, "connu=oui", "cross-site").await;
    assert_eq!(sent.status, StatusCode::OK);
    assert_eq!(sent.headers[header::REFRESH], format!("0; url={PAGE}"));
    assert_eq!(get(&mut visitor, PAGE).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_is_not_linked_or_has_no_right_is_told() {
    let (school, mut admin, cas) = open().await;
    let page = async |user: &str, profile: &str, expected: &str| {
        cas.says(user, profile);
        let answer = arrive(&mut school.visitor(), "ST-1").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains(expected), "{user}: {}", answer.text);
    };
    page("z", "", "pas encore relié").await;
    page("Zoé Martin", "", "pas encore relié").await;
    page("t", "", "pas ouvert à votre profil").await;
    set(&mut admin, json!({"cas_url": cas.url, "profile_attribute": "profil"})).await;
    page("a", "National_3", "pas ouvert à votre profil").await;
    page("z", "National_1", "pas encore relié").await;
}

#[tokio::test]
async fn an_account_of_its_own_gets_in() {
    let (school, mut admin, cas) = open().await;
    let mut with = service("PRONOTECAS");
    with["users"] = json!(["t"]);
    let path = format!("/api/establishments/{HERE}/services/PRONOTECAS");
    admin.put(&path, with).await.check(StatusCode::OK);
    cas.says("t", "");
    assert_eq!(arrive(&mut school.visitor(), "ST-1").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_ticket_that_is_not_accepted_lets_nobody_in() {
    let (school, _, cas) = open().await;
    let mut visitor = school.visitor();
    cas.refuses();
    let refused = arrive(&mut visitor, "ST-1").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("Recommencer") && visitor.cookie.is_none());
    "<html>".clone_into(&mut cas.answer.lock().unwrap());
    assert_eq!(arrive(&mut visitor, "ST-1").await.status, StatusCode::BAD_GATEWAY);
    assert!(visitor.cookie.is_none());
    // One that is none is not even asked about.
    let asked = cas.asked.lock().unwrap().len();
    arrive(&mut visitor, "%3Cx%3E").await;
    assert_eq!(cas.asked.lock().unwrap().len(), asked);
}

#[tokio::test]
async fn saml_is_asked_as_it_is_set() {
    let (school, mut admin, cas) = open().await;
    set(&mut admin, json!({"cas_url": cas.url, "validation": "saml11"})).await;
    let saml = "<Response><Status><StatusCode Value='samlp:Success'/></Status>\
        <Subject><NameIdentifier>a</NameIdentifier></Subject></Response>";
    saml.clone_into(&mut cas.answer.lock().unwrap());
    assert_eq!(arrive(&mut school.visitor(), "ST-1").await.status, StatusCode::OK);
    let asked = cas.asked.lock().unwrap()[0].clone();
    assert!(asked.starts_with("TARGET=http:%2F%2Flocalhost"), "{asked}");
    assert!(asked.contains("<samlp:AssertionArtifact>ST-1</samlp:AssertionArtifact>"), "{asked}");
}

#[tokio::test]
async fn leaving_ends_the_visit_here_and_there() {
    let (school, _, cas) = open().await;
    cas.says("a", "");
    let mut visitor = school.visitor();
    arrive(&mut visitor, "ST-1").await;
    let kept = visitor.cookie.clone();
    let left = get(&mut visitor, &format!("{PAGE}/sortie")).await;
    assert_eq!(location(&left), format!("{}/logout", cas.url));
    visitor.cookie = kept;
    assert!(location(&get(&mut visitor, PAGE).await).contains("/login?"));
}

#[tokio::test]
async fn the_portal_tells_that_somebody_has_left() {
    let (school, _, cas) = open().await;
    cas.says("a", "");
    let mut visitor = school.visitor();
    arrive(&mut visitor, "ST-77").await;
    let tell = async |ticket: &str| {
        let form = format!(
            "logoutRequest=%3CLogoutRequest%3E%3CSessionIndex%3E{ticket}%3C/SessionIndex%3E%3C/LogoutRequest%3E"
        );
        let request = Request::post(format!("{PAGE}/cas"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        school.visitor().raw(request.body(Body::from(form)).unwrap()).await
    };
    assert_eq!(tell("ST-78").await.status, StatusCode::NO_CONTENT);
    assert_eq!(get(&mut visitor, PAGE).await.status, StatusCode::OK);
    assert_eq!(tell("ST-77").await.status, StatusCode::NO_CONTENT);
    assert!(location(&get(&mut visitor, PAGE).await).contains("/login?"));
}

#[tokio::test]
async fn an_anonymous_service_needs_no_portal() {
    let (school, mut admin, _) = open().await;
    let mut anonymous = service("PRONOTECAS");
    anonymous["anonymous"] = json!(true);
    let path = format!("/api/establishments/{HERE}/services/PRONOTECAS");
    admin.put(&path, anonymous).await.check(StatusCode::OK);
    let sent = get(&mut school.visitor(), PAGE).await;
    assert_eq!(location(&sent), format!("{PRONOTE}?login=true"));
}

#[tokio::test]
async fn what_is_not_set_is_not_open() {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    for path in [PAGE, "/acces/0990009X", "/acces/rien", "/acces/0990001N/cas?ticket=ST-1"] {
        assert_eq!(get(&mut school.visitor(), path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // The invented school has no PRONOTE.
    admin.register("9990001X").await;
    let path = "/api/establishments/9990001X/services/PRONOTECAS?new=true";
    admin.put(path, service("PRONOTECAS")).await.check(StatusCode::OK);
    let body = json!({"settings": {"cas_url": "https://cas.exemple.fr"}});
    admin.send(Method::PATCH, "/api/establishments/9990001X", &[], Some(body)).await;
    let closed = get(&mut school.visitor(), "/acces/9990001X").await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn visits_of_one_establishment_are_none_of_another() {
    let (school, mut admin, cas) = open().await;
    cas.says("a", "");
    let mut visitor = school.visitor();
    arrive(&mut visitor, "ST-1").await;
    admin.register("0990002P").await;
    let path = "/api/establishments/0990002P/services/PRONOTECAS?new=true";
    admin.put(path, service("PRONOTECAS")).await.check(StatusCode::OK);
    let body = json!({"settings": {"cas_url": cas.url}});
    admin.send(Method::PATCH, "/api/establishments/0990002P", &[], Some(body)).await;
    let sent = get(&mut visitor, "/acces/0990002P").await;
    assert!(location(&sent).contains("/login?"));
}

#[tokio::test]
async fn nothing_but_the_account_is_kept_and_visits_are_forgotten() {
    log::keep();
    let (school, mut admin, cas) = open().await;
    set(&mut admin, json!({"cas_url": cas.url, "profile_attribute": "profil"})).await;
    cas.says("a", "CANARI-PROFIL");
    let mut visitor = school.visitor();
    arrive(&mut visitor, "ST-CANARI").await;
    press(&mut visitor, "connu=oui", "same-origin").await;
    school.state.store.close().await;
    let file = std::fs::read(school.folder.path().join("raccord.db")).unwrap();
    let log = log::take();
    assert!(log.contains("/acces/{uai}/cas"), "the log tells the route");
    for canary in ["CANARI-NOM", "CANARI-PROFIL", "ST-CANARI"] {
        let found = file.windows(canary.len()).any(|bytes| bytes == canary.as_bytes());
        assert!(!found, "{canary}");
        assert_eq!(log.lines().find(|line| line.contains(canary)), None, "{canary}");
    }
}
