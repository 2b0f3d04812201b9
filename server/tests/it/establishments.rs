//! Establishments: registration, lists, status, the invented school.

use crate::{
    school::{Browser, HERE, School, THERE},
    steps::{put, start_import, step, step_path, validate},
};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

#[tokio::test]
async fn a_school_is_registered_by_its_uai_in_any_case() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let created = browser.register(" 0990001n ").await;
    let salt = created["login_salt"].as_str().unwrap();
    let expected = json!({
        "uai": "0990001N", "name": "Lycée Fictif", "cas_key": "ent_id", "login_salt": salt,
        "demonstration": false, "right": "admin", "stock": 0,
    });
    assert_eq!(created, expected);
    assert_eq!(salt.len(), 43);

    let status = browser.get("/api/establishments/0990001n/status").await.check(StatusCode::OK);
    let mut shown = status["establishment"].clone();
    let progress = shown.as_object_mut().unwrap().remove("progress");
    assert_eq!(shown, created);
    let nothing = json!({"open": false, "not_recognised": 0, "to_review": 0, "year_start": ""});
    assert_eq!(progress, Some(nothing));
}

#[tokio::test]
async fn a_wrong_check_letter_is_accepted() {
    let school = School::open().await;
    school.superadmin().await.register("0990001A").await;
}

#[tokio::test]
async fn each_school_has_a_salt_of_its_own() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let (here, there) = (browser.register(HERE).await, browser.register(THERE).await);
    assert_ne!(here["login_salt"], there["login_salt"]);
}

#[tokio::test]
async fn what_is_no_uai_or_no_name_is_refused() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let mut create = async |uai: &str, name: &str| {
        let body = json!({"uai": uai, "name": name, "cas_key": "login"});
        browser.post("/api/establishments", body).await
    };
    create("0990001", "Lycée").await.refused_field("uai");
    create(HERE, "  ").await.refused_field("name");
    create(HERE, &"a".repeat(121)).await.refused_field("name");
    create(HERE, "a\u{7}").await.refused_field("name");
    create(HERE, "Lycée").await.check(StatusCode::CREATED);
    let twice = create("0990001n", "Autre").await;
    twice.refused(StatusCode::CONFLICT, "establishment_exists");
}

#[tokio::test]
async fn lists_hold_what_one_may_see_ordered_as_people_do() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    for (uai, name) in [(HERE, "Zola"), (THERE, "École"), ("0990003R", "college")] {
        let body = json!({"uai": uai, "name": name, "cas_key": "ent_id"});
        browser.post("/api/establishments", body).await.check(StatusCode::CREATED);
    }
    let all = browser.get("/api/establishments").await.check(StatusCode::OK);
    assert_eq!(names(&all), ["college", "École", "Zola"]);
    assert_eq!(all["total"], 3);
    let page = browser.get("/api/establishments?offset=1&limit=1").await.check(StatusCode::OK);
    assert_eq!((names(&page), &page["total"]), (vec!["École".to_owned()], &json!(3)));

    let mut member = school.member("zoe", &[(THERE, "reader")]).await;
    let seen = member.get("/api/establishments").await.check(StatusCode::OK);
    assert_eq!((names(&seen), &seen["total"]), (vec!["École".to_owned()], &json!(1)));
    assert_eq!(seen["items"][0]["right"], "reader");
    let mut stranger = school.member("tom", &[]).await;
    let nothing = stranger.get("/api/establishments").await.check(StatusCode::OK);
    assert_eq!(nothing, json!({"items": [], "total": 0}));
}

/// How far a school's imports have come, in the list and in its status: both say the same.
async fn progress(browser: &mut Browser) -> Value {
    let list = browser.get("/api/establishments").await.check(StatusCode::OK);
    let items = list["items"].as_array().unwrap();
    let here = items.iter().find(|item| item["uai"] == HERE).unwrap()["progress"].clone();
    let path = format!("/api/establishments/{HERE}/status");
    let status = browser.get(&path).await.check(StatusCode::OK);
    assert_eq!(status["establishment"]["progress"], here);
    here
}

