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
    /// The two sides know different national identifiers.
    Identifier,
    /// A whole name differs or is missing.
    Name,
    /// The birth dates contradict each other.
    BirthDate,
    /// The category is another one, or unknown.
    Category,
    /// The children in their charge are other ones.
    Children,
    /// One is addressed as a man, the other as a woman, and no birth date says that it is one person.
    Civility,
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
    /// Probability that it is the right account, against all others and against its absence, the
    /// lesser of both sides.
    pub posterior: f64,
    /// Bits above the next candidate of the right category; infinite when there is none.
    pub above_runner_up: f64,
    /// Bits above the next PRONOTE account that wants the same account.
    pub above_rival: f64,
    /// The deciding birth date is a 1 January: a placeholder.
    pub placeholder_date: bool,
    /// Both sides tell the birth dates of most accounts of this category.
    pub others_have_dates: bool,
    /// What the rest of the family says where the directory tells no family links.
    pub household: Household,
    /// Doubts that lie outside of the comparison: [`Doubt::SharedId`], [`Doubt::Held`],
    /// [`Doubt::Homonym`].
    pub circumstances: Vec<Doubt>,
}

/// Whether the names of a family are in the directory as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Household {
    /// Nobody of the family is told, or not all that is seen fits.
    #[default]
    Unknown,
    /// The relatives that PRONOTE tells have their accounts too, and the directory has nobody of this
    /// last name whom PRONOTE does not know.
    Complete,
}

/// Least probability of an automatic pair for which a birth date, a class or a relative speaks besides
/// the names.
pub const CERTAIN: f64 = 0.9;

/// The same where the first names differ altogether, last name and birth date agree, and the files hold
/// hardly any twins.
pub const CERTAIN_DESPITE_TWINS: f64 = 0.95;

/// Least probability when names alone decide.
pub const CERTAIN_BY_NAMES: f64 = 0.99;

/// Bits by which an automatic pair must beat the next one on both sides: a likelihood ratio of 100.
pub const MARGIN: f64 = 6.64;

/// Least probability of a suggestion; what is less likely is a long shot.
pub const WORTH_A_LOOK: f64 = 0.01;

