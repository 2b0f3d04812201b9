//! One story, told to any store: a school, from its first account to the end of its demonstration.

use api::{
    AuditAction, AuditDetails, CasKey, Category, Decision, ImportState, Mode, Paging, Right, Role,
    Settings, StepReport,
};
use domain::{
    ent_key::{EntKey, LoginSalt},
    pronote_id::PronoteId,
    uai::Uai,
};
use jiff::{SignedDuration, Timestamp};
use server::store::{
    AcceptRefusal, AccountRefusal, Act, Audit as _, By, Chain, Challenge, Idempotency,
    Imports as _, InvitationRefusal, KeyReused, NewAccount, NewEstablishment, NewImport,
    NewInvitation, Passkey, PostgresStore, Purpose, Session, SqliteStore, StepPreview, StepRefusal,
    StepRequest, Store, UndoRefusal, Visible, copy, open, stock::Pair,
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

#[tokio::test]
async fn what_sqlite_remembers_is_never_old() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
    what_is_remembered_is_never_old(&address).await;
}

#[tokio::test]
async fn what_postgres_remembers_is_never_old() {
    let Some(server) = crate::postgres::server().await else { return };
    what_is_remembered_is_never_old(&server.new_database().await).await;
}

#[tokio::test]
async fn postgres() {
    let Some(server) = crate::postgres::server().await else { return };
    let store = PostgresStore::open(&server.new_database().await).await.unwrap();
    story(&store).await;
}

#[tokio::test]
async fn two_on_one_postgres_database() {
    let Some(server) = crate::postgres::server().await else { return };
    let address = server.new_database().await;
    // Both bring the tables up to date at once.
    let (one, other) = tokio::join!(PostgresStore::open(&address), PostgresStore::open(&address));
    let (one, other) = (one.unwrap(), other.unwrap());
    of_two_processes_one_wins(&one, &other).await;
    one.close().await;
    other.close().await;
}

