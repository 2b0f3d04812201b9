//! The rows of a step as a person looks at them: filtered, counted by facet, most useful first.

use crate::category::Category;
use crate::fold::fold;
use crate::linkage::Reason;
use crate::reconciliation::cause::Cause;
use crate::reconciliation::certainty::Outlook;
use crate::reconciliation::decision::{Decision, Partner};
use crate::reconciliation::homonyms::Nature;
use crate::reconciliation::run::Run;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Which rows by what stands for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Show {
    /// "Non reconnus": refused, put aside, undecided.
    Unrecognised,
    /// "Reconnus".
    Recognised,
    /// Everybody.
    All,
    /// Those with one decision.
    Only(Decision),
}

/// What is remarkable about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Flag {
    /// Somebody has the same names.
    Homonym,
    /// The same person seems to stand twice.
    Duplicate,
    /// Not stored yet, though others of the category are.
    New,
    /// Stored with another account than the one that stands now.
    Moved,
    /// Stored with an account that is not in the loaded directory.
    Gone,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// What one decision settles most of comes first.
    #[default]
    Useful,
    /// By last name and first name.
    Name,
    /// By class, then by name.
    Class,
}

/// What a list is filtered by. All that is said must hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filter {
    /// The step.
    pub category: Category,
    /// By what stands.
    pub show: Show,
    /// Words that must occur in the name, class or identifier.
    pub text: String,
    /// How sure the best candidate is.
    pub outlook: Option<Outlook>,
    /// A reason of the best candidate, by its name for machines ([`Reason::code`]): it stands in
    /// addresses, and a name that no reason has any more leaves nobody.
    pub reason: Option<String>,
    /// The class, as written.
    pub class: Option<String>,
    /// What is remarkable.
    pub flag: Option<Flag>,
    /// Why it is not recognised; those that are have no cause.
    pub cause: Option<Cause>,
    /// Of the same kind as this row.
    pub like: Option<usize>,
    /// The order.
    pub sort: Sort,
}

/// How many rows each value of a facet would leave, the other filters as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// Decisions that occur.
    pub decisions: Vec<(Decision, u32)>,
    /// Certainties that occur.
    pub outlooks: Vec<(Outlook, u32)>,
    /// Reasons that occur, most frequent first.
    pub reasons: Vec<(Reason, u32)>,
    /// Classes that occur, in order.
    pub classes: Vec<(String, u32)>,
    /// Flags that occur.
    pub flags: Vec<(Flag, u32)>,
    /// Causes that occur.
    pub causes: Vec<(Cause, u32)>,
}

/// Where a row is looked for from another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Way {
    /// The one after it; the first after the last.
    Next,
    /// The one before it; the last before the first.
    Previous,
    /// The first of the list.
    First,
    /// The last of the list.
    Last,
}

impl Filter {
    /// Everybody of a category that stands so, most useful first.
    pub fn new(category: Category, show: Show) -> Self {
        Self {
            category,
            show,
            text: String::new(),
            outlook: None,
            reason: None,
            class: None,
            flag: None,
            cause: None,
            like: None,
            sort: Sort::default(),
        }
    }
}

impl Show {
    fn has(self, decision: Decision) -> bool {
        match self {
            Self::Unrecognised => !decision.is_recognised(),
            Self::Recognised => decision.is_recognised(),
            Self::All => true,
            Self::Only(only) => only == decision,
        }
    }
}

/// The filters that have a facet, in the order of the bits that say which of them a row fails.
#[derive(Clone, Copy)]
enum Dimension {
    Show = 1,
    Outlook = 2,
    Reason = 4,
    Class = 8,
    Flag = 16,
    Cause = 32,
}

impl Run {
    /// The rows that a filter leaves, in its order.
    pub fn list(&self, filter: &Filter) -> Vec<usize> {
        let mut rows: Vec<usize> =
            self.scope(filter).into_iter().filter(|&row| self.failed(filter, row) == 0).collect();
        match filter.sort {
            Sort::Useful => rows.sort_by_cached_key(|&row| self.usefulness(row)),
            Sort::Name => rows.sort_by_key(|&row| self.by_name(row)),
            Sort::Class => rows.sort_by_key(|&row| self.by_class(row)),
        }
        rows
    }

