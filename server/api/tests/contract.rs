//! The names on the wire, pinned: a page and a server of different ages must understand each other,
//! so a change here is a change of the contract.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use api::{
    About, AcceptInvitation, Account, AuditAction, AuditDetails, AuditEntry, CasIdCounts, CasKey,
    Category, ChangePassword, ConfirmPassword, ConfirmTotp, Decision, Details, ErrorBody,
    ErrorCode, ErrorEnvelope, Establishment, Import, ImportState, LookAtInvitation, Mode,
    NewEstablishment, NewImport, NewPasskey, Page, Paging, Pair, ProveSecond, Purge, PurgeQuery,
    Right, Rights, Role, SecondProof, Session, Setup, SignIn, Source, SourceKind, Status, Step,
    StepOutcome, StepQuery, StepReport, StoredMapping, StoredMappings, Undo, ValidateStep,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::fmt::Debug;

/// Writes as this JSON and reads back from it.
#[track_caller]
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, expected: &Value) {
    assert_eq!(&serde_json::to_value(value).unwrap(), expected);
    assert_eq!(&serde_json::from_value::<T>(expected.clone()).unwrap(), value);
}

/// Reads from this JSON, and no more with a field that nobody asked for.
#[track_caller]
fn check_request<T: DeserializeOwned>(mut body: Value) -> T {
    let read = serde_json::from_value(body.clone()).unwrap();
    body["unknown"] = json!(1);
    assert!(serde_json::from_value::<T>(body).is_err());
    read
}

#[test]
fn what_anybody_may_know() {
    let about = About { publisher: Some("Région Fictive".to_owned()), contact: None };
    check(&about, &json!({"publisher": "Région Fictive", "contact": null}));
}

#[test]
fn who_is_there() {
    let session = Session {
        csrf: "value".to_owned(),
        account: Some(Account {
            name: "Ada".to_owned(),
            role: Role::Member,
            rights: vec![("0990001N".to_owned(), Right::Reader)],
        }),
        setup_open: false,
        portal: true,
        idle_seconds: 7_140,
        second_factor_missing: true,
    };
    let account = json!({"name": "Ada", "role": "member", "rights": [["0990001N", "reader"]]});
    let told = json!({"csrf": "value", "account": account, "setup_open": false,
                      "portal": true, "idle_seconds": 7_140, "second_factor_missing": true});
    check(&session, &told);

    let sign_in: SignIn = check_request(json!({"name": "Ada", "password": "secret"}));
    assert_eq!((sign_in.name.as_str(), sign_in.password.as_str()), ("Ada", "secret"));
    let prove: ProveSecond = check_request(json!({"second": {"totp": "123456"}}));
    assert!(prove.second == Some(SecondProof::Totp("123456".to_owned())));
    let setup: Setup = check_request(json!({"token": "t", "name": "Ada", "password": "secret"}));
    assert_eq!(setup.token, "t");
}

#[test]
fn an_establishment_and_its_status() {
    let establishment = Establishment {
        uai: "0990001N".to_owned(),
        name: "Lycée Fictif".to_owned(),
        cas_key: CasKey::EntId,
        login_salt: None,
        demonstration: false,
        right: Right::Reader,
        stock: 3,
        progress: None,
    };
    let expected = json!({
        "uai": "0990001N", "name": "Lycée Fictif", "cas_key": "ent_id",
        "demonstration": false, "right": "reader", "stock": 3,
    });
    check(&establishment, &expected);
    let status = Status {
        establishment,
        stock_by_category: vec![(Category::Teacher, 3), (Category::InternshipSupervisor, 0)],
        last_import: None,
        open_import: None,
    };
    let expected = json!({
        "establishment": expected,
        "stock_by_category": [["teacher", 3], ["internship_supervisor", 0]],
        "last_import": null, "open_import": null,
    });
    check(&status, &expected);

    let new: NewEstablishment =
        check_request(json!({"uai": "0990001N", "name": "Lycée", "cas_key": "login"}));
    assert_eq!(new.cas_key, CasKey::Login);
}

