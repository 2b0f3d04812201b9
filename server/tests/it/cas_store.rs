//! What CAS servers find, told to any store; and the views of PostgreSQL, as their role reads them.

use api::{CasKey, Category, Decision, Mode, RefreshFailure, StepReport};
use domain::{
    ent_key::{EntKey, LoginSalt},
    pronote_id::PronoteId,
    uai::Uai,
};
use jiff::Timestamp;
use server::store::{
    By, CasClientSettings, Idempotency, NewAccount, NewEstablishment, NewImport, NewSecret,
    PostgresStore, SqliteStore, StepRequest, Store, stock::Pair,
};
use sqlx::{Connection as _, Executor as _, PgConnection};

const HERE: &str = "0990001N";
const THERE: &str = "0990002P";
const WITH_LOGINS: &str = "0990003R";
const DEMONSTRATION: &str = "9990001X";

#[tokio::test]
async fn sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
    let store = SqliteStore::open(&address).await.unwrap();
    schools(&store).await;
    story(&store).await;
}

#[tokio::test]
async fn postgres() {
    let Some(server) = crate::postgres::server().await else { return };
    let store = PostgresStore::open(&server.new_database().await).await.unwrap();
    schools(&store).await;
    story(&store).await;
}

#[tokio::test]
async fn the_views_show_confirmed_mappings_to_their_role_and_nothing_else() {
    let Some(server) = crate::postgres::server().await else { return };
    let address = server.new_database().await;
    let store = PostgresStore::open(&address).await.unwrap();
    schools(&store).await;
    confirm(&store, HERE, &[("TAA1", "A1"), ("taa2", "B2"), ("TAA2", "C3"), ("TAA3", "D4")]).await;
    confirm(&store, THERE, &[("taa1", "E5")]).await;
    confirm(&store, WITH_LOGINS, &[("h:abc", "F6")]).await;
    confirm(&store, DEMONSTRATION, &[("TAA9", "G7")]).await;

    let mut db = PgConnection::connect(&address).await.unwrap();
    db.execute("SET ROLE raccord_cas").await.unwrap();
    for table in ["mapping", "establishment", "account", "cas_secret", "session"] {
        let denied = db.execute(sqlx::AssertSqlSafe(format!("SELECT 1 FROM {table}"))).await;
        assert!(denied.unwrap_err().to_string().contains("permission denied"), "{table}");
    }
    let written = db.execute("DELETE FROM cas.v_idpronote").await;
    assert!(written.is_err());

    let mut of = async |login: &str| {
        sqlx::query_as::<_, (String, String)>(
            "SELECT id_pronote, id_pronote_par_etab FROM cas.v_idpronote WHERE ent_login = $1",
        )
        .bind(login)
        .fetch_all(&mut db)
        .await
        .unwrap()
    };
    let row = |id: &str, all: &str| vec![(id.to_owned(), all.to_owned())];
    assert_eq!(of("taa1").await, row("", "0990001N=A1; 0990002P=E5"));
    assert_eq!(of("Taa3").await, row("D4", "0990001N=D4"));
    // Written twice with other capitals; only digests; the invented school.
    for nobody in ["TAA2", "h:abc", "TAA9", "nobody"] {
        assert_eq!(of(nobody).await, [], "{nobody}");
    }
    let attributes = sqlx::query_as::<_, (String, String)>(
        "SELECT attr_name, attr_value
         FROM cas.v_idpronote_attr
         WHERE ent_login = 'TAA3'
         ORDER BY attr_name",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    let attribute = |name: &str| (name.to_owned(), "D4".to_owned());
    assert_eq!(attributes, [attribute("idPronote"), attribute("idPronote_0990001N")]);
}

async fn story(store: &dyn Store) {
    confirm(store, HERE, &[("TAA1", "A1"), ("Ann", "B2")]).await;
    confirm(store, THERE, &[("taa1", "E5")]).await;
    let salt = LoginSalt::new([3; 32]);
    confirm(store, WITH_LOGINS, &[(EntKey::of_login("ann", &salt).as_str(), "F6")]).await;
    confirm(store, DEMONSTRATION, &[("TAA1", "G7")]).await;

    assert_eq!(managed(store, "everywhere").await, [HERE, THERE, WITH_LOGINS]);
    assert_eq!(managed(store, "limited").await, [THERE]);
    assert_eq!(managed(store, "nobody").await, [""; 0]);
    for (client, uai, expected) in [
        ("everywhere", HERE, true),
        ("everywhere", DEMONSTRATION, false),
        ("limited", THERE, true),
        ("limited", HERE, false),
        ("nobody", HERE, false),
    ] {
        assert_eq!(store.manages(client, &parse(uai)).await.unwrap(), expected, "{client} {uai}");
    }

    check(store, "everywhere", "tAA1", None, &["0990001N A1", "0990002P E5"]).await;
    check(store, "everywhere", "ANN", None, &["0990001N B2", "0990003R F6"]).await;
    check(store, "everywhere", "ann", Some(WITH_LOGINS), &["0990003R F6"]).await;
    check(store, "everywhere", "TAA1", Some(HERE), &["0990001N A1"]).await;
    check(store, "everywhere", "TAA1", Some(DEMONSTRATION), &[]).await;
    check(store, "limited", "TAA1", None, &["0990002P E5"]).await;
    check(store, "limited", "TAA1", Some(HERE), &[]).await;
    check(store, "nobody", "TAA1", None, &[]).await;

    changes_wait_to_be_told(store).await;
}

/// "limited" was to be told of what was confirmed above, as far as it may ask about it.
async fn changes_wait_to_be_told(store: &dyn Store) {
    assert_eq!(store.take_refreshes(at(0), at(9)).await.unwrap(), []);
    let taken = store.take_refreshes(at(500), at(600)).await.unwrap();
    let [told] = &taken[..] else { panic!("{taken:?}") };
    assert_eq!((told.client_id.as_str(), told.ent_key.as_str()), ("limited", "taa1"));
    assert_eq!(told.url, "https://auth.exemple.fr/refreshsessions");
    assert_eq!(store.take_refreshes(at(599), at(700)).await.unwrap(), [], "it is leased");

    let (failure, again) = (RefreshFailure::Refused, Some(at(650)));
    store.not_refreshed(told, at(600), failure, at(501), again).await.unwrap();
    assert_eq!(store.take_refreshes(at(649), at(700)).await.unwrap(), []);
    let told = store.take_refreshes(at(650), at(700)).await.unwrap().remove(0);
    assert_eq!(told.attempts, 1);
    // Whoever comes too late with an older lease takes nothing away.
    store.refreshed(&told, at(600), at(651)).await.unwrap();
    assert_eq!(state(store).await, (1, 0, Some(RefreshFailure::Refused)));
    store.refreshed(&told, at(700), at(651)).await.unwrap();
    assert_eq!(state(store).await, (0, 0, Some(RefreshFailure::Refused)));
}

async fn state(store: &dyn Store) -> (u32, u32, Option<RefreshFailure>) {
    let client = store.cas_client("limited").await.unwrap().unwrap();
    let refreshes = client.refreshes.unwrap();
    (refreshes.pending, refreshes.lost, refreshes.failure)
}

async fn check(store: &dyn Store, client: &str, login: &str, uai: Option<&str>, expected: &[&str]) {
    let uai = uai.map(parse);
    let released = store.released(client, login, uai.as_ref()).await.unwrap();
    let released: Vec<_> = released.iter().map(|(uai, id)| format!("{uai} {id}")).collect();
    assert_eq!(released, expected, "{client} {login}");
}

async fn managed(store: &dyn Store, client: &str) -> Vec<String> {
    store.managed(client).await.unwrap().iter().map(Uai::to_string).collect()
}

/// Four establishments, a CAS server that may ask everywhere and one that may in one of them.
async fn schools(store: &dyn Store) {
    store.put_setup_link(&[1; 32], at(0)).await.unwrap();
    let ada = NewAccount {
        id: "ada".to_owned(),
        name: "Ada".to_owned(),
        folded_name: "ADA".to_owned(),
        password_hash: "hash".to_owned(),
        created_at: at(0),
    };
    assert!(store.create_first_account(&ada, &[1; 32]).await.unwrap());
    for uai in [HERE, THERE, WITH_LOGINS, DEMONSTRATION] {
        let new = NewEstablishment {
            uai: parse(uai),
            name: uai.to_owned(),
            cas_key: if uai == WITH_LOGINS { CasKey::Login } else { CasKey::EntId },
            login_salt: LoginSalt::new([3; 32]),
        };
        assert!(store.create_establishment(&new, by(1)).await.unwrap());
    }
    for (number, id, establishments) in
        [(1, "everywhere", None), (2, "limited", Some(vec![parse(THERE)]))]
    {
        let settings = CasClientSettings {
            name: id.to_owned(),
            refresh_url: (number == 2)
                .then(|| "https://auth.exemple.fr/refreshsessions".to_owned()),
            establishments,
            networks: Vec::new(),
        };
        let secret = NewSecret { id: id.to_owned(), hash: [number; 32] };
        store.add_cas_client(id, &settings, &secret, by(2)).await.unwrap().unwrap();
        let caller = store.cas_caller(&[number; 32]).await.unwrap().unwrap();
        assert_eq!(caller.client_id, id);
    }
    assert_eq!(store.cas_caller(&[9; 32]).await.unwrap(), None);
}

/// Confirms pairs in an establishment that has none.
async fn confirm(store: &dyn Store, uai: &str, pairs: &[(&str, &str)]) {
    let import = NewImport {
        id: format!("import-{uai}"),
        uai: parse(uai),
        mode: Mode::Partial,
        sources: Vec::new(),
        cas_ids: None,
        started_by: "ada".to_owned(),
        started_at: at(100),
    };
    let key = |key: &str| Idempotency { key: key.to_owned(), request_hash: [0; 32] };
    store.start_import(&import, &key("start")).await.unwrap().unwrap();
    let pair = |&(key, id): &(&str, &str)| Pair {
        ent_key: EntKey::parse(key).unwrap(),
        pronote_id: PronoteId::parse(id).unwrap(),
        decision: Decision::Confirmed,
    };
    let step = StepRequest {
        uai: parse(uai),
        import_id: import.id,
        category: Category::Student,
        revision: 0,
        pairs: pairs.iter().map(pair).collect(),
        replace: false,
        report: StepReport::default(),
        validated_by: "ada".to_owned(),
        validated_at: at(101),
    };
    store.validate_step(&step, &key("step")).await.unwrap().unwrap();
}

fn parse(uai: &str) -> Uai {
    Uai::parse(uai).unwrap()
}

fn by(second: i64) -> By<'static> {
    By { account: Some("ada"), at: at(second) }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}
