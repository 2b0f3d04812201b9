//! Automatic, suggested or none: by stated conditions, all of which must hold.

use crate::category::Category;
use crate::linkage::compare::{Agreement, Comparison, DateLevel, NameLevel};
use serde::{Deserialize, Serialize};

/// What the engine found for a PRONOTE account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// One account, unique both ways, beyond doubt.
    Automatic,
    /// Accounts that a person must choose from, or refuse.
    Suggested,
    /// Nobody.
    None,
}

/// Why a pair is not automatic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Doubt {
    /// A whole name differs or is missing.
    Name,
    /// The birth dates contradict each other.
    BirthDate,
    /// The category is another one, or unknown.
    Category,
    /// The children in their charge are other ones.
    Children,
    /// Another account fits about as well.
    RunnerUp,
    /// Another PRONOTE account wants this account about as much.
    Wanted,
    /// Someone has the same names, and nothing tells the two apart.
    Homonym,
    /// Names alone are not enough in a directory of this size.
    NotCertain,
    /// The account holds another identifier already.
    Held,
    /// The same PRONOTE identifier stands on several people.
    SharedId,
}

/// What the conditions are applied to, for the best candidate of an account.
#[derive(Clone, Debug)]
pub struct Case {
    /// The category of the PRONOTE account.
    pub category: Category,
    /// The comparison with the best candidate.
    pub comparison: Comparison,
    /// Probability that it is the right account, against all others and against its absence.
    pub posterior: f64,
    /// Bits above the next candidate of the right category; infinite when there is none.
    pub above_runner_up: f64,
    /// Bits above the next PRONOTE account that wants the same account.
    pub above_rival: f64,
    /// The deciding birth date is a 1 January: a placeholder.
    pub placeholder_date: bool,
    /// Doubts that lie outside of the comparison: [`Doubt::SharedId`], [`Doubt::Held`],
    /// [`Doubt::Homonym`].
    pub circumstances: Vec<Doubt>,
}

/// Least probability of an automatic pair whose birth date, class or child agrees too: 0 false of
/// 54,173 on the public FEBRL4 data with strangers, over 20 draws (DESIGN.md).
pub const CERTAIN: f64 = 0.99;

/// Least probability when names alone decide: 0 false of 6,037 on the same data.
pub const CERTAIN_BY_NAMES: f64 = 0.999;

/// Bits by which an automatic pair must beat the next one on both sides: a likelihood ratio of 100.
pub const MARGIN: f64 = 6.64;

/// Least probability of a suggestion worth showing first.
pub const WORTH_A_LOOK: f64 = 0.01;

/// All doubts about a case: none means automatic.
pub fn doubts(case: &Case) -> Vec<Doubt> {
    let Comparison { last_name, first_name, birth_date, category, children, .. } = case.comparison;
    let certain = if is_corroborated(case) {
        case.posterior >= CERTAIN
    } else {
        let same_names = last_name <= NameLevel::Reordered && first_name <= NameLevel::Reordered;
        case.posterior >= CERTAIN_BY_NAMES && same_names && names_may_decide(case.category)
    };
    let conditions = [
        (Doubt::Category, category != Agreement::Same),
        (Doubt::Name, last_name >= NameLevel::Initials || first_name >= NameLevel::Initials),
        (Doubt::BirthDate, birth_date == DateLevel::Different),
        (Doubt::Children, children == Agreement::Different),
        (Doubt::RunnerUp, case.above_runner_up < MARGIN),
        (Doubt::Wanted, case.above_rival < MARGIN),
        (Doubt::NotCertain, !certain),
    ];
    let of_the_comparison =
        conditions.into_iter().filter(|(_, holds)| *holds).map(|(doubt, _)| doubt);
    case.circumstances.iter().copied().chain(of_the_comparison).collect()
}

/// How likely a person of this category has a portal account at all. Schools give one to all their
/// pupils and staff, to most guardians, and to few supervisors and inspectors.
pub const fn prior(category: Category) -> f64 {
    match category {
        Category::Teacher | Category::Student | Category::Staff => 0.9,
        Category::Guardian => 0.85,
        Category::InternshipSupervisor | Category::Inspector => 0.3,
    }
}

/// Probability of each candidate, given all their weights in bits (highest first), the number of
/// accounts that the person could have, and the possibility that they have none.
pub fn posteriors(weights: &[f64], accounts: f64, prior: f64) -> Vec<f64> {
    let likelihoods: Vec<f64> =
        weights.iter().map(|bits| bits.exp2() * prior / accounts.max(1.0)).collect();
    let all = 1.0 - prior + likelihoods.iter().sum::<f64>();
    likelihoods.into_iter().map(|likelihood| likelihood / all).collect()
}

/// Whether the same names can be enough. Not for pupils and guardians: a school has hundreds of them,
/// some without an account, and namesakes among those who left. On 20 invented schools with such
/// namesakes put on stage, names alone linked 2 guardians of 15,000 and 19 pupils of 11,000 wrongly,
/// and nobody of the other categories.
const fn names_may_decide(category: Category) -> bool {
    !matches!(category, Category::Student | Category::Guardian)
}

