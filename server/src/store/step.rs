//! A step: what is asked, what it finds, why it is refused, what is answered. The checks are here,
//! without any store; what enters and leaves the stock is decided in [`super::stock`].

use super::stock::{self, Difference, KeptNotStored, Mapping, Pair};
use api::{Category, Mode, Source, StepOutcome, StepReport};
use domain::uai::Uai;
use jiff::Timestamp;

/// A step to be validated. Its pairs share neither a key nor an identifier.
#[derive(Clone, Debug)]
pub struct StepRequest {
    /// Where.
    pub uai: Uai,
    /// In which import.
    pub import_id: String,
    /// Which step.
    pub category: Category,
    /// The revision of the stock that it was computed against.
    pub revision: u64,
    /// All pairs of the category.
    pub pairs: Vec<Pair>,
    /// Whether pairs may take keys and identifiers from their holders.
    pub replace: bool,
    /// What has no pair.
    pub report: StepReport,
    /// Account that validates.
    pub validated_by: String,
    /// When.
    pub validated_at: Timestamp,
}

/// A step of an import that was not begun yet, to be looked at.
#[derive(Clone, Debug)]
pub struct StepPreview {
    /// What the import would be.
    pub mode: Mode,
    /// What it would be computed from.
    pub sources: Vec<Source>,
    /// The step; its import is none.
    pub step: StepRequest,
}

/// Why a step is not validated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepRefusal {
    /// No such import in this establishment.
    NoSuchImport,
    /// The idempotency key was used for another request.
    KeyReused,
    /// The import has ended.
    ImportClosed,
    /// The stock has another revision by now: this one.
    Stale(u64),
    /// A complete import without any record of the category in PRONOTE's files.
    NoSource,
    /// A pair is said to be kept that is not stored.
    KeptNotStored,
    /// Stored pairs would lose their key or identifier, and `replace` was not asked for.
    Displaced(Vec<api::Pair>),
}

/// What a step finds when it comes.
#[derive(Clone, Debug)]
pub struct Situation {
    /// The import's mode.
    pub mode: Mode,
    /// The import's files.
    pub sources: Vec<Source>,
    /// Whether the import has ended.
    pub closed: bool,
    /// The stock's revision.
    pub revision: u64,
    /// The stock.
    pub stored: Vec<Mapping>,
}

/// What a step does in a situation, if nothing speaks against it.
///
/// # Errors
/// The first of the refusals, in their order, that applies.
pub fn review(step: &StepRequest, situation: &Situation) -> Result<Difference, StepRefusal> {
    if situation.closed {
        return Err(StepRefusal::ImportClosed);
    }
    if step.revision != situation.revision {
        return Err(StepRefusal::Stale(situation.revision));
    }
    let complete = situation.mode == Mode::Complete;
    if complete && !stock::has_record(&situation.sources, step.category) {
        return Err(StepRefusal::NoSource);
    }
    let difference =
        stock::difference(&situation.stored, &step.pairs, step.category, situation.mode)
            .map_err(|KeptNotStored| StepRefusal::KeptNotStored)?;
    if !difference.displaced.is_empty() && !step.replace {
        return Err(StepRefusal::Displaced(on_wire(&difference.displaced)));
    }
    Ok(difference)
}

/// What is answered about a difference.
pub fn outcome(difference: &Difference, situation: &Situation) -> StepOutcome {
    let stock =
        situation.stored.len() + difference.entering().count() - difference.leaving().count();
    StepOutcome {
        added: count(difference.added.len()),
        changed: count(difference.changed()),
        unchanged: count(difference.unchanged.len()),
        removed: count(difference.removed.len()),
        revision: situation.revision + u64::from(difference.changes_something()),
        stock: count(stock),
        leaving: on_wire(difference.leaving()),
    }
}

