//! What a head of school reads first: computed when something has changed, else remembered.

use super::{Backend, Connection, progress, reports, stock_counts};
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
    progress: Option<Progress>,
    last_import: Option<Import>,
    /// Of each account that has one, by its id.
    open_imports: Vec<(String, Import)>,
}

impl ForAll {
    fn to(self, account_id: &str) -> Overview {
        let mut open = self.open_imports.into_iter();
        Overview {
            stock_by_category: self.stock_by_category,
            progress: self.progress,
            last_import: self.last_import,
            open_import: open.find(|(by, _)| by == account_id).map(|(_, import)| import),
        }
    }
}

impl Backend {
    /// An establishment as one of its accounts sees it.
    pub(super) async fn overview_of(
        &self,
        uai: &Uai,
        account_id: &str,
    ) -> Result<Overview, StoreError> {
        let moment = moment(&self.read, uai).await?;
        if let Some(known) = moment.and_then(|moment| self.overviews.get(uai, &moment)) {
            return Ok(known.to(account_id));
        }
        let mut tx = self.begin_read().await?;
        let computed = self.compute(&mut tx, uai).await?;
        if let Some(moment) = self::moment(&mut *tx, uai).await? {
            self.overviews.put(uai, moment, computed.clone());
        }
        Ok(computed.to(account_id))
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
            progress: progress.remove(uai),
            last_import: reports::last(db, uai, stock).await?,
            open_imports: reports::open(db, uai, stock).await?,
        })
    }
}

async fn moment<'c>(
    db: impl Executor<'c, Database = super::Db>,
    uai: &Uai,
) -> Result<Option<Moment>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT e.created_at, e.revision, e.settings, e.pronote_version_changed_at,
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
