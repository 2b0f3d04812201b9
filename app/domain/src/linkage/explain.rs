//! Why a candidate is proposed and why it is not taken without asking, as data. The page makes the
//! sentences, the terminal prints the codes.

use crate::linkage::compare::{Agreement, Comparison, DateLevel, NameLevel};
use crate::linkage::decide::Doubt;
use serde::{Deserialize, Serialize};

/// One reason for or against a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// Whether identifiers agree that both sides know.
    Identifier(Agreement),
    /// How the last names agree.
    LastName(NameLevel),
    /// How the first names agree.
    FirstName(NameLevel),
    /// Last and first name stand in each other's column.
    NamesSwapped,
    /// How the birth dates agree.
    BirthDate(DateLevel),
    /// Whether the classes agree.
    Class(Agreement),
    /// The categories differ, or the portal's is unknown.
    Category(Agreement),
    /// Whether their children agree.
    Children(Agreement),
    /// The civilities differ.
    Civility(Agreement),
    /// The account belongs to another establishment.
    Establishment(Agreement),
    /// Nobody else fits, on either side.
    OnlyOne,
    /// Why it is not automatic.
    Doubt(Doubt),
}

/// The reasons of a comparison, in the order of the fields, then the doubts; fields that say nothing
/// are left out.
pub fn reasons(comparison: &Comparison, doubts: &[Doubt]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if comparison.identifier != Agreement::Missing {
        reasons.push(Reason::Identifier(comparison.identifier));
    }
    if comparison.swapped {
        reasons.push(Reason::NamesSwapped);
    } else {
        reasons.push(Reason::LastName(comparison.last_name));
        reasons.push(Reason::FirstName(comparison.first_name));
    }
    if comparison.birth_date != DateLevel::Missing {
        reasons.push(Reason::BirthDate(comparison.birth_date));
    }
    if comparison.class != Agreement::Missing {
        reasons.push(Reason::Class(comparison.class));
    }
    if comparison.category != Agreement::Same {
        reasons.push(Reason::Category(comparison.category));
    }
    if comparison.family != Agreement::Missing {
        reasons.push(Reason::Children(comparison.family));
    }
    if comparison.civility == Agreement::Different {
        reasons.push(Reason::Civility(comparison.civility));
    }
    if comparison.establishment == Agreement::Different {
        reasons.push(Reason::Establishment(comparison.establishment));
    }
    if doubts.is_empty() {
        reasons.push(Reason::OnlyOne);
    }
    reasons.extend(doubts.iter().map(|&doubt| Reason::Doubt(doubt)));
    reasons
}

impl Reason {
    /// Its name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identifier(Agreement::Same) => "identifier_same",
            Self::Identifier(_) => "identifier_different",
            Self::LastName(level) => match level {
                NameLevel::Same => "last_name_same",
                NameLevel::Reordered => "last_name_reordered",
                NameLevel::Part => "last_name_part",
                NameLevel::Variant => "last_name_variant",
                NameLevel::Typo => "last_name_typo",
                NameLevel::Misspelt => "last_name_misspelt",
                NameLevel::Initials => "last_name_initials",
                NameLevel::Different => "last_name_different",
                NameLevel::Missing => "last_name_missing",
            },
            Self::FirstName(level) => match level {
                NameLevel::Same => "first_name_same",
                NameLevel::Reordered => "first_name_reordered",
                NameLevel::Part => "first_name_part",
                NameLevel::Variant => "first_name_variant",
                NameLevel::Typo => "first_name_typo",
                NameLevel::Misspelt => "first_name_misspelt",
                NameLevel::Initials => "first_name_initials",
                NameLevel::Different => "first_name_different",
                NameLevel::Missing => "first_name_missing",
            },
            Self::NamesSwapped => "names_swapped",
            Self::BirthDate(level) => match level {
                DateLevel::Same => "birth_date_same",
                DateLevel::DayMonthSwapped => "birth_date_day_month_swapped",
                DateLevel::OneDigit => "birth_date_one_digit",
                DateLevel::OneDigitOfYear => "birth_date_one_digit_of_year",
                DateLevel::Near => "birth_date_near",
                DateLevel::Different => "birth_date_different",
                DateLevel::Missing => "birth_date_missing",
            },
            Self::Class(Agreement::Same) => "class_same",
            Self::Class(_) => "class_different",
            Self::Category(Agreement::Different) => "category_different",
            Self::Category(_) => "category_unknown",
            Self::Children(Agreement::Same) => "children_same",
            Self::Children(_) => "children_different",
            Self::Civility(Agreement::Same) => "civility_same",
            Self::Civility(_) => "civility_different",
            Self::Establishment(Agreement::Same) => "establishment_same",
            Self::Establishment(_) => "establishment_different",
            Self::OnlyOne => "only_one",
            Self::Doubt(doubt) => match doubt {
                Doubt::Identifier => "doubt_identifier",
                Doubt::Name => "doubt_name",
                Doubt::BirthDate => "doubt_birth_date",
                Doubt::Category => "doubt_category",
                Doubt::Children => "doubt_children",
                Doubt::Civility => "doubt_civility",
                Doubt::RunnerUp => "doubt_runner_up",
                Doubt::Wanted => "doubt_wanted",
                Doubt::Homonym => "doubt_homonym",
                Doubt::NotCertain => "doubt_not_certain",
                Doubt::Held => "doubt_held",
                Doubt::SharedId => "doubt_shared_id",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_say_nothing_are_left_out() {
        let comparison = Comparison {
            identifier: Agreement::Missing,
            last_name: NameLevel::Same,
            first_name: NameLevel::Part,
            swapped: false,
            birth_date: DateLevel::Missing,
            class: Agreement::Missing,
            category: Agreement::Same,
            civility: Agreement::Missing,
            establishment: Agreement::Missing,
            family: Agreement::Same,
        };
        let codes: Vec<_> = reasons(&comparison, &[]).into_iter().map(Reason::code).collect();
        assert_eq!(codes, ["last_name_same", "first_name_part", "children_same", "only_one"]);
        let codes: Vec<_> =
            reasons(&comparison, &[Doubt::RunnerUp]).into_iter().map(Reason::code).collect();
        assert_eq!(codes.last(), Some(&"doubt_runner_up"));
    }
}