/// To the other kind and back: nothing is lost, and the chain stays whole.
#[tokio::test]
async fn a_database_moves_to_postgres_and_back() {
    let Some(server) = crate::postgres::server().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let store = SqliteStore::open(&file("first.db")).await.unwrap();
    before_the_end(&store).await;
    let audit = store.audit(None, Paging::default()).await.unwrap();
    let imports = store.imports(&demonstration(), Paging::default()).await.unwrap();
    store.close().await;

    let middle = server.new_database().await;
    let there = copy::copy(&file("first.db"), &middle).await.unwrap();
    let back = copy::copy(&middle, &file("last.db")).await.unwrap();
    assert_eq!(there, back);
    let again = copy::copy(&middle, &file("last.db")).await;
    assert!(matches!(again, Err(copy::CopyError::NotEmpty("establishment"))));

    let store = SqliteStore::open(&file("last.db")).await.unwrap();
    assert_eq!(store.audit(None, Paging::default()).await.unwrap(), audit);
    assert_eq!(store.imports(&demonstration(), Paging::default()).await.unwrap(), imports);
    assert!(matches!(store.verify_audit().await.unwrap(), Chain::Whole { .. }));
    the_demonstration_ends(&store).await;
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

/// After each act of one process, another that has looked before sees what a new one sees.
async fn what_is_remembered_is_never_old(address: &str) {
    let (writer, reader) = (open(address).await.unwrap(), open(address).await.unwrap());
    the_first_account(&*writer).await;
    schools_are_registered(&*writer).await;
    let mut seen = Vec::new();
    let mut look = async || {
        let anew = open(address).await.unwrap();
        let overview = reader.overview(&demonstration(), "ada").await.unwrap();
        assert_eq!(overview, anew.overview(&demonstration(), "ada").await.unwrap());
        assert!(seen.last() != Some(&overview), "that act changes what is seen");
        let stock = reader.establishment(&demonstration()).await.unwrap().map(|e| e.stock);
        assert_eq!(stock, anew.establishment(&demonstration()).await.unwrap().map(|e| e.stock));
        anew.close().await;
        seen.push(overview);
    };
    look().await;
    writer.start_import(&new_import("1", 100), &key("start", 1)).await.unwrap().unwrap();
    look().await;
    let first = step("1", 0, &[("a", "1")], 110);
    writer.validate_step(&first, &key("first", 1)).await.unwrap().unwrap();
    look().await;
    // Nothing changes in the stock: its revision stays.
    let again = step("1", 1, &[("a", "1")], 120);
    writer.validate_step(&again, &key("again", 1)).await.unwrap().unwrap();
    look().await;
    writer.close_import(&demonstration(), "1", by(130)).await.unwrap().unwrap();
    look().await;
    let settings = Settings { year_start: "2026-08-31".to_owned(), ..Settings::default() };
    let there = demonstration();
    assert!(writer.change_establishment(&there, None, Some(&settings), by(140)).await.unwrap());
    look().await;
    writer.undo_import(&there, "1", 1, by(150)).await.unwrap().unwrap();
    look().await;
    writer.start_import(&new_import("2", 160), &key("second", 1)).await.unwrap().unwrap();
    look().await;
    assert!(writer.erase_establishment(&there, by(170)).await.unwrap());
    look().await;
    reader.close().await;
    writer.close().await;
}

async fn story(store: &dyn Store) {
    before_the_end(store).await;
    the_demonstration_ends(store).await;
    store.close().await;
    assert!(store.ready().await.is_err());
}

async fn before_the_end(store: &dyn Store) {
    store.ready().await.unwrap();
    the_first_account(store).await;
    sessions_come_and_go(store).await;
    schools_are_registered(store).await;
    an_import_runs(store).await;
    a_second_import_changes_its_mind(store).await;
    an_import_is_undone(store).await;
    mappings_are_purged(store).await;
    accounts_are_invited_and_ended(store).await;
    second_factors_come_and_go(store).await;
    failures_are_counted(store).await;
    everything_was_written_down(store).await;
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

fn session(account: &str, id: u8, expires: i64) -> Session {
    Session {
        id_hash: [id; 32],
        account_id: account.to_owned(),
        csrf: "csrf".to_owned(),
        signed_in_at: at(0),
        seen_at: at(0),
        expires_at: at(expires),
    }
}

async fn sessions_come_and_go(store: &dyn Store) {
    let session = |id, expires| session("ada", id, expires);
    assert!(store.create_session(&session(1, 10)).await.unwrap());
    assert!(!store.create_session(&session(1, 20)).await.unwrap());
    assert!(store.create_session(&session(2, 20)).await.unwrap());
    let ada = store.account("ada").await.unwrap().unwrap();
    assert_eq!(store.session(&[1; 32], at(9)).await.unwrap(), Some((session(1, 10), ada.clone())));
    assert_eq!(store.session(&[1; 32], at(10)).await.unwrap(), None);

    store.save_session(&session(1, 15)).await.unwrap();
    assert_eq!(store.session(&[1; 32], at(10)).await.unwrap(), Some((session(1, 15), ada)));
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
        };
        assert!(store.create_establishment(&new, by(0)).await.unwrap());
        assert!(!store.create_establishment(&new, by(0)).await.unwrap());
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

    let overview = store.overview(&demonstration(), "ada").await.unwrap().unwrap();
    assert_eq!(overview.stock_by_category[0], (Category::Teacher, 2));
    assert_eq!(overview.stock_by_category.len(), 6);
    assert_eq!(overview.last_import.unwrap().id, "2");
    assert_eq!(overview.open_import.unwrap().id, "2");

    let closed = store.close_import(&demonstration(), "2", by(220)).await.unwrap().unwrap();
    let again = store.close_import(&demonstration(), "2", by(230)).await.unwrap().unwrap();
    assert_eq!(again, closed);
    assert_eq!(store.close_import(&demonstration(), "3", by(230)).await.unwrap(), None);
    let history = store.imports(&demonstration(), Paging::default()).await.unwrap();
    assert_eq!(history.items.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["2", "1"]);
    assert_eq!(history.items[0], closed);
}

/// The second import had swapped 2 to a, and added c3; the first had a1 and b2.
async fn an_import_is_undone(store: &dyn Store) {
    let there = demonstration();
    let missing = store.preview_undo(&there, "9").await.unwrap();
    assert_eq!(missing, Err(UndoRefusal::NoSuchImport));
    let preview = store.preview_undo(&there, "2").await.unwrap().unwrap();
    assert_eq!((preview.restored, preview.removed, preview.left_count), (2, 1, 0));
    let stale = store.undo_import(&there, "2", 1, by(300)).await.unwrap();
    assert_eq!(stale, Err(UndoRefusal::Stale(2)));
    assert_eq!(stock(store).await, ["a2", "c3"]);
    let undone = store.undo_import(&there, "2", 2, by(300)).await.unwrap().unwrap();
    assert_eq!(undone, preview);
    assert_eq!((undone.revision, undone.stock), (3, 2));
    assert_eq!(stock(store).await, ["a1", "b2"]);
    let again = store.undo_import(&there, "2", 3, by(310)).await.unwrap();
    assert_eq!(again, Err(UndoRefusal::AlreadyUndone));
    let import = store.import(&there, "2").await.unwrap().unwrap();
    let told = import.undone.unwrap();
    assert_eq!((told.by.as_str(), told.restored, told.removed), ("Ada", 2, 1));

    // A third import, previewed before it is begun, and another that confirms what it did.
    let third = step("3", 3, &[("a", "1"), ("d", "4")], 320);
    let preview = StepPreview { mode: Mode::Partial, sources: Vec::new(), step: third.clone() };
    let seen = store.preview_new(&preview).await.unwrap().unwrap();
    assert_eq!((seen.added, seen.unchanged), (1, 1));
    assert_eq!(store.import(&there, "3").await.unwrap(), None);
    store.start_import(&new_import("3", 320), &key("third", 1)).await.unwrap().unwrap();
    let did = store.validate_step(&third, &key("third", 1)).await.unwrap().unwrap();
    assert_eq!(did, seen);
    store.start_import(&new_import("4", 330), &key("fourth", 1)).await.unwrap().unwrap();
    let fourth = step("4", 4, &[("d", "4")], 330);
    store.validate_step(&fourth, &key("fourth", 1)).await.unwrap().unwrap();
    let left = store.preview_undo(&there, "3").await.unwrap().unwrap();
    assert_eq!((left.removed, left.left_count, left.left[0].pair.ent_key.as_str()), (0, 1, "d"));
}

async fn mappings_are_purged(store: &dyn Store) {
    let there = demonstration();
    assert_eq!(stock(store).await, ["a1", "b2", "d4"]);
    let old = store.preview_purge(&there, Some(at(310))).await.unwrap();
    assert_eq!((old.by_category[0], old.stock), ((Category::Teacher, 1), 2));
    let stale = store.purge(&there, Some(at(310)), 1, by(400)).await.unwrap();
    assert_eq!(stale, Err(4));
    assert_eq!(store.purge(&there, Some(at(310)), 4, by(400)).await.unwrap(), Ok(old));
    assert_eq!(stock(store).await, ["a1", "d4"]);
    let all = store.purge(&there, None, 5, by(410)).await.unwrap().unwrap();
    assert_eq!((all.by_category[0], all.revision, all.stock), ((Category::Teacher, 2), 6, 0));
    let nothing = store.purge(&there, None, 6, by(420)).await.unwrap().unwrap();
    assert_eq!((nothing.revision, nothing.stock), (6, 0));
    assert!(stock(store).await.is_empty());
}

async fn accounts_are_invited_and_ended(store: &dyn Store) {
    let here = Uai::parse("0990001N").unwrap();
    let nowhere = Uai::parse("0990009X").unwrap();
    let invitation = |id: &str, uai: &Uai, account: Option<&str>| NewInvitation {
        id: id.to_owned(),
        token_hash: [id.len().try_into().unwrap(); 32],
        account_id: account.map(str::to_owned),
        role: Role::Member,
        rights: account.is_none().then(|| (uai.clone(), Right::Reader)).into_iter().collect(),
        expires_at: at(600),
    };
    let refused = store.invite(&invitation("i", &nowhere, None), by(500)).await.unwrap();
    assert_eq!(refused, Err(InvitationRefusal::NoSuchEstablishment));
    store.invite(&invitation("ii", &here, None), by(500)).await.unwrap().unwrap();
    let open = store.invitations(at(599)).await.unwrap();
    assert_eq!(open[0].rights.rights, [("0990001N".to_owned(), Right::Reader)]);
    assert_eq!(open[0].created_by.as_deref(), Some("Ada"));
    assert!(store.invitations(at(600)).await.unwrap().is_empty());
    assert_eq!(store.invitation(&[2; 32], at(600)).await.unwrap(), None);

    let zoe = |name: &str, second| NewAccount {
        id: "zoe".to_owned(),
        name: name.to_owned(),
        folded_name: name.to_owned(),
        password_hash: "hash".to_owned(),
        created_at: at(second),
    };
    let accept = async |name, second| store.accept_invitation(&[2; 32], &zoe(name, second)).await;
    assert_eq!(accept("zoe", 600).await.unwrap(), Err(AcceptRefusal::Gone));
    assert_eq!(accept("ada", 510).await.unwrap(), Err(AcceptRefusal::NameTaken));
    assert_eq!(accept("zoe", 510).await.unwrap(), Ok(()));
    assert_eq!(accept("zoe", 511).await.unwrap(), Err(AcceptRefusal::Gone));
    let account = store.account("zoe").await.unwrap().unwrap();
    assert_eq!(account.rights, [(here.clone(), Right::Reader)]);

    store.invite(&invitation("iii", &here, Some("zoe")), by(520)).await.unwrap().unwrap();
    let found = store.invitation(&[3; 32], at(521)).await.unwrap().unwrap();
    assert_eq!(found.account.as_deref(), Some("zoe"));
    assert_eq!(store.reset_password(&[3; 32], "new", at(600)).await.unwrap(), None);
    let reset = store.reset_password(&[3; 32], "new", at(530)).await.unwrap();
    assert_eq!(reset.as_deref(), Some("zoe"));
    assert_eq!(store.credentials("zoe").await.unwrap().unwrap().password_hash, "new");
    store.invite(&invitation("iiii", &here, None), by(540)).await.unwrap().unwrap();
    assert!(store.withdraw_invitation("iiii", by(541)).await.unwrap());
    assert!(!store.withdraw_invitation("iiii", by(541)).await.unwrap());

    let demoted = store.change_rights("ada", Role::Member, &[], by(550)).await.unwrap();
    assert_eq!(demoted, Err(AccountRefusal::LastSuperadmin));
    assert_eq!(store.account("ada").await.unwrap().unwrap().role, Role::Superadmin);
    let rights = [(here.clone(), Right::Admin)];
    store.change_rights("zoe", Role::Member, &rights, by(551)).await.unwrap().unwrap();
    let zoe = store.account("zoe").await.unwrap().unwrap();
    assert_eq!(zoe.rights, rights);
    store.create_session(&session("zoe", 7, 600)).await.unwrap();
    let of_session = store.session(&[7; 32], at(552)).await.unwrap().map(|(_, account)| account);
    assert_eq!(of_session, Some(zoe), "a session tells whose it is and what they may do");
    let all = store.accounts(Paging::default(), at(552)).await.unwrap();
    assert_eq!(all.items.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["Ada", "zoe"]);

    let ended = store.end_account("ada", by(560)).await.unwrap();
    assert_eq!(ended, Err(AccountRefusal::LastSuperadmin));
    store.end_account("zoe", by(561)).await.unwrap().unwrap();
    let again = store.end_account("zoe", by(562)).await.unwrap();
    assert_eq!(again, Err(AccountRefusal::NoSuchAccount));
    assert_eq!(store.account("zoe").await.unwrap(), None);
    assert!(store.credentials("zoe").await.unwrap().is_none());
    let all = store.accounts(Paging::default(), at(563)).await.unwrap();
    assert!(all.items[1].ended_at.is_some() && all.items[1].rights.is_empty());
}

async fn second_factors_come_and_go(store: &dyn Store) {
    assert!(!store.second_factors("ada").await.unwrap().any());
    assert!(store.offer_totp("ada", &[1; 20]).await.unwrap());
    assert!(store.offer_totp("ada", &[2; 20]).await.unwrap());
    assert_eq!(store.offered_totp("ada").await.unwrap(), Some([2; 20]));
    assert!(!store.second_factors("ada").await.unwrap().any());
    assert!(!store.use_totp("ada", 9).await.unwrap());
    assert!(store.confirm_totp("ada", 7, &[[1; 32], [2; 32]], at(600)).await.unwrap());
    assert!(!store.offer_totp("ada", &[3; 20]).await.unwrap());
    let factors = store.second_factors("ada").await.unwrap();
    assert_eq!((factors.totp, factors.recovery_codes), (Some([2; 20]), 2));
    assert!(!store.use_totp("ada", 7).await.unwrap());
    assert!(store.use_totp("ada", 8).await.unwrap());
    assert!(!store.use_totp("ada", 8).await.unwrap());
    assert!(store.use_recovery_code("ada", &[1; 32], at(601)).await.unwrap());
    assert!(!store.use_recovery_code("ada", &[1; 32], at(602)).await.unwrap());

    let challenge = Challenge {
        id: "challenge".to_owned(),
        account_id: "ada".to_owned(),
        purpose: Purpose::SignIn,
        state: "{}".to_owned(),
        expires_at: at(700),
    };
    store.put_challenge(&challenge).await.unwrap();
    let take = async |account: &str, purpose, second| {
        store.take_challenge(account, "challenge", purpose, at(second)).await.unwrap()
    };
    assert_eq!(take("zoe", Purpose::SignIn, 610).await, None);
    assert_eq!(take("ada", Purpose::Registration, 610).await, None);
    assert_eq!(take("ada", Purpose::SignIn, 610).await.as_deref(), Some("{}"));
    assert_eq!(take("ada", Purpose::SignIn, 610).await, None);
    store.put_challenge(&challenge).await.unwrap();
    assert_eq!(take("ada", Purpose::SignIn, 700).await, None);

    let key = Passkey {
        id: "key".to_owned(),
        name: "Clé".to_owned(),
        credential_id: "credential".to_owned(),
        credential: "{}".to_owned(),
        created_at: at(620),
        used_at: None,
    };
    assert_eq!(store.add_passkey("ada", &key, &[[3; 32]]).await.unwrap(), Some(false));
    assert_eq!(store.add_passkey("ada", &key, &[[3; 32]]).await.unwrap(), None);
    assert!(store.use_passkey("ada", "credential", "{1}", at(621)).await.unwrap());
    assert!(!store.use_passkey("zoe", "credential", "{2}", at(621)).await.unwrap());
    let factors = store.second_factors("ada").await.unwrap();
    assert_eq!(factors.passkeys[0].credential, "{1}");
    assert_eq!(factors.passkeys[0].used_at, Some(at(621)));

    assert!(store.remove_totp("ada", at(630)).await.unwrap());
    assert!(!store.remove_totp("ada", at(630)).await.unwrap());
    assert_eq!(store.second_factors("ada").await.unwrap().recovery_codes, 1);
    assert!(store.remove_passkey("ada", "key", at(631)).await.unwrap());
    assert!(!store.remove_passkey("ada", "key", at(631)).await.unwrap());
    assert_eq!(store.second_factors("ada").await.unwrap().recovery_codes, 0);

    store.offer_totp("ada", &[4; 20]).await.unwrap();
    assert!(store.confirm_totp("ada", 1, &[[4; 32]], at(640)).await.unwrap());
    assert!(store.reset_second_factors("ada", by(641)).await.unwrap());
    assert!(!store.reset_second_factors("zoe", by(641)).await.unwrap());
    assert!(!store.second_factors("ada").await.unwrap().any());
}

async fn failures_are_counted(store: &dyn Store) {
    let add =
        async |since, second| store.add_failure(&[7; 32], at(since), at(second)).await.unwrap();
    assert_eq!(add(0, 100).await, (1, at(100)));
    assert_eq!(add(50, 150).await, (2, at(100)));
    assert_eq!(add(100, 200).await, (1, at(200)));
    store.delete_old_failures(at(199)).await.unwrap();
    assert_eq!(add(150, 210).await, (2, at(200)));
    store.delete_old_failures(at(200)).await.unwrap();
    assert_eq!(add(150, 220).await, (1, at(220)));
    store.forget_failures(&[7; 32]).await.unwrap();
    assert_eq!(add(150, 230).await, (1, at(230)));
}

async fn everything_was_written_down(store: &dyn Store) {
    use AuditAction as A;

    let act = Act {
        by: by(800),
        uai: None,
        action: AuditAction::SignedIn,
        details: AuditDetails::default(),
    };
    store.record(&act).await.unwrap();
    let all = store.audit(None, Paging::default()).await.unwrap();
    let newest = &all.items[0];
    assert_eq!((newest.action, newest.by.as_deref()), (AuditAction::SignedIn, Some("Ada")));
    assert_eq!(newest.number, u64::from(all.total));
    let there = store.audit(Some(&demonstration()), Paging::default()).await.unwrap();
    let actions: Vec<_> = there.items.iter().rev().map(|entry| entry.action).collect();
    assert_eq!(
        actions,
        [
            A::EstablishmentAdded,
            A::StepValidated,
            A::StepValidated,
            A::ImportClosed,
            A::ImportUndone,
            A::StepValidated,
            A::StepValidated,
            A::MappingsPurged,
            A::MappingsPurged,
            A::MappingsPurged,
        ]
    );
    let ended = all.items.iter().find(|entry| entry.action == A::AccountEnded).unwrap();
    assert_eq!(ended.details.account.as_deref(), Some("zoe"));
    let Chain::Whole { entries, .. } = store.verify_audit().await.unwrap() else {
        panic!("the chain is whole");
    };
    assert_eq!(entries, u64::from(all.total));
}

async fn the_demonstration_ends(store: &dyn Store) {
    assert!(store.erase_establishment(&demonstration(), by(900)).await.unwrap());
    assert!(!store.erase_establishment(&demonstration(), by(900)).await.unwrap());
    assert_eq!(store.establishment(&demonstration()).await.unwrap(), None);
    assert_eq!(store.import(&demonstration(), "1").await.unwrap(), None);
    assert!(stock(store).await.is_empty());
    assert!(store.account("ada").await.unwrap().is_some());
}

fn at(second: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second)
}

fn by(second: i64) -> By<'static> {
    By { account: Some("ada"), at: at(second) }
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
        cas_ids: None,
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