#[tokio::test]
async fn the_list_tells_how_far_the_imports_have_come() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    browser.register(THERE).await;
    let body = json!({"settings": {"year_start": "2026-09-01"}});
    let path = format!("/api/establishments/{HERE}");
    browser.send(Method::PATCH, &path, &[], Some(body)).await.check(StatusCode::OK);
    let first = start_import(&mut browser, HERE, "complete").await;
    assert_eq!(progress(&mut browser).await["open"], false, "begun, and nothing validated");

    // Half of it: two categories are in its files.
    validate(&mut browser, HERE, &first, "teacher", "0", "a1").await.check(StatusCode::OK);
    let half = progress(&mut browser).await;
    let expected = json!({
        "open": true, "not_recognised": 6, "to_review": 2, "year_start": "2026-09-01",
    });
    assert_eq!(half, expected);
    validate(&mut browser, HERE, &first, "student", "1", "b2").await.check(StatusCode::OK);
    let whole = progress(&mut browser).await;
    assert_eq!((&whole["not_recognised"], &whole["to_review"]), (&json!(12), &json!(4)));
    let done = whole["last_complete"].as_str().unwrap().to_owned();

    // A partial import knows newcomers alone: the complete one's counts stay. Undone, it is as before.
    school.clock.advance(SignedDuration::from_secs(1));
    let second = start_import(&mut browser, HERE, "partial").await;
    let teachers = step_path(HERE, &second, "teacher");
    let mut newcomers = step("c3", false);
    newcomers["report"] = json!({"refused": 0, "to_review": 0, "undecided": 0});
    put(&mut browser, &teachers, "2", "key", newcomers).await.check(StatusCode::OK);
    let later = progress(&mut browser).await;
    assert_eq!((&later["not_recognised"], &later["open"]), (&json!(12), &json!(true)));
    assert_eq!(later["last_complete"], done);
    for (import, revision) in [(&second, "3"), (&first, "4")] {
        let path = format!("/api/establishments/{HERE}/imports/{import}/undo");
        let if_match = [("if-match", format!("\"{revision}\""))];
        let if_match = if_match.each_ref().map(|(name, value)| (*name, value.as_str()));
        let undone = browser.send(Method::POST, &path, &if_match, Some(json!({}))).await;
        undone.check(StatusCode::OK);
    }
    let expected =
        json!({"open": false, "not_recognised": 0, "to_review": 0, "year_start": "2026-09-01"});
    assert_eq!(progress(&mut browser).await, expected);
}

#[tokio::test]
async fn another_version_of_pronote_is_told_until_the_next_complete_import() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let path = format!("/api/establishments/{HERE}");
    let set_version = async |browser: &mut Browser, version: &str| {
        school.clock.advance(SignedDuration::from_secs(1));
        let body = json!({"settings": {"pronote_version": version}});
        browser.send(Method::PATCH, &path, &[], Some(body)).await.check(StatusCode::OK);
        progress(browser).await["new_version"] == true
    };
    assert!(!set_version(&mut browser, "2025").await, "nothing is imported yet");
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1").await.check(StatusCode::OK);
    validate(&mut browser, HERE, &import, "student", "1", "b2").await.check(StatusCode::OK);
    assert!(!set_version(&mut browser, "2025").await, "the same");
    assert!(!set_version(&mut browser, "").await, "nobody knows");
    assert!(!set_version(&mut browser, "2026").await, "nothing to compare it with");
    assert!(set_version(&mut browser, "2027").await);

    school.clock.advance(SignedDuration::from_secs(1));
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "teacher", "2", "a1").await.check(StatusCode::OK);
    assert_eq!(progress(&mut browser).await["new_version"], true, "it is not whole yet");
    validate(&mut browser, HERE, &import, "student", "2", "b2").await.check(StatusCode::OK);
    assert_eq!(progress(&mut browser).await.get("new_version"), None);
}

#[tokio::test]
async fn a_mass_change_is_told_until_the_category_is_validated_again() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    for (revision, pairs, expected) in
        [("0", "a1 b2", false), ("1", "a1", true), ("2", "a1", false)]
    {
        let done = validate(&mut browser, HERE, &import, "teacher", revision, pairs).await;
        done.check(StatusCode::OK);
        let told = progress(&mut browser).await.get("mass_change").is_some();
        assert_eq!(told, expected, "{pairs} on revision {revision}");
    }
}