/// Ordered by PRONOTE identifier, as every list of pairs that is answered.
fn on_wire<'a>(mappings: impl IntoIterator<Item = &'a Mapping>) -> Vec<api::Pair> {
    let mut pairs: Vec<_> = mappings.into_iter().map(|m| api::Pair::from(&m.pair)).collect();
    pairs.sort_by(|a, b| a.pronote_id.cmp(&b.pronote_id));
    pairs
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::{Decision, SourceKind};
    use domain::{ent_key::EntKey, pronote_id::PronoteId};

    #[test]
    fn a_step_that_fits_is_answered_with_its_counts() {
        let situation = situation();
        let difference = review(&step(&[("a", "1"), ("c", "3")]), &situation).unwrap();
        let answered = outcome(&difference, &situation);
        let expected = StepOutcome {
            added: 1,
            changed: 0,
            unchanged: 1,
            removed: 1,
            revision: 8,
            stock: 2,
            leaving: vec![on_wire_pair("b", "2")],
        };
        assert_eq!(answered, expected);
    }

    #[test]
    fn the_revision_stays_when_nothing_changes() {
        let situation = situation();
        let difference = review(&step(&[("a", "1"), ("b", "2")]), &situation).unwrap();
        assert_eq!(outcome(&difference, &situation).revision, 7);
    }

    #[test]
    fn refusals_come_in_their_order() {
        let mut situation =
            Situation { closed: true, revision: 8, sources: Vec::new(), ..situation() };
        let mut step = step(&[("a", "2"), ("z", "9")]);
        step.pairs[1].decision = Decision::Kept;
        let refused = |situation: &Situation, step: &StepRequest| {
            review(step, situation).expect_err("something speaks against it")
        };

        assert_eq!(refused(&situation, &step), StepRefusal::ImportClosed);
        situation.closed = false;
        assert_eq!(refused(&situation, &step), StepRefusal::Stale(8));
        situation.revision = 7;
        assert_eq!(refused(&situation, &step), StepRefusal::NoSource);
        situation.sources = self::situation().sources;
        assert_eq!(refused(&situation, &step), StepRefusal::KeptNotStored);
        step.pairs[1].decision = Decision::Manual;
        let displaced = vec![on_wire_pair("a", "1"), on_wire_pair("b", "2")];
        assert_eq!(refused(&situation, &step), StepRefusal::Displaced(displaced));
        step.replace = true;
        assert!(review(&step, &situation).is_ok());
    }

    #[test]
    fn a_partial_step_needs_no_record_in_the_files() {
        let situation = Situation { mode: Mode::Partial, sources: Vec::new(), ..situation() };
        assert!(review(&step(&[("c", "3")]), &situation).is_ok());
    }

    /// A complete import of teachers at revision 7, where a has 1 and b has 2.
    fn situation() -> Situation {
        let stored = [("a", "1"), ("b", "2")];
        Situation {
            mode: Mode::Complete,
            sources: vec![Source {
                kind: SourceKind::Identifiers,
                sha256: "0".repeat(64),
                records: vec![(Category::Teacher, 2)],
            }],
            closed: false,
            revision: 7,
            stored: stored
                .map(|(key, id)| Mapping { category: Category::Teacher, pair: pair(key, id) })
                .into(),
        }
    }

    fn step(pairs: &[(&str, &str)]) -> StepRequest {
        StepRequest {
            uai: Uai::parse("0990001N").unwrap(),
            import_id: "import".to_owned(),
            category: Category::Teacher,
            revision: 7,
            pairs: pairs.iter().map(|&(key, id)| pair(key, id)).collect(),
            replace: false,
            report: StepReport::default(),
            validated_by: "account".to_owned(),
            validated_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn pair(key: &str, id: &str) -> Pair {
        Pair {
            ent_key: EntKey::parse(key).unwrap(),
            pronote_id: PronoteId::parse(id).unwrap(),
            decision: Decision::Automatic,
        }
    }

    fn on_wire_pair(key: &str, id: &str) -> api::Pair {
        api::Pair::from(&pair(key, id))
    }
}