#[test]
fn an_import_and_its_report() {
    let import = Import {
        id: "1".to_owned(),
        mode: Mode::Complete,
        state: ImportState::Open,
        started_by: "Ada".to_owned(),
        started_at: "2026-11-20T08:00:00.000Z".to_owned(),
        closed_at: None,
        sources: vec![Source {
            kind: SourceKind::EntAccounts,
            sha256: "00".to_owned(),
            records: vec![(Category::Student, 812)],
        }],
        steps: vec![Step {
            category: Category::Student,
            validated_at: "2026-11-20T08:10:00.000Z".to_owned(),
            validated_by: "Ada".to_owned(),
            automatic: 1,
            confirmed: 2,
            manual: 3,
            kept: 4,
            report: StepReport { refused: 5, to_review: 6, undecided: 7 },
            added: 8,
            changed: 9,
            unchanged: 10,
            removed: 11,
            stock: 12,
        }],
        cas_ids: Some(CasIdCounts { linked: 612, former: 31, none: 169 }),
        stock: 12,
        undone: None,
    };
    let step = json!({
        "category": "student", "validated_at": "2026-11-20T08:10:00.000Z", "validated_by": "Ada",
        "automatic": 1, "confirmed": 2, "manual": 3, "kept": 4,
        "report": {"refused": 5, "to_review": 6, "undecided": 7},
        "added": 8, "changed": 9, "unchanged": 10, "removed": 11, "stock": 12,
    });
    let source = json!({"kind": "ent_accounts", "sha256": "00", "records": [["student", 812]]});
    let expected = json!({
        "id": "1", "mode": "complete", "state": "open", "started_by": "Ada",
        "started_at": "2026-11-20T08:00:00.000Z", "closed_at": null,
        "sources": [source], "steps": [step], "stock": 12,
        "cas_ids": {"linked": 612, "former": 31, "none": 169},
    });
    check(&import, &expected);

    let cas_ids: CasIdCounts = check_request(json!({"linked": 1, "former": 2, "none": 3}));
    let new: NewImport =
        check_request(json!({"mode": "partial", "sources": [source], "cas_ids": cas_ids}));
    assert_eq!(new.cas_ids, Some(cas_ids));
    assert_eq!((new.mode, new.sources.len()), (Mode::Partial, 1));
    check_request::<Source>(source);
}

#[test]
fn a_step_and_what_it_does() {
    let pair = json!({"ent_key": "TAA1", "pronote_id": "A2B3", "decision": "kept"});
    let report = json!({"refused": 0, "to_review": 1, "undecided": 2});
    let step: ValidateStep = check_request(json!({"pairs": [pair], "report": report}));
    assert!(!step.replace);
    assert_eq!(step.pairs[0].decision, Decision::Kept);
    check_request::<Pair>(pair.clone());
    check_request::<StepReport>(report);
    assert!(!check_request::<StepQuery>(json!({})).dry_run);

    let outcome = StepOutcome {
        added: 1,
        changed: 2,
        unchanged: 3,
        removed: 4,
        revision: 5,
        stock: 6,
        leaving: step.pairs,
    };
    let expected = json!({
        "added": 1, "changed": 2, "unchanged": 3, "removed": 4, "revision": 5, "stock": 6,
        "leaving": [pair],
    });
    check(&outcome, &expected);
}

#[test]
fn the_stock() {
    let mappings = StoredMappings {
        revision: 7,
        total: 1,
        items: vec![StoredMapping {
            category: Category::Guardian,
            pair: Pair {
                ent_key: "h:x".to_owned(),
                pronote_id: "A2B3".to_owned(),
                decision: Decision::Manual,
            },
        }],
    };
    let pair = json!({"ent_key": "h:x", "pronote_id": "A2B3", "decision": "manual"});
    let items = json!([{"category": "guardian", "pair": pair}]);
    check(&mappings, &json!({"revision": 7, "total": 1, "items": items}));
}

#[test]
fn lists_come_in_pages() {
    check(&Page { items: vec![1, 2], total: 9 }, &json!({"items": [1, 2], "total": 9}));
    let paging: Paging = check_request(json!({}));
    assert_eq!(paging, Paging { offset: 0, limit: 100 });
}