    /// The row of a list that stands beside another one; `None` in a list without any other row.
    /// A row that the filter leaves out is looked for from where it would stand.
    pub fn beside(&self, filter: &Filter, row: usize, way: Way) -> Option<usize> {
        let rows = self.list(filter);
        let found = match (way, rows.iter().position(|&one| one == row)) {
            (Way::First, _) => rows.first(),
            (Way::Last, _) => rows.last(),
            (Way::Next, Some(place)) => rows[place + 1..].first().or(rows.first()),
            (Way::Previous, Some(place)) => rows[..place].last().or(rows.last()),
            (Way::Next, None) => {
                let after = rows.iter().find(|&&one| self.precedes(filter.sort, row, one));
                after.or(rows.first())
            }
            (Way::Previous, None) => {
                let before = rows.iter().rfind(|&&one| self.precedes(filter.sort, one, row));
                before.or(rows.last())
            }
        };
        found.copied().filter(|&found| found != row || matches!(way, Way::First | Way::Last))
    }

    /// The next row of a list about which nobody has decided, after this one and from the beginning
    /// again; `None` when the whole list is gone through. What was refused or put aside comes back only
    /// when somebody asks for it.
    pub fn next_to_decide(&self, filter: &Filter, row: usize) -> Option<usize> {
        let mut rows = self.list(filter);
        let after = rows.iter().position(|&one| one == row).map_or_else(
            || rows.iter().position(|&one| self.precedes(filter.sort, row, one)).unwrap_or(0),
            |place| place + 1,
        );
        let turn = after.min(rows.len());
        rows.rotate_left(turn);
        rows.into_iter()
            .find(|&one| one != row && self.standings[one].decision == Decision::Undecided)
    }

    /// How many rows each value of each facet would leave.
    pub fn facets(&self, filter: &Filter) -> Facets {
        let mut decisions = BTreeMap::new();
        let mut outlooks = BTreeMap::new();
        let mut reasons = BTreeMap::new();
        let mut classes = BTreeMap::new();
        let mut flags = BTreeMap::new();
        let mut causes = BTreeMap::new();
        for row in self.scope(filter) {
            let failed = self.failed(filter, row);
            let passes = |dimension: Dimension| failed & !(dimension as u8) == 0;
            if passes(Dimension::Show) {
                *decisions.entry(self.standings[row].decision).or_default() += 1;
            }
            if passes(Dimension::Outlook) {
                *outlooks.entry(Outlook::of(self.link(row))).or_default() += 1;
            }
            if passes(Dimension::Reason) {
                for &reason in self.kind_reasons(row) {
                    *reasons.entry(reason).or_default() += 1;
                }
            }
            if passes(Dimension::Class)
                && let Some(class) = &self.setting.pronote[row].class
            {
                *classes.entry(class.clone()).or_default() += 1;
            }
            if passes(Dimension::Flag) {
                for flag in self.flags(row) {
                    *flags.entry(flag).or_default() += 1;
                }
            }
            if passes(Dimension::Cause)
                && let Some(cause) = self.cause_of_absence(row)
            {
                *causes.entry(cause).or_default() += 1;
            }
        }
        let mut reasons: Vec<(Reason, u32)> = reasons.into_iter().collect();
        reasons.sort_by_key(|&(reason, count)| (Reverse(count), reason));
        Facets {
            decisions: decisions.into_iter().collect(),
            outlooks: outlooks.into_iter().collect(),
            reasons,
            classes: classes.into_iter().map(|(class, count)| (class.into(), count)).collect(),
            flags: flags.into_iter().collect(),
            causes: causes.into_iter().collect(),
        }
    }

    /// What is remarkable about a row.
    pub fn flags(&self, row: usize) -> Vec<Flag> {
        let mut flags = Vec::new();
        if let Some(number) = self.outline.namesakes_of[row] {
            flags.push(Flag::Homonym);
            if self.nature(number) == Nature::Duplicates {
                flags.push(Flag::Duplicate);
            }
        }
        let account = &self.setting.pronote[row];
        let standing = &self.standings[row];
        match self.setting.stored.key_of(&account.id) {
            None if self.has_stored[account.category.index()] => flags.push(Flag::New),
            Some(key) if self.key_of(standing).is_some_and(|now| now != key) => {
                flags.push(Flag::Moved);
            }
            Some(_) if matches!(standing.partner, Some(Partner::Absent(_))) => {
                flags.push(Flag::Gone);
            }
            _ => {}
        }
        flags
    }

    /// Whether a row stands before another one in an order.
    fn precedes(&self, sort: Sort, row: usize, other: usize) -> bool {
        match sort {
            Sort::Useful => self.usefulness(row) < self.usefulness(other),
            Sort::Name => self.by_name(row) < self.by_name(other),
            Sort::Class => self.by_class(row) < self.by_class(other),
        }
    }

    fn by_name(&self, row: usize) -> (&str, usize) {
        (&self.outline.sort_keys[row], row)
    }

