//! What a head of school reads first: computed when something has changed, else remembered.

use super::{
    Backend, Connection, establishments::EstablishmentRow, progress, reports, stock_counts,
};
use crate::store::{Overview, StoreError, Visible, code::Coded as _};
use api::{Category, Import, Paging, Progress};
use domain::uai::Uai;
use sqlx::{Executor, FromRow};

/// All that an overview follows from, told by what only ever grows (an import that ended stays ended)
/// and by the settings' own text. An account's name never changes.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct Moment {
    created_at: String,
    revision: i64,
    settings: String,
    pronote_version_changed_at: Option<String>,
    imports: i64,
    ended: i64,
    undone: i64,
    steps: i64,
}

/// What is the same for whoever looks.
#[derive(Clone, Debug)]
pub(crate) struct ForAll {
    stock_by_category: Vec<(Category, u32)>,
    stock: u32,
    progress: Progress,
    last_import: Option<Import>,
    /// Of each account that has one, by its id.
    open_imports: Vec<(String, Import)>,
}

impl ForAll {
    fn to(self, account_id: &str, row: EstablishmentRow) -> Result<Overview, StoreError> {
        let mut open = self.open_imports.into_iter();
        Ok(Overview {
            establishment: row.with(self.stock)?,
            stock_by_category: self.stock_by_category,
            progress: self.progress,
            last_import: self.last_import,
            open_import: open.find(|(by, _)| by == account_id).map(|(_, import)| import),
        })
    }
}

impl Backend {
    /// An establishment as one of its accounts sees it.
    pub(super) async fn overview_of(
        &self,
        uai: &Uai,
        account_id: &str,
    ) -> Result<Option<Overview>, StoreError> {
        let Some(seen) = seen(&self.read, uai).await? else { return Ok(None) };
        if let Some(known) = self.overviews.get(uai, &seen.moment) {
            return known.to(account_id, seen.establishment).map(Some);
        }
        let mut tx = self.begin_read().await?;
        let Some(seen) = self::seen(&mut *tx, uai).await? else { return Ok(None) };
        let computed = self.compute(&mut tx, uai).await?;
        self.overviews.put(uai, seen.moment, computed.clone());
        computed.to(account_id, seen.establishment).map(Some)
    }

    async fn compute(&self, db: &mut Connection, uai: &Uai) -> Result<ForAll, StoreError> {
        let counts = self.counted(db, uai).await?;
        let stock = stock_counts::total(&counts);
        let of_category = |&category| {
            let counted = counts.iter().find(|(counted, _)| *counted == category);
            (category, counted.map_or(0, |(_, count)| *count))
        };
        let mut progress = progress::of(db, Visible::Only(uai), Paging::default()).await?;
        Ok(ForAll {
            stock_by_category: Category::ALL.iter().map(of_category).collect(),
            stock,
            progress: progress.remove(uai).unwrap_or_default(),
            last_import: reports::last(db, uai, stock).await?,
            open_imports: reports::open(db, uai, stock).await?,
        })
    }
}

#[derive(FromRow)]
struct Seen {
    #[sqlx(flatten)]
    establishment: EstablishmentRow,
    #[sqlx(flatten)]
    moment: Moment,
}

async fn seen<'c>(
    db: impl Executor<'c, Database = super::Db>,
    uai: &Uai,
) -> Result<Option<Seen>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT e.uai, e.name, e.cas_key, e.login_salt, e.demonstration,
                e.created_at, e.revision, e.settings, e.pronote_version_changed_at,
                (SELECT COUNT(*) FROM import AS i WHERE i.uai = e.uai) AS imports,
                (SELECT COUNT(i.closed_at) FROM import AS i WHERE i.uai = e.uai) AS ended,
                (SELECT COUNT(*)
                 FROM import AS i
                 JOIN import_undo AS u ON u.import_id = i.id
                 WHERE i.uai = e.uai) AS undone,
                (SELECT COUNT(*)
                 FROM import AS i
                 JOIN import_step AS s ON s.import_id = i.id
                 -- One that has ended gets no step any more.
                 WHERE i.uai = e.uai AND i.closed_at IS NULL) AS steps
         FROM establishment AS e
         WHERE e.uai = $1",
    )
    .bind(uai.as_str())
    .fetch_optional(db)
    .await?)
}
