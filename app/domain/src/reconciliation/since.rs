//! What is different since the last import: who stays, arrives, leaves, has another identifier, or
//! several.

use crate::category::Category;
use crate::pronote_id::PronoteId;
use crate::reconciliation::run::Run;
use crate::reconciliation::sense::{self, Several};
use crate::reconciliation::sources::Mode;
use crate::reconciliation::stored::{Stored, StoredMapping};
use std::collections::HashSet;

/// One step, beside what was stored before this import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SinceLast {
    /// The step.
    pub category: Category,
    /// Identifiers that were stored and are in the files.
    pub stays: usize,
    /// Rows whose identifier was not stored, and whose account had none.
    pub arrives: Vec<usize>,
    /// What was stored and is in no file; nothing in a partial import, whose files hold newcomers alone.
    pub leaves: Vec<StoredMapping>,
    /// Rows whose account was stored with another identifier, which is in no file any more.
    pub renumbered: Vec<Renumbered>,
    /// People with several identifiers.
    pub several: Vec<Several>,
}

/// Somebody whose identifier is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
    /// The row.
    pub row: usize,
    /// The identifier it had.
    pub from: PronoteId,
}

impl Run {
    /// What is different in a step since `before`, the mappings stored when this import began.
    pub fn since_last(&self, before: &Stored, category: Category) -> SinceLast {
        let mut since = SinceLast {
            category,
            stays: 0,
            arrives: Vec::new(),
            leaves: Vec::new(),
            renumbered: Vec::new(),
            several: sense::several(&self.setting.pronote),
        };
        since.several.retain(|several| several.category == category);
        let mut left = HashSet::new();
        for row in self.rows(category) {
            if before.get(&self.setting.pronote[row].id).is_some() {
                since.stays += 1;
                continue;
            }
            let key = self.key_of(&self.standings[row]);
            let former = key.and_then(|key| before.id_of(key));
            match former.filter(|id| !self.outline.ids.contains(*id)) {
                Some(from) => {
                    left.insert(from.clone());
                    since.renumbered.push(Renumbered { row, from: from.clone() });
                }
                None => since.arrives.push(row),
            }
        }
        if self.setting.mode == Mode::Complete {
            let leaves = before.iter().filter(|mapping| {
                mapping.category == category
                    && !self.outline.ids.contains(&mapping.id)
                    && !left.contains(&mapping.id)
            });
            since.leaves = leaves.cloned().collect();
            since.leaves.sort_by(|a, b| a.id.cmp(&b.id));
        }
        since
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ent_key::EntKey;
    use crate::reconciliation::small_school::{ids, row, run};

    const STEP: Category = Category::Student;

    fn stored(mappings: &[(&str, &str)]) -> Stored {
        let mapping = |&(key, id): &(&str, &str)| StoredMapping {
            category: STEP,
            key: EntKey::parse(key).unwrap(),
            id: PronoteId::parse(id).unwrap(),
        };
        mappings.iter().map(mapping).collect()
    }

    #[test]
    fn a_first_import_is_of_arrivals() {
        let run = run();
        let since = run.since_last(&Stored::default(), STEP);
        assert_eq!(since.arrives.len(), run.rows(STEP).count());
        assert_eq!((since.stays, since.leaves.len(), since.renumbered.len()), (0, 0, 0));
    }

    #[test]
    fn who_stays_leaves_arrives_or_has_another_identifier() {
        let run = run();
        let before = stored(&[("K001", "P001"), ("K002", "P902"), ("K099", "P099")]);
        let since = run.since_last(&before, STEP);
        assert_eq!(since.stays, 1);
        let from = PronoteId::parse("P902").unwrap();
        assert_eq!(since.renumbered, [Renumbered { row: row(&run, "P002"), from }]);
        let leaves: Vec<_> = since.leaves.iter().map(|mapping| mapping.id.as_str()).collect();
        assert_eq!(leaves, ["P099"]);
        assert_eq!(ids(&run, &since.arrives), ["P003", "P004", "P005", "P006"]);
    }
}
