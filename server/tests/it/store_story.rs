//! One story, told to any store: a school, from its first account to the end of its demonstration.

use api::{CasKey, Category, Decision, ImportState, Mode, Paging, Right, Role, StepReport};
use domain::{
    ent_key::{EntKey, LoginSalt},
    pronote_id::PronoteId,
    uai::Uai,
};
use jiff::{SignedDuration, Timestamp};
use server::store::{
    Idempotency, KeyReused, NewAccount, NewEstablishment, NewImport, Session, SqliteStore,
    StepRefusal, StepRequest, Store, Visible, stock::Pair,
};

#[tokio::test]
async fn sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
    let store = SqliteStore::open(&address).await.unwrap();
    story(&store).await;
}

#[tokio::test]
async fn two_on_one_sqlite_file() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
    let one = SqliteStore::open(&address).await.unwrap();
    let other = SqliteStore::open(&address).await.unwrap();
    of_two_processes_one_wins(&one, &other).await;
}

/// On one database, as during an upgrade.
async fn of_two_processes_one_wins(one: &dyn Store, other: &dyn Store) {
    the_first_account(one).await;
    schools_are_registered(one).await;
    one.start_import(&new_import("1", 100), &key("start", 1)).await.unwrap().unwrap();
    for revision in 0..20 {
        let id = revision.to_string();
        let (a, b) = (step("1", revision, &[("a", &id)], 1), step("1", revision, &[("b", &id)], 1));
        let (a, b) = (StepRequest { replace: true, ..a }, StepRequest { replace: true, ..b });
        let (key_a, key_b) = (key(&format!("a{id}"), 1), key(&format!("b{id}"), 1));
        let (a, b) = tokio::join!(one.validate_step(&a, &key_a), other.validate_step(&b, &key_b));
        let (a, b) = (a.unwrap(), b.unwrap());
        let lost = if a.is_ok() { b } else { a };
        assert_eq!(lost, Err(StepRefusal::Stale(revision + 1)));
    }
}

async fn story(store: &dyn Store) {
    store.ready().await.unwrap();
    the_first_account(store).await;
    sessions_come_and_go(store).await;
    schools_are_registered(store).await;
    an_import_runs(store).await;
    a_second_import_changes_its_mind(store).await;
    the_demonstration_ends(store).await;
    store.close().await;
    assert!(store.ready().await.is_err());
}

async fn the_first_account(store: &dyn Store) {
    assert!(!store.has_account().await.unwrap());
    assert_eq!(store.setup_link().await.unwrap(), None);
    store.put_setup_link(&[1; 32], at(0)).await.unwrap();
    store.put_setup_link(&[2; 32], at(1)).await.unwrap();
    assert_eq!(store.setup_link().await.unwrap(), Some([2; 32]));

    let ada = NewAccount {
        id: "ada".to_owned(),
        name: "Ada".to_owned(),
        folded_name: "ada".to_owned(),
        password_hash: "hash".to_owned(),
        created_at: at(2),
    };
    assert!(!store.create_first_account(&ada, &[1; 32]).await.unwrap());
    assert!(!store.has_account().await.unwrap());
    assert!(store.create_first_account(&ada, &[2; 32]).await.unwrap());
    assert!(store.has_account().await.unwrap());
    assert_eq!(store.setup_link().await.unwrap(), None);

    // A link that was made in between must not open a second way in.
    store.put_setup_link(&[3; 32], at(3)).await.unwrap();
    assert!(!store.create_first_account(&ada, &[3; 32]).await.unwrap());

    let account = store.account("ada").await.unwrap().unwrap();
    assert_eq!((account.name.as_str(), account.role), ("Ada", Role::Superadmin));
    assert_eq!(account.rights, [] as [(Uai, Right); 0]);
    assert_eq!(store.account("bob").await.unwrap(), None);
    let credentials = store.credentials("ada").await.unwrap().unwrap();
    assert_eq!(
        (credentials.account_id.as_str(), credentials.password_hash.as_str()),
        ("ada", "hash")
    );
    assert!(store.credentials("Ada").await.unwrap().is_none());
}