/// Whether something besides the names says that it is the same person. A date with an error in it
/// needs the class beside it: a namesake a year older differs by one digit too.
fn is_corroborated(case: &Case) -> bool {
    let Comparison { birth_date, class, children, .. } = case.comparison;
    let date = match birth_date {
        DateLevel::Same => !case.placeholder_date,
        DateLevel::DayMonthSwapped | DateLevel::OneDigit => class == Agreement::Same,
        DateLevel::Different | DateLevel::Missing => false,
    };
    date || children == Agreement::Same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure() -> Case {
        Case {
            category: Category::Teacher,
            comparison: Comparison {
                last_name: NameLevel::Same,
                first_name: NameLevel::Same,
                swapped: false,
                birth_date: DateLevel::Same,
                class: Agreement::Missing,
                category: Agreement::Same,
                children: Agreement::Missing,
            },
            posterior: 0.9995,
            above_runner_up: f64::INFINITY,
            above_rival: f64::INFINITY,
            placeholder_date: false,
            circumstances: Vec::new(),
        }
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Case), expected: &[Doubt]) {
        let mut case = sure();
        change(&mut case);
        assert_eq!(doubts(&case), expected);
    }

    #[test]
    fn nothing_speaks_against() {
        check(|_| {}, &[]);
        check(|case| case.comparison.first_name = NameLevel::Typo, &[]);
        check(|case| case.comparison.birth_date = DateLevel::OneDigit, &[]);
    }

    #[test]
    fn a_contradiction_is_never_automatic() {
        check(|case| case.comparison.first_name = NameLevel::Different, &[Doubt::Name]);
        check(|case| case.comparison.last_name = NameLevel::Missing, &[Doubt::Name]);
        check(|case| case.comparison.birth_date = DateLevel::Different, &[Doubt::BirthDate]);
        check(|case| case.comparison.category = Agreement::Different, &[Doubt::Category]);
        check(|case| case.comparison.category = Agreement::Missing, &[Doubt::Category]);
        check(|case| case.comparison.children = Agreement::Different, &[Doubt::Children]);
    }

    #[test]
    fn a_tie_is_never_broken() {
        check(|case| case.above_runner_up = MARGIN - 0.1, &[Doubt::RunnerUp]);
        check(|case| case.above_rival = 0.0, &[Doubt::Wanted]);
        check(|case| case.circumstances = vec![Doubt::Homonym], &[Doubt::Homonym]);
    }

    #[test]
    fn names_alone_must_be_certain_and_the_same() {
        check(|case| case.posterior = 0.995, &[]);
        check(|case| case.comparison.birth_date = DateLevel::Missing, &[]);
        let by_names = |case: &mut Case, posterior, first_name| {
            case.comparison.birth_date = DateLevel::Missing;
            case.posterior = posterior;
            case.comparison.first_name = first_name;
        };
        check(|case| by_names(case, 0.995, NameLevel::Same), &[Doubt::NotCertain]);
        check(|case| by_names(case, 0.9995, NameLevel::Typo), &[Doubt::NotCertain]);
    }

    #[test]
    fn names_alone_never_decide_about_pupils_and_guardians() {
        for category in [Category::Student, Category::Guardian] {
            let by_names = |case: &mut Case| {
                case.category = category;
                case.comparison.birth_date = DateLevel::Missing;
            };
            check(by_names, &[Doubt::NotCertain]);
        }
    }

    #[test]
    fn a_date_with_an_error_needs_the_class() {
        let near = |case: &mut Case, class| {
            case.category = Category::Student;
            case.comparison.birth_date = DateLevel::OneDigit;
            case.comparison.class = class;
        };
        check(|case| near(case, Agreement::Same), &[]);
        check(|case| near(case, Agreement::Missing), &[Doubt::NotCertain]);
        check(|case| near(case, Agreement::Different), &[Doubt::NotCertain]);
    }

    #[test]
    fn a_first_of_january_does_not_corroborate() {
        let placeholder = |case: &mut Case| {
            case.placeholder_date = true;
            case.posterior = 0.995;
        };
        check(placeholder, &[Doubt::NotCertain]);
    }

    #[test]
    fn homonyms_share_their_probability() {
        let two = posteriors(&[20.0, 20.0], 500.0, 0.9);
        assert!(two[0] < 0.51 && (two[0] - two[1]).abs() < 1e-12);
        assert!(posteriors(&[20.0], 500.0, 0.9)[0] > 0.999);
    }

    #[test]
    fn a_weak_candidate_alone_is_rather_an_absent_account() {
        assert!(posteriors(&[3.0], 500.0, 0.9)[0] < 0.2);
        assert!(posteriors(&[], 500.0, 0.9).is_empty());
    }
}
