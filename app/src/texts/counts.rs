//! Counts in words: only what is not zero, in the right number.

use crate::i18n::t_string;
use crate::texts::{I18n, list};
use ::api::{Step, StepOutcome, StepReport};
use domain::category::Category;
use domain::reconciliation::StepCounts;

/// "44 Enseignants reconnus", "1 Élève reconnu".
pub fn recognised(i18n: I18n, category: Category, count: usize) -> String {
    let of = counted(i18n, category, count);
    t_string!(i18n, step.recognised, count = count, category = of).to_string()
}

/// "18 Enseignants non reconnus".
pub fn unrecognised(i18n: I18n, category: Category, count: usize) -> String {
    let of = counted(i18n, category, count);
    t_string!(i18n, step.unrecognised, count = count, category = of).to_string()
}

/// What a bulk act did.
pub fn accepted(i18n: I18n, count: u32) -> String {
    t_string!(i18n, step.done_bulk, count = count).to_string()
}

/// Decisions that a new linkage could not keep.
pub fn contested(i18n: I18n, count: u32) -> String {
    t_string!(i18n, step.contested, count = count).to_string()
}

/// "523 automatiques, 1 confirmé": how the pairs of a step were decided.
pub fn decided(i18n: I18n, automatic: u32, confirmed: u32, manual: u32, kept: u32) -> String {
    parts([
        (automatic, t_string!(i18n, words.counts.automatic, count = automatic).to_string()),
        (confirmed, t_string!(i18n, words.counts.confirmed, count = confirmed).to_string()),
        (manual, t_string!(i18n, words.counts.manual, count = manual).to_string()),
        (kept, t_string!(i18n, words.counts.kept, count = kept).to_string()),
    ])
}

/// The same, of a validated step.
pub fn decided_in(i18n: I18n, step: &Step) -> String {
    decided(i18n, step.automatic, step.confirmed, step.manual, step.kept)
}

/// The same, of a step that is not validated yet.
pub fn decided_so_far(i18n: I18n, counts: StepCounts) -> String {
    let StepCounts { automatic, confirmed, manual, kept, .. } = counts;
    let [automatic, confirmed, manual, kept] = [automatic, confirmed, manual, kept].map(count);
    decided(i18n, automatic, confirmed, manual, kept)
}

/// "1 refusé, 32 à décider": what has no pair.
pub fn remaining(i18n: I18n, report: StepReport) -> String {
    let StepReport { refused, to_review, undecided } = report;
    parts([
        (refused, t_string!(i18n, words.counts.refused, count = refused).to_string()),
        (to_review, t_string!(i18n, words.counts.to_review, count = to_review).to_string()),
        (undecided, t_string!(i18n, words.counts.undecided, count = undecided).to_string()),
    ])
}

/// The same, of a step that is not validated yet.
pub fn left(i18n: I18n, counts: StepCounts) -> String {
    let StepCounts { refused, to_review, undecided, .. } = counts;
    let [refused, to_review, undecided] = [refused, to_review, undecided].map(count);
    remaining(i18n, StepReport { refused, to_review, undecided })
}

/// "44 ajoutés, 2 retirés", or "aucun changement".
pub fn changes(i18n: I18n, outcome: &StepOutcome) -> String {
    let StepOutcome { added, changed, unchanged, removed, .. } = *outcome;
    let changes = parts([
        (added, t_string!(i18n, words.counts.added, count = added).to_string()),
        (changed, t_string!(i18n, words.counts.changed, count = changed).to_string()),
        (unchanged, t_string!(i18n, words.counts.unchanged, count = unchanged).to_string()),
        (removed, t_string!(i18n, words.counts.removed, count = removed).to_string()),
    ]);
    if changes.is_empty() { t_string!(i18n, words.counts.nothing).to_string() } else { changes }
}

fn parts<const N: usize>(counted: [(u32, String); N]) -> String {
    list(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part))
}

/// "Élèves", or "Élève" for one of them or none, as French counts.
fn counted(i18n: I18n, category: Category, count: usize) -> String {
    if count > 1 { super::category(i18n, category) } else { super::category_one(i18n, category) }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
