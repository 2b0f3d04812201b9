//! Invented schools in an empty database. Mappings are written by the database itself: through the API
//! millions of them would take hours.

use api::Paging;
use domain::{ent_key::LoginSalt, uai::Uai};
use jiff::Timestamp;
use server::store::{
    By, CasClientSettings, Hash, Idempotency, NewEstablishment, NewImport, NewSecret, Store,
    is_postgres,
};
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqliteConnection};
use std::error::Error;

/// The secret of a CAS server that may ask everywhere.
pub(super) const EVERYWHERE: &str = "asks everywhere";

/// The secret of the CAS server of one portal.
pub(super) const OF_A_PORTAL: &str = "asks about a portal";

/// Establishments of that portal: LemonLDAP::NG is told of each of them at each sign-in.
pub(super) const PORTAL: u32 = 100;

/// The number of an establishment; its check letter does not matter here.
pub(super) fn uai(number: u32) -> String {
    format!("{:07}A", 1_000_000 + number)
}

/// The account that an establishment's mapping belongs to.
pub(super) fn account(establishment: u32, mapping: u32) -> String {
    format!("ENT{establishment}.{mapping}")
}

/// Establishments with an import each, a CAS server that may ask everywhere, and one of a portal.
pub(super) async fn schools(store: &dyn Store, count: u32) -> Result<(), Box<dyn Error>> {
    let at = Timestamp::UNIX_EPOCH;
    let account_id = store.accounts(Paging::default(), at).await?.items.remove(0).id;
    let by = By { account: Some(&account_id), at };
    for number in 0..count {
        let uai = Uai::parse(&uai(number)).map_err(|_| "no UAI")?;
        let new = NewEstablishment {
            uai: uai.clone(),
            name: format!("Collège {number}"),
            cas_key: api::CasKey::EntId,
            login_salt: LoginSalt::new([7; LoginSalt::LEN]),
        };
        store.create_establishment(&new, by).await?;
        let import = NewImport {
            id: format!("import-{uai}"),
            uai,
            mode: api::Mode::Complete,
            sources: Vec::new(),
            cas_ids: None,
            started_by: account_id.clone(),
            started_at: at,
        };
        let key = Idempotency { key: "load".to_owned(), request_hash: [0; 32] };
        store.start_import(&import, &key).await?.map_err(|_| "the key was used")?;
    }
    let first: Vec<_> = (0..count.min(PORTAL)).map(uai).collect();
    let first = first.iter().map(|uai| Uai::parse(uai)).collect::<Result<_, _>>();
    let first = first.map_err(|_| "no UAI")?;
    for (secret, establishments) in [(EVERYWHERE, None), (OF_A_PORTAL, Some(first))] {
        let settings = CasClientSettings {
            name: secret.to_owned(),
            establishments,
            networks: Vec::new(),
            refresh_url: None,
        };
        let hash: Hash = Sha256::digest(secret).into();
        let new = NewSecret { id: secret.to_owned(), hash };
        store.add_cas_client(secret, &settings, &new, by).await?.map_err(|_| "it is there")?;
    }
    Ok(())
}

/// The mappings of all of them.
pub(super) async fn mappings(database: &str, mappings: u32) -> Result<(), Box<dyn Error>> {
    let columns = "(uai, ent_key, pronote_id, category, decision, import_id, confirmed_at)";
    let rest = "'student', 'automatic', 'import-' || e.uai, '2026-09-01T00:00:00.000Z'";
    if is_postgres(database) {
        let mut db = PgConnection::connect(database).await?;
        let fill = format!(
            "INSERT INTO mapping {columns}
             SELECT e.uai, 'ENT' || (substr(e.uai, 2, 6)::int) || '.' || m,
                    upper(md5(e.uai || m)), {rest}
             FROM establishment AS e, generate_series(0, {mappings} - 1) AS m"
        );
        db.execute(AssertSqlSafe(fill)).await?;
        db.execute("ANALYZE").await?;
    } else {
        let path = database.trim_start_matches("sqlite:");
        let mut db = SqliteConnection::connect(&format!("sqlite:{path}")).await?;
        let fill = format!(
            "WITH RECURSIVE numbers (m) AS (
                 SELECT 0 UNION ALL SELECT m + 1 FROM numbers WHERE m < {mappings} - 1)
             INSERT INTO mapping {columns}
             SELECT e.uai, 'ENT' || CAST(substr(e.uai, 2, 6) AS INTEGER) || '.' || m,
                    hex(randomblob(16)), {rest}
             FROM establishment AS e, numbers"
        );
        db.execute(AssertSqlSafe(fill)).await?;
        db.execute("ANALYZE").await?;
    }
    Ok(())
}
