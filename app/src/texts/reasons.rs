//! Why a candidate is proposed, in words.

use crate::i18n::t_string;
use crate::texts::I18n;
use domain::linkage::compare::{Agreement, DateLevel, NameLevel};
use domain::linkage::{Doubt, Reason};

/// One reason, without a final full stop.
pub fn reason(i18n: I18n, reason: Reason) -> String {
    match reason {
        Reason::Identifier(Agreement::Same) => t_string!(i18n, reasons.identifier.same).to_string(),
        Reason::Identifier(_) => t_string!(i18n, reasons.identifier.different).to_string(),
        Reason::LastName(level) => last_name(i18n, level),
        Reason::FirstName(level) => first_name(i18n, level),
        Reason::NamesSwapped => t_string!(i18n, reasons.swapped).to_string(),
        Reason::BirthDate(level) => birth_date(i18n, level),
        Reason::Class(Agreement::Same) => t_string!(i18n, reasons.class.same).to_string(),
        Reason::Class(_) => t_string!(i18n, reasons.class.different).to_string(),
        Reason::Category(Agreement::Different) => {
            t_string!(i18n, reasons.category.different).to_string()
        }
        Reason::Category(_) => t_string!(i18n, reasons.category.unknown).to_string(),
        Reason::Children(Agreement::Same) => t_string!(i18n, reasons.children.same).to_string(),
        Reason::Children(_) => t_string!(i18n, reasons.children.different).to_string(),
        Reason::Civility(_) => t_string!(i18n, reasons.civility).to_string(),
        Reason::Establishment(_) => t_string!(i18n, reasons.establishment).to_string(),
        Reason::OnlyOne => t_string!(i18n, reasons.only_one).to_string(),
        Reason::Doubt(about) => doubt(i18n, about),
    }
}

fn last_name(i18n: I18n, level: NameLevel) -> String {
    match level {
        NameLevel::Same => t_string!(i18n, reasons.last_name.same),
        NameLevel::Reordered => t_string!(i18n, reasons.last_name.reordered),
        NameLevel::Part => t_string!(i18n, reasons.last_name.part),
        NameLevel::Variant => t_string!(i18n, reasons.last_name.variant),
        NameLevel::Typo => t_string!(i18n, reasons.last_name.typo),
        NameLevel::Misspelt => t_string!(i18n, reasons.last_name.misspelt),
        NameLevel::Initials => t_string!(i18n, reasons.last_name.initials),
        NameLevel::Different => t_string!(i18n, reasons.last_name.different),
        NameLevel::Missing => t_string!(i18n, reasons.last_name.missing),
    }
    .to_string()
}

fn first_name(i18n: I18n, level: NameLevel) -> String {
    match level {
        NameLevel::Same => t_string!(i18n, reasons.first_name.same),
        NameLevel::Reordered => t_string!(i18n, reasons.first_name.reordered),
        NameLevel::Part => t_string!(i18n, reasons.first_name.part),
        NameLevel::Variant => t_string!(i18n, reasons.first_name.variant),
        NameLevel::Typo => t_string!(i18n, reasons.first_name.typo),
        NameLevel::Misspelt => t_string!(i18n, reasons.first_name.misspelt),
        NameLevel::Initials => t_string!(i18n, reasons.first_name.initials),
        NameLevel::Different => t_string!(i18n, reasons.first_name.different),
        NameLevel::Missing => t_string!(i18n, reasons.first_name.missing),
    }
    .to_string()
}

fn birth_date(i18n: I18n, level: DateLevel) -> String {
    match level {
        DateLevel::Same => t_string!(i18n, reasons.birth_date.same),
        DateLevel::DayMonthSwapped => t_string!(i18n, reasons.birth_date.swapped),
        DateLevel::OneDigit => t_string!(i18n, reasons.birth_date.one_digit),
        DateLevel::OneDigitOfYear => t_string!(i18n, reasons.birth_date.one_digit_of_year),
        DateLevel::Near => t_string!(i18n, reasons.birth_date.near),
        DateLevel::Different => t_string!(i18n, reasons.birth_date.different),
        DateLevel::Missing => t_string!(i18n, reasons.birth_date.missing),
    }
    .to_string()
}

fn doubt(i18n: I18n, doubt: Doubt) -> String {
    match doubt {
        Doubt::Identifier => t_string!(i18n, reasons.doubt.identifier),
        Doubt::Name => t_string!(i18n, reasons.doubt.name),
        Doubt::BirthDate => t_string!(i18n, reasons.doubt.birth_date),
        Doubt::Category => t_string!(i18n, reasons.doubt.category),
        Doubt::Children => t_string!(i18n, reasons.doubt.children),
        Doubt::Civility => t_string!(i18n, reasons.doubt.civility),
        Doubt::RunnerUp => t_string!(i18n, reasons.doubt.runner_up),
        Doubt::Wanted => t_string!(i18n, reasons.doubt.wanted),
        Doubt::Homonym => t_string!(i18n, reasons.doubt.homonym),
        Doubt::NotCertain => t_string!(i18n, reasons.doubt.not_certain),
        Doubt::Held => t_string!(i18n, reasons.doubt.held),
        Doubt::SharedId => t_string!(i18n, reasons.doubt.shared_id),
    }
    .to_string()
}