#[tokio::test]
async fn the_salt_is_for_admins_only() {
    let school = School::open().await;
    school.with_establishment().await;
    for (name, right, told) in [("lea", "admin", true), ("zoe", "reader", false)] {
        let mut member = school.member(name, &[(HERE, right)]).await;
        let listed = member.get("/api/establishments").await.json()["items"][0].clone();
        let path = format!("/api/establishments/{HERE}/status");
        let shown = member.get(&path).await.json()["establishment"].clone();
        for establishment in [listed, shown] {
            assert_eq!(establishment.get("login_salt").is_some(), told, "{right}");
        }
    }
}

#[tokio::test]
async fn the_status_counts_every_category_and_knows_the_imports() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let path = format!("/api/establishments/{HERE}/status");
    let empty = browser.get(&path).await.check(StatusCode::OK);
    assert_eq!((&empty["last_import"], &empty["open_import"]), (&json!(null), &json!(null)));
    let categories = empty["stock_by_category"].as_array().unwrap();
    assert_eq!(categories.len(), 6);
    assert_eq!(categories[3], json!(["internship_supervisor", 0]));

    let first = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &first, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    let second = start_import(&mut browser, HERE, "complete").await;
    let status = browser.get(&path).await.check(StatusCode::OK);
    assert_eq!(status["establishment"]["stock"], 2);
    assert_eq!(status["stock_by_category"][0], json!(["teacher", 2]));
    assert_eq!(status["last_import"]["id"], first);
    assert_eq!(status["last_import"]["state"], "closed");
    assert_eq!(status["open_import"]["id"], second);
}

#[tokio::test]
async fn the_invented_school_keeps_its_name_and_is_erased_in_one_click() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let created = browser.register("9990001x").await;
    assert_eq!(created["name"], "Établissement de démonstration");
    assert_eq!(created["demonstration"], true);

    let import = start_import(&mut browser, "9990001X", "complete").await;
    let stored = validate(&mut browser, "9990001X", &import, "teacher", "0", "a1 b2").await;
    stored.check(StatusCode::OK);
    let mut member = school.member("zoe", &[("9990001X", "admin")]).await;
    let erased = member.delete("/api/establishments/9990001X").await;
    assert_eq!(erased.status, StatusCode::NO_CONTENT);

    let gone = browser.get("/api/establishments/9990001X/status").await;
    gone.refused(StatusCode::NOT_FOUND, "not_found");
    let forgotten = member.get("/api/establishments/9990001X/status").await;
    forgotten.refused(StatusCode::FORBIDDEN, "forbidden");
    let anew = browser.register("9990001X").await;
    assert_ne!(anew["login_salt"], created["login_salt"]);
    let mappings = browser.get("/api/establishments/9990001X/mappings").await;
    assert_eq!(mappings.json(), json!({"revision": 0, "total": 0, "items": []}));
}

#[tokio::test]
async fn what_is_erased_is_not_in_the_file_any_more() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    browser.register("9990001X").await;
    let import = start_import(&mut browser, "9990001X", "complete").await;
    let mut body = step("", false);
    body["pairs"] = json!([{"ent_key": "ERASED-ACCOUNT", "pronote_id": "1", "decision": "manual"}]);
    let path = step_path("9990001X", &import, "teacher");
    put(&mut browser, &path, "0", "key", body).await.check(StatusCode::OK);
    let school = school.restarted().await;
    assert!(is_in_file(&school, "ERASED-ACCOUNT"));

    browser.router = school.router.clone();
    browser.delete("/api/establishments/9990001X").await;
    school.state.store.close().await;
    assert!(!is_in_file(&school, "ERASED-ACCOUNT"));
}

#[tokio::test]
async fn a_real_school_is_not_erased() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let answer = browser.delete(&format!("/api/establishments/{HERE}")).await;
    answer.refused(StatusCode::CONFLICT, "not_a_demonstration");
}

fn names(page: &serde_json::Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

fn is_in_file(school: &School, text: &str) -> bool {
    let database = std::fs::read(school.folder.path().join("raccord.db")).unwrap();
    database.windows(text.len()).any(|bytes| bytes == text.as_bytes())
}