    fn by_class(&self, row: usize) -> (Option<&str>, &str, usize) {
        (self.setting.pronote[row].class.as_deref(), &self.outline.sort_keys[row], row)
    }

    fn cause_of_absence(&self, row: usize) -> Option<Cause> {
        (!self.standings[row].decision.is_recognised()).then(|| self.cause(row))
    }

    /// Rows of the category that the text and the kind leave: what no facet changes.
    fn scope(&self, filter: &Filter) -> Vec<usize> {
        let wanted: Vec<String> =
            fold(&filter.text).split_whitespace().map(str::to_owned).collect();
        let kind = filter.like.and_then(|row| self.outline.kind_of.get(row).copied().flatten());
        self.rows(filter.category)
            .filter(|&row| filter.like.is_none() || self.outline.kind_of[row] == kind)
            .filter(|&row| wanted.iter().all(|word| self.outline.words[row].contains(word)))
            .collect()
    }

    /// The dimensions of the filter that a row fails.
    fn failed(&self, filter: &Filter, row: usize) -> u8 {
        let is_of_class =
            |class: &String| self.setting.pronote[row].class.as_deref() == Some(class);
        let fails = [
            (Dimension::Show, !filter.show.has(self.standings[row].decision)),
            (
                Dimension::Outlook,
                filter.outlook.is_some_and(|outlook| outlook != Outlook::of(self.link(row))),
            ),
            (
                Dimension::Reason,
                filter.reason.as_ref().is_some_and(|code| {
                    !self.kind_reasons(row).iter().any(|reason| reason.code() == code)
                }),
            ),
            (Dimension::Class, !filter.class.as_ref().is_none_or(is_of_class)),
            (Dimension::Flag, filter.flag.is_some_and(|flag| !self.flags(row).contains(&flag))),
            (
                Dimension::Cause,
                filter.cause.is_some_and(|cause| Some(cause) != self.cause_of_absence(row)),
            ),
        ];
        fails.iter().filter(|(_, fails)| *fails).map(|(dimension, _)| *dimension as u8).sum()
    }

    /// What comes first: those that wait, then those put aside, then the refused. Among those that
    /// wait, the surest first; then the largest kind, so that alike rows follow each other; then who
    /// had relatives that waited when the run began, because each of them becomes easier. But for its
    /// own decision, nothing that is decided moves a row: a person keeps the place in the list.
    fn usefulness(&self, row: usize) -> impl Ord + use<> {
        let state = match self.standings[row].decision {
            Decision::Undecided => 0,
            Decision::ToReview => 1,
            Decision::Refused => 2,
            _ => 3,
        };
        let outlook = Outlook::of(self.link(row));
        let kind = self.outline.kind_of[row];
        let size = kind.map_or(0, |kind| self.outline.kinds[kind].size);
        let waits = |&&relative: &&usize| !self.at_first[relative].decision.is_recognised();
        let relatives = self.outline.guardians[row].iter().chain(&self.outline.children[row]);
        let relatives = relatives.filter(waits).count();
        let name = self.outline.sort_keys[row].clone();
        (state, outlook, Reverse(size), kind, Reverse(relatives), name, row)
    }