/// All doubts about a case: none means automatic.
pub fn doubts(case: &Case) -> Vec<Doubt> {
    let Comparison { identifier, birth_date, category, civility, family, .. } = case.comparison;
    let certain = least_certainty(case).is_some_and(|least| case.posterior >= least);
    let conditions = [
        (Doubt::Category, category != Agreement::Same),
        (Doubt::Identifier, identifier == Agreement::Different),
        (Doubt::Name, is_another_name(&case.comparison)),
        (Doubt::BirthDate, matches!(birth_date, DateLevel::Different | DateLevel::Near)),
        (Doubt::Children, family == Agreement::Different),
        (Doubt::Civility, civility == Agreement::Different && birth_date != DateLevel::Same),
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

/// Probability that a pair is true, given its likelihood ratio, the sum of those of all pairs that
/// compete with it (itself included), how likely the person has an account at all, and among how many
/// accounts.
pub fn probability(likelihood: f64, all: f64, prior: f64, accounts: usize) -> f64 {
    let each = prior / f64::from(u32::try_from(accounts.max(1)).unwrap_or(u32::MAX));
    likelihood * each / (1.0 - prior + all * each)
}

/// What a case must reach, by what says, besides the names, that it is the same person; `None` where
/// nothing does and names alone may not decide.
fn least_certainty(case: &Case) -> Option<f64> {
    let Comparison { identifier, last_name, first_name, birth_date, class, family, .. } =
        case.comparison;
    let same_class = class == Agreement::Same;
    let same_names = last_name.max(first_name) <= NameLevel::Reordered;
    let names_agree = last_name.max(first_name) < NameLevel::Initials;
    let identified = identifier == Agreement::Same && first_name < NameLevel::Initials;
    let related = family == Agreement::Same && first_name < NameLevel::Initials;
    if identified || related {
        return Some(CERTAIN);
    }
    match birth_date {
        DateLevel::Same if case.placeholder_date => same_class.then_some(CERTAIN),
        DateLevel::Same if first_name == NameLevel::Different => Some(CERTAIN_DESPITE_TWINS),
        DateLevel::Same => Some(CERTAIN),
        _ if !names_agree => None,
        DateLevel::DayMonthSwapped | DateLevel::OneDigit => Some(CERTAIN),
        // A namesake of another age differs by one digit of the year too.
        DateLevel::OneDigitOfYear => same_class.then_some(CERTAIN),
        _ if case.others_have_dates && same_names => Some(CERTAIN),
        _ if case.household == Household::Complete && same_names => Some(CERTAIN),
        _ if names_may_decide(case.category) && first_name <= NameLevel::Part => {
            Some(CERTAIN_BY_NAMES)
        }
        _ => None,
    }
}

/// Whether names can be enough in a directory without birth dates. Not for pupils and guardians: a
/// school has hundreds of them, some without an account, and namesakes among those who left. On 20
/// invented schools with such namesakes put on stage, names alone linked 2 guardians of 15,000 and 19
/// pupils of 11,000 wrongly, and nobody of the other categories.
const fn names_may_decide(category: Category) -> bool {
    !matches!(category, Category::Student | Category::Guardian)
}

/// Whether a whole name differs, or is missing, or is told by its initials only, so that nothing else
/// makes up for it: the same birth date and the other name do; or, for a last name, the first name with
/// the same family or identifier, since people marry.
fn is_another_name(comparison: &Comparison) -> bool {
    let Comparison { identifier, last_name, first_name, birth_date, family, .. } = *comparison;
    let differs = last_name.max(first_name) >= NameLevel::Initials;
    let by_date = last_name.min(first_name) <= NameLevel::Typo && birth_date == DateLevel::Same;
    let related = family == Agreement::Same || identifier == Agreement::Same;
    let by_relation = first_name <= NameLevel::Reordered && related;
    differs && !by_date && !by_relation
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure() -> Case {
        Case {
            category: Category::Student,
            comparison: Comparison {
                identifier: Agreement::Missing,
                last_name: NameLevel::Same,
                first_name: NameLevel::Same,
                swapped: false,
                birth_date: DateLevel::Same,
                class: Agreement::Missing,
                category: Agreement::Same,
                civility: Agreement::Missing,
                establishment: Agreement::Missing,
                family: Agreement::Missing,
            },
            posterior: 0.9995,
            above_runner_up: f64::INFINITY,
            above_rival: f64::INFINITY,
            placeholder_date: false,
            others_have_dates: false,
            household: Household::Unknown,
            circumstances: Vec::new(),
        }
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Case), expected: &[Doubt]) {
        let mut case = sure();
        change(&mut case);
        assert_eq!(doubts(&case), expected);
    }

    /// A case in which nothing but the names speaks.
    fn by_names(category: Category) -> impl Fn(&mut Case) {
        move |case| {
            case.category = category;
            case.comparison.birth_date = DateLevel::Missing;
        }
    }

    #[test]
    fn nothing_speaks_against() {
        check(|_| {}, &[]);
        check(|case| case.comparison.first_name = NameLevel::Typo, &[]);
        check(|case| case.comparison.birth_date = DateLevel::OneDigit, &[]);
        check(|case| case.posterior = CERTAIN, &[]);
        check(|case| case.posterior = CERTAIN - 0.01, &[Doubt::NotCertain]);
    }

    #[test]
    fn a_contradiction_is_never_automatic() {
        check(|case| case.comparison.category = Agreement::Different, &[Doubt::Category]);
        check(|case| case.comparison.category = Agreement::Missing, &[Doubt::Category]);
        check(|case| case.comparison.family = Agreement::Different, &[Doubt::Children]);
        for date in [DateLevel::Different, DateLevel::Near] {
            let expected = [Doubt::BirthDate, Doubt::NotCertain];
            check(|case| case.comparison.birth_date = date, &expected);
        }
    }

    #[test]
    fn another_civility_needs_the_birth_date() {
        check(|case| case.comparison.civility = Agreement::Different, &[]);
        let other = |case: &mut Case| {
            by_names(Category::Teacher)(case);
            case.comparison.civility = Agreement::Different;
        };
        check(other, &[Doubt::Civility]);
    }

    #[test]
    fn a_tie_is_never_broken() {
        check(|case| case.above_runner_up = MARGIN - 0.1, &[Doubt::RunnerUp]);
        check(|case| case.above_rival = 0.0, &[Doubt::Wanted]);
        check(|case| case.circumstances = vec![Doubt::Homonym], &[Doubt::Homonym]);
    }

    #[test]
    fn another_last_name_needs_the_birth_date_or_the_family() {
        let other = |case: &mut Case| case.comparison.last_name = NameLevel::Different;
        check(other, &[]);
        let undated = |case: &mut Case| {
            by_names(Category::Guardian)(case);
            case.comparison.last_name = NameLevel::Different;
        };
        check(undated, &[Doubt::Name, Doubt::NotCertain]);
        let related = |case: &mut Case| {
            undated(case);
            case.comparison.family = Agreement::Same;
        };
        check(related, &[]);
    }

    #[test]
    fn another_first_name_may_be_a_twin_s() {
        let twin = |case: &mut Case, posterior| {
            case.comparison.first_name = NameLevel::Different;
            case.posterior = posterior;
        };
        check(|case| twin(case, CERTAIN_DESPITE_TWINS), &[]);
        check(|case| twin(case, CERTAIN), &[Doubt::NotCertain]);
        let brother = |case: &mut Case| {
            case.comparison.birth_date = DateLevel::Missing;
            case.comparison.first_name = NameLevel::Different;
            case.comparison.family = Agreement::Same;
        };
        check(brother, &[Doubt::Name, Doubt::NotCertain]);
    }

    #[test]
    fn names_alone_decide_about_adults_of_the_school_only() {
        for category in [Category::Teacher, Category::Staff] {
            check(by_names(category), &[]);
        }
        for category in [Category::Student, Category::Guardian] {
            check(by_names(category), &[Doubt::NotCertain]);
        }
        let mistyped = |case: &mut Case| {
            by_names(Category::Teacher)(case);
            case.comparison.first_name = NameLevel::Typo;
        };
        check(mistyped, &[Doubt::NotCertain]);
    }

    #[test]
    fn a_complete_household_or_the_dates_of_the_others_speak_for_a_pupil() {
        let at_home = |case: &mut Case| {
            by_names(Category::Student)(case);
            case.household = Household::Complete;
        };
        check(at_home, &[]);
        let among_dated = |case: &mut Case| {
            by_names(Category::Student)(case);
            case.others_have_dates = true;
        };
        check(among_dated, &[]);
    }

    #[test]
    fn a_year_that_differs_needs_the_class() {
        let near = |case: &mut Case, class| {
            case.comparison.birth_date = DateLevel::OneDigitOfYear;
            case.comparison.class = class;
        };
        check(|case| near(case, Agreement::Same), &[]);
        check(|case| near(case, Agreement::Missing), &[Doubt::NotCertain]);
        check(|case| near(case, Agreement::Different), &[Doubt::NotCertain]);
    }

    #[test]
    fn a_first_of_january_needs_the_class_too() {
        check(|case| case.placeholder_date = true, &[Doubt::NotCertain]);
        let classmates = |case: &mut Case| {
            case.placeholder_date = true;
            case.comparison.class = Agreement::Same;
        };
        check(classmates, &[]);
    }

    #[test]
    fn homonyms_share_their_probability() {
        let (one, two) = (20_f64.exp2(), 2.0 * 20_f64.exp2());
        assert!(probability(one, two, 0.9, 500) < 0.51);
        assert!(probability(one, one, 0.9, 500) > 0.999);
    }

    #[test]
    fn a_weak_candidate_alone_is_rather_an_absent_account() {
        let weak = 3_f64.exp2();
        assert!(probability(weak, weak, 0.9, 500) < 0.2);
    }
}