async fn sessions_come_and_go(store: &dyn Store) {
    let session = |id: u8, expires: i64| Session {
        id_hash: [id; 32],
        account_id: "ada".to_owned(),
        csrf: "csrf".to_owned(),
        signed_in_at: at(0),
        seen_at: at(0),
        expires_at: at(expires),
    };
    assert!(store.create_session(&session(1, 10)).await.unwrap());
    assert!(!store.create_session(&session(1, 20)).await.unwrap());
    assert!(store.create_session(&session(2, 20)).await.unwrap());
    assert_eq!(store.session(&[1; 32], at(9)).await.unwrap(), Some(session(1, 10)));
    assert_eq!(store.session(&[1; 32], at(10)).await.unwrap(), None);

    store.save_session(&session(1, 15)).await.unwrap();
    assert_eq!(store.session(&[1; 32], at(10)).await.unwrap(), Some(session(1, 15)));
    assert_eq!(store.delete_expired_sessions(at(15)).await.unwrap(), 1);
    store.save_session(&session(1, 30)).await.unwrap();
    assert_eq!(store.session(&[1; 32], at(9)).await.unwrap(), None, "it stays ended");

    store.delete_session(&[2; 32]).await.unwrap();
    store.delete_session(&[2; 32]).await.unwrap();
    assert_eq!(store.session(&[2; 32], at(9)).await.unwrap(), None);
}

async fn schools_are_registered(store: &dyn Store) {
    for (uai, name) in [("0990001N", "Zola"), ("9990001X", "École")] {
        let new = NewEstablishment {
            uai: Uai::parse(uai).unwrap(),
            name: name.to_owned(),
            cas_key: CasKey::Login,
            login_salt: LoginSalt::new([7; LoginSalt::LEN]),
            created_at: at(0),
        };
        assert!(store.create_establishment(&new).await.unwrap());
        assert!(!store.create_establishment(&new).await.unwrap());
    }
    let all = store.establishments(Visible::All, Paging::default()).await.unwrap();
    assert_eq!(all.total, 2);
    let shown: Vec<_> = all.items.iter().map(|e| (e.name.as_str(), e.demonstration)).collect();
    assert_eq!(shown, [("École", true), ("Zola", false)]);
    let seen = store.establishments(Visible::To("ada"), Paging::default()).await.unwrap();
    assert_eq!((seen.items.len(), seen.total), (0, 0));

    let demonstration = store.establishment(&demonstration()).await.unwrap().unwrap();
    assert_eq!(demonstration.cas_key, CasKey::Login);
    assert!(demonstration.login_salt == LoginSalt::new([7; LoginSalt::LEN]));
    assert_eq!(store.establishment(&Uai::parse("0990009X").unwrap()).await.unwrap(), None);
}

async fn an_import_runs(store: &dyn Store) {
    let started = store.start_import(&new_import("1", 100), &key("start", 1)).await.unwrap();
    let started = started.unwrap();
    assert_eq!((started.id.as_str(), started.state), ("1", ImportState::Open));
    assert_eq!(started.started_by, "Ada");
    let again = store.start_import(&new_import("2", 101), &key("start", 1)).await.unwrap();
    assert_eq!(again.unwrap(), started);
    let other = store.start_import(&new_import("2", 101), &key("start", 2)).await.unwrap();
    assert_eq!(other, Err(KeyReused));

    let mut step = step("1", 0, &[("a", "1"), ("b", "2")], 110);
    let preview = store.preview_step(&step).await.unwrap().unwrap();
    let first = store.validate_step(&step, &key("step", 1)).await.unwrap().unwrap();
    assert_eq!(first, preview);
    assert_eq!((first.added, first.revision, first.stock), (2, 1, 2));
    let again = store.validate_step(&step, &key("step", 1)).await.unwrap();
    assert_eq!(again, Ok(first));
    let other = store.validate_step(&step, &key("step", 2)).await.unwrap();
    assert_eq!(other, Err(StepRefusal::KeyReused));
    let stale = store.validate_step(&step, &key("late", 1)).await.unwrap();
    assert_eq!(stale, Err(StepRefusal::Stale(1)));
    step.uai = Uai::parse("0990001N").unwrap();
    let elsewhere = store.validate_step(&step, &key("step", 1)).await.unwrap();
    assert_eq!(elsewhere, Err(StepRefusal::NoSuchImport));
    assert_eq!(stock(store).await, ["a1", "b2"]);
}