    fn kind_reasons(&self, row: usize) -> &[Reason] {
        let kind = self.outline.kind_of[row].map(|kind| &self.outline.kinds[kind]);
        kind.map_or(&[], |kind| &kind.reasons)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::compare::DateLevel;
    use crate::reconciliation::Act;
    use crate::reconciliation::small_school::{ids, place, row, run, run_with};
    use proptest::prelude::*;

    const STEP: Category = Category::Student;

    #[track_caller]
    fn check(change: impl Fn(&mut Filter), expected: &[&str]) {
        let mut filter = Filter { sort: Sort::Name, ..Filter::new(STEP, Show::All) };
        change(&mut filter);
        let run = run();
        assert_eq!(ids(&run, &run.list(&filter)), expected);
    }

    #[test]
    fn filters_hold_together() {
        check(|f| f.text = "doublon 6b".to_owned(), &["P004"]);
        check(|f| f.class = Some("5A".to_owned()), &["P005", "P003", "P006"]);
        check(|f| f.outlook = Some(Outlook::Nobody), &["P006"]);
        check(|f| f.flag = Some(Flag::Homonym), &["P003", "P004"]);
        check(|f| f.show = Show::Unrecognised, &["P005", "P006"]);
        let swapped = Reason::BirthDate(DateLevel::DayMonthSwapped).code();
        check(|f| f.reason = Some(swapped.to_owned()), &["P002"]);
        check(|f| f.cause = Some(Cause::Spelling), &["P005"]);
        check(|f| (f.class, f.flag) = (Some("5A".to_owned()), Some(Flag::Homonym)), &["P003"]);
    }

    #[test]
    fn what_can_be_settled_comes_first() {
        let run = run();
        let rows = run.list(&Filter::new(STEP, Show::Unrecognised));
        assert_eq!(ids(&run, &rows), ["P005", "P006"]);
    }

    #[track_caller]
    fn beside(way: Way, from: &str, expected: Option<&str>) {
        let run = run();
        let filter = Filter { sort: Sort::Name, ..Filter::new(STEP, Show::Unrecognised) };
        let found = run.beside(&filter, row(&run, from), way);
        assert_eq!(found.map(|row| ids(&run, &[row]).remove(0)).as_deref(), expected);
    }

    #[test]
    fn the_row_beside_another_one() {
        beside(Way::Next, "P005", Some("P006"));
        beside(Way::Next, "P006", Some("P005"));
        beside(Way::Previous, "P006", Some("P005"));
        beside(Way::First, "P006", Some("P005"));
        beside(Way::Last, "P005", Some("P006"));
    }

    #[test]
    fn what_was_refused_does_not_come_back_by_itself() {
        let mut run = run();
        let filter = Filter { sort: Sort::Name, ..Filter::new(STEP, Show::Unrecognised) };
        let (first, second) = (row(&run, "P005"), row(&run, "P006"));
        assert_eq!(run.next_to_decide(&filter, first), Some(second));
        assert_eq!(run.next_to_decide(&filter, second), Some(first));
        run.act(first, Act::Refuse, false).expect("nothing stands against a refusal");
        assert_eq!(run.next_to_decide(&filter, second), None);
    }

    #[test]
    fn a_row_that_left_the_list_is_looked_for_where_it_would_stand() {
        beside(Way::Next, "P003", Some("P006"));
        beside(Way::Previous, "P003", Some("P005"));
    }

    #[test]
    fn what_is_decided_of_a_relative_moves_nobody() {
        let mut run = run();
        let filter = Filter::new(Category::Guardian, Show::All);
        let before = run.list(&filter);
        for id in ["P001", "P002", "P006"] {
            run.act(row(&run, id), Act::Refuse, false).unwrap();
        }
        assert_eq!(run.list(&filter), before);
    }

    #[test]
    fn by_class() {
        check(|f| f.sort = Sort::Class, &["P002", "P005", "P003", "P006", "P001", "P004"]);
    }

    #[test]
    fn what_changed_since_the_last_import_is_flagged() {
        let mut run = run_with(&[(STEP, "K002", "P001"), (STEP, "XXX", "P003")]);
        let (p1, k1) = (row(&run, "P001"), place(&run, "K001"));
        run.act(p1, Act::Accept { account: k1 }, true).unwrap();
        assert_eq!(run.flags(p1), [Flag::Moved]);
        assert_eq!(run.flags(row(&run, "P003")), [Flag::Homonym, Flag::Gone]);
        assert_eq!(run.flags(row(&run, "P006")), [Flag::New]);
    }

    fn filters() -> impl Strategy<Value = Filter> {
        let class = prop::option::of(prop_oneof![Just("5A"), Just("6B"), Just("9Z")]);
        let outlook = prop::option::of(prop::sample::select(Outlook::ALL.to_vec()));
        let flag = prop::option::of(prop_oneof![Just(Flag::Homonym), Just(Flag::Duplicate)]);
        let show = prop_oneof![Just(Show::All), Just(Show::Recognised), Just(Show::Unrecognised)];
        (class, outlook, flag, show).prop_map(|(class, outlook, flag, show)| Filter {
            class: class.map(str::to_owned),
            outlook,
            flag,
            ..Filter::new(STEP, show)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn a_facet_counts_what_it_leaves(filter in filters()) {
            let run = run();
            let facets = run.facets(&filter);
            for (outlook, count) in facets.outlooks {
                let narrowed = Filter { outlook: Some(outlook), ..filter.clone() };
                prop_assert_eq!(run.list(&narrowed).len(), count as usize);
            }
            for (class, count) in facets.classes {
                let narrowed = Filter { class: Some(class), ..filter.clone() };
                prop_assert_eq!(run.list(&narrowed).len(), count as usize);
            }
            for (flag, count) in facets.flags {
                let narrowed = Filter { flag: Some(flag), ..filter.clone() };
                prop_assert_eq!(run.list(&narrowed).len(), count as usize);
            }
        }
    }
}