#[test]
fn refusals_travel_in_one_envelope() {
    let envelope = |code, details| ErrorEnvelope {
        error: ErrorBody { code, message: "m".to_owned(), details },
    };
    check(
        &envelope(ErrorCode::SignedOut, None),
        &json!({"error": {"code": "signed_out", "message": "m"}}),
    );
    for (details, expected) in [
        (Details::Field("name".to_owned()), json!({"field": "name"})),
        (Details::Revision(7), json!({"revision": 7})),
        (Details::Displaced(Vec::new()), json!({"displaced": []})),
    ] {
        check(
            &envelope(ErrorCode::Stale, Some(details)),
            &json!({"error": {"code": "stale", "message": "m", "details": expected}}),
        );
    }
}

#[test]
fn rights_and_links() {
    let rights = Rights { role: Role::Member, rights: vec![("0990001N".to_owned(), Right::Admin)] };
    check(&rights, &json!({"role": "member", "rights": [["0990001N", "admin"]]}));
    let accept: AcceptInvitation =
        check_request(json!({"token": "t", "name": "Zoé", "password": "secret"}));
    assert_eq!((accept.token.as_str(), accept.name.as_str()), ("t", "Zoé"));
    let without_name = json!({"token": "t", "password": "secret"});
    assert_eq!(serde_json::from_value::<AcceptInvitation>(without_name).unwrap().name, "");
    let look: LookAtInvitation = check_request(json!({"token": "t"}));
    assert_eq!(look.token, "t");
}

#[test]
fn what_is_proved_beside_the_password() {
    let read = |second: Value| {
        let body = json!({"name": "Ada", "password": "secret", "second": second});
        serde_json::from_value::<SignIn>(body).unwrap().second.unwrap()
    };
    assert!(read(json!({"totp": "123456"})) == SecondProof::Totp("123456".to_owned()));
    let code = SecondProof::RecoveryCode("abcd".to_owned());
    assert!(read(json!({"recovery_code": "abcd"})) == code);
    let signed = json!({"passkey": {"challenge": "c", "credential": "{}"}});
    let passkey = SecondProof::Passkey { challenge: "c".to_owned(), credential: "{}".to_owned() };
    assert!(read(signed) == passkey);
    let asked = Details::SecondFactor { totp: true, passkey: false, recovery_code: true };
    let details = json!({"totp": true, "passkey": false, "recovery_code": true});
    check(&asked, &json!({"second_factor": details}));
    check(&Details::RetryAfter(900), &json!({"retry_after": 900}));
}

#[test]
fn ones_own_means_of_signing_in() {
    let change: ChangePassword = check_request(json!({"current": "a", "new": "b"}));
    assert_eq!((change.current.as_str(), change.new.as_str()), ("a", "b"));
    let confirm: ConfirmPassword = check_request(json!({"password": "a"}));
    assert_eq!(confirm.password, "a");
    let code: ConfirmTotp = check_request(json!({"code": "123456"}));
    assert_eq!(code.code, "123456");
    let made = json!({"challenge": "c", "name": "Clé", "credential": "{}"});
    let made: NewPasskey = check_request(made);
    assert_eq!(made.name, "Clé");
}

#[test]
fn an_act_and_what_it_says() {
    let entry = AuditEntry {
        number: 7,
        at: "2026-11-20T08:00:00.000Z".to_owned(),
        by: Some("Ada".to_owned()),
        uai: None,
        action: AuditAction::RightsChanged,
        details: AuditDetails {
            account: Some("Zoé".to_owned()),
            role: Some(Role::Superadmin),
            ..AuditDetails::default()
        },
        hash: "00".to_owned(),
    };
    let expected = json!({
        "number": 7, "at": "2026-11-20T08:00:00.000Z", "by": "Ada", "uai": null,
        "action": "rights_changed", "details": {"account": "Zoé", "role": "superadmin"},
        "hash": "00",
    });
    check(&entry, &expected);
}

#[test]
fn going_back() {
    let undo = Undo { restored: 1, removed: 2, left: vec![], left_count: 0, revision: 3, stock: 4 };
    let expected = json!({"restored": 1, "removed": 2, "left": [], "left_count": 0,
                          "revision": 3, "stock": 4});
    check(&undo, &expected);
    let purge = Purge { by_category: vec![(Category::Staff, 2)], revision: 3, stock: 4 };
    check(&purge, &json!({"by_category": [["staff", 2]], "revision": 3, "stock": 4}));
    let query: PurgeQuery = check_request(json!({"dry_run": true}));
    assert_eq!((query.dry_run, query.confirmed_before), (true, None));
}