async fn a_second_import_changes_its_mind(store: &dyn Store) {
    let second = store.start_import(&new_import("2", 200), &key("second", 1)).await.unwrap();
    assert_eq!(second.unwrap().state, ImportState::Open);
    let first = store.import(&demonstration(), "1").await.unwrap().unwrap();
    assert_eq!(first.state, ImportState::Closed);
    let closed = step("1", 1, &[("a", "1")], 205);
    let refused = store.validate_step(&closed, &key("closed", 1)).await.unwrap();
    assert_eq!(refused, Err(StepRefusal::ImportClosed));

    let mut swap = step("2", 1, &[("a", "2"), ("c", "3")], 210);
    let refused = store.validate_step(&swap, &key("swap", 1)).await.unwrap();
    let Err(StepRefusal::Displaced(displaced)) = refused else {
        panic!("an exchange has to be asked for: {refused:?}");
    };
    assert_eq!(displaced.len(), 2);
    assert_eq!(stock(store).await, ["a1", "b2"]);
    swap.replace = true;
    let swapped = store.validate_step(&swap, &key("swap", 1)).await.unwrap().unwrap();
    assert_eq!((swapped.added, swapped.changed, swapped.revision), (1, 1, 2));
    assert_eq!(swapped.leaving, displaced);
    let again = store.validate_step(&swap, &key("swap", 1)).await.unwrap();
    assert_eq!(again, Ok(swapped));
    assert_eq!(stock(store).await, ["a2", "c3"]);

    let overview = store.overview(&demonstration()).await.unwrap();
    assert_eq!(overview.stock_by_category[0], (Category::Teacher, 2));
    assert_eq!(overview.stock_by_category.len(), 6);
    assert_eq!(overview.last_import.unwrap().id, "2");
    assert_eq!(overview.open_import.unwrap().id, "2");

    let closed = store.close_import(&demonstration(), "2", at(220)).await.unwrap().unwrap();
    let again = store.close_import(&demonstration(), "2", at(230)).await.unwrap().unwrap();
    assert_eq!(again, closed);
    assert_eq!(store.close_import(&demonstration(), "3", at(230)).await.unwrap(), None);
    let history = store.imports(&demonstration(), Paging::default()).await.unwrap();
    assert_eq!(history.items.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["2", "1"]);
    assert_eq!(history.items[0], closed);
}

async fn the_demonstration_ends(store: &dyn Store) {
    assert!(store.erase_establishment(&demonstration()).await.unwrap());
    assert!(!store.erase_establishment(&demonstration()).await.unwrap());
    assert_eq!(store.establishment(&demonstration()).await.unwrap(), None);
    assert_eq!(store.import(&demonstration(), "1").await.unwrap(), None);
    assert!(stock(store).await.is_empty());
    assert!(store.account("ada").await.unwrap().is_some());
}

fn at(second: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second)
}

fn demonstration() -> Uai {
    Uai::parse("9990001X").unwrap()
}

fn key(key: &str, request: u8) -> Idempotency {
    Idempotency { key: key.to_owned(), request_hash: [request; 32] }
}

fn new_import(id: &str, second: i64) -> NewImport {
    NewImport {
        id: id.to_owned(),
        uai: demonstration(),
        mode: Mode::Partial,
        sources: Vec::new(),
        started_by: "ada".to_owned(),
        started_at: at(second),
    }
}

fn step(import: &str, revision: u64, pairs: &[(&str, &str)], second: i64) -> StepRequest {
    let pair = |&(key, id): &(&str, &str)| Pair {
        ent_key: EntKey::parse(key).unwrap(),
        pronote_id: PronoteId::parse(id).unwrap(),
        decision: Decision::Confirmed,
    };
    StepRequest {
        uai: demonstration(),
        import_id: import.to_owned(),
        category: Category::Teacher,
        revision,
        pairs: pairs.iter().map(pair).collect(),
        replace: false,
        report: StepReport::default(),
        validated_by: "ada".to_owned(),
        validated_at: at(second),
    }
}

async fn stock(store: &dyn Store) -> Vec<String> {
    let mappings = store.mappings(&demonstration(), Paging::default()).await.unwrap();
    let items = mappings.items.iter();
    items.map(|item| format!("{}{}", item.pair.ent_key, item.pair.pronote_id)).collect()
}
