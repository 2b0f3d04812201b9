//! How many mappings an establishment has.

use super::{Backend, Connection, count};
use crate::store::{
    StoreError,
    code::Coded as _,
    remembered::{ByCategory, Moment},
};
use api::Category;
use domain::uai::Uai;

impl Backend {
    /// Mappings per category, as of a transaction that only reads: whatever a revision is seen with,
    /// was committed with it.
    pub(super) async fn counted(
        &self,
        db: &mut Connection,
        uai: &Uai,
    ) -> Result<ByCategory, StoreError> {
        let found = sqlx::query_as::<_, (i64, String)>(
            "SELECT revision, created_at FROM establishment WHERE uai = $1",
        )
        .bind(uai.as_str())
        .fetch_optional(&mut *db)
        .await?;
        let Some((revision, created_at)) = found else { return Ok(ByCategory::new()) };
        let moment = Moment { revision, created_at };
        if let Some(counts) = self.counts.get(uai, &moment) {
            return Ok(counts);
        }
        let counts = by_category(db, uai).await?;
        self.counts.put(uai, moment, counts.clone());
        Ok(counts)
    }
}

/// The stock now, counted: for a transaction that may still take back what it has written.
pub(super) async fn now(db: &mut Connection, uai: &Uai) -> Result<u32, StoreError> {
    Ok(total(&by_category(db, uai).await?))
}

/// All categories together.
pub(super) fn total(counts: &ByCategory) -> u32 {
    counts.iter().map(|(_, count)| count).sum()
}

async fn by_category(db: &mut Connection, uai: &Uai) -> Result<ByCategory, StoreError> {
    let rows = sqlx::query_as::<_, (String, i64)>(
        "SELECT category, COUNT(*)
         FROM mapping
         WHERE uai = $1
         GROUP BY category",
    )
    .bind(uai.as_str())
    .fetch_all(db)
    .await?;
    let row = |(category, mappings): (String, i64)| {
        Ok((Category::parse(&category, "mapping.category")?, count(mappings, "mapping")?))
    };
    rows.into_iter().map(row).collect()
}
