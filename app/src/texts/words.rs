//! The portal's own words for categories, decisions and modes.

use crate::i18n::t_string;
use crate::texts::I18n;
use domain::category::Category;
use domain::files::FileKind;
use domain::reconciliation::{Cause, Certainty, Decision, Flag, Mode, Outlook, SentDecision};

/// "Élèves".
pub fn category(i18n: I18n, category: Category) -> String {
    match category {
        Category::Teacher => t_string!(i18n, words.category.teacher),
        Category::Student => t_string!(i18n, words.category.student),
        Category::Guardian => t_string!(i18n, words.category.guardian),
        Category::InternshipSupervisor => t_string!(i18n, words.category.internship_supervisor),
        Category::Inspector => t_string!(i18n, words.category.inspector),
        Category::Staff => t_string!(i18n, words.category.staff),
    }
    .to_string()
}

/// "Élève".
pub fn category_one(i18n: I18n, category: Category) -> String {
    match category {
        Category::Teacher => t_string!(i18n, words.category_one.teacher),
        Category::Student => t_string!(i18n, words.category_one.student),
        Category::Guardian => t_string!(i18n, words.category_one.guardian),
        Category::InternshipSupervisor => t_string!(i18n, words.category_one.internship_supervisor),
        Category::Inspector => t_string!(i18n, words.category_one.inspector),
        Category::Staff => t_string!(i18n, words.category_one.staff),
    }
    .to_string()
}

/// "Enseignants, Élèves"; `none` when there is none.
pub fn categories(i18n: I18n, of: impl IntoIterator<Item = Category>, none: &str) -> String {
    let words: Vec<String> = of.into_iter().map(|one| category(i18n, one)).collect();
    if words.is_empty() { none.to_owned() } else { list(words) }
}

/// "a, b, c".
pub fn list(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(", ")
}

/// "Automatique".
pub fn decision(i18n: I18n, decision: Decision) -> String {
    match decision {
        Decision::Automatic => t_string!(i18n, words.decision.automatic),
        Decision::Confirmed => t_string!(i18n, words.decision.confirmed),
        Decision::Manual => t_string!(i18n, words.decision.manual),
        Decision::Kept => t_string!(i18n, words.decision.kept),
        Decision::Refused => t_string!(i18n, words.decision.refused),
        Decision::ToReview => t_string!(i18n, words.decision.to_review),
        Decision::Undecided => t_string!(i18n, words.decision.undecided),
    }
    .to_string()
}

/// The same, of a pair that is sent.
pub fn sent_decision(i18n: I18n, sent: SentDecision) -> String {
    decision(
        i18n,
        match sent {
            SentDecision::Automatic => Decision::Automatic,
            SentDecision::Confirmed => Decision::Confirmed,
            SentDecision::Manual => Decision::Manual,
            SentDecision::Kept => Decision::Kept,
        },
    )
}

/// "Certain".
pub fn certainty(i18n: I18n, certainty: Certainty) -> String {
    match certainty {
        Certainty::Certain => t_string!(i18n, words.certainty.certain),
        Certainty::Probable => t_string!(i18n, words.certainty.probable),
        Certainty::Possible => t_string!(i18n, words.certainty.possible),
    }
    .to_string()
}

/// The certainty of the best candidate of a row.
pub fn outlook(i18n: I18n, outlook: Outlook) -> String {
    match outlook {
        Outlook::Certain => certainty(i18n, Certainty::Certain),
        Outlook::Probable => certainty(i18n, Certainty::Probable),
        Outlook::Possible => certainty(i18n, Certainty::Possible),
        Outlook::Nobody => t_string!(i18n, words.certainty.nobody).to_string(),
    }
}

/// "Homonyme".
pub fn flag(i18n: I18n, flag: Flag) -> String {
    match flag {
        Flag::Homonym => t_string!(i18n, words.flag.homonym),
        Flag::Duplicate => t_string!(i18n, words.flag.duplicate),
        Flag::New => t_string!(i18n, words.flag.new),
        Flag::Moved => t_string!(i18n, words.flag.moved),
        Flag::Gone => t_string!(i18n, words.flag.gone),
    }
    .to_string()
}

/// Why an account is not recognised, in one line.
pub fn cause(i18n: I18n, cause: Cause) -> String {
    match cause {
        Cause::PupilLeft => t_string!(i18n, words.cause.pupil_left),
        Cause::NotLegal => t_string!(i18n, words.cause.not_legal),
        Cause::PupilAbsent => t_string!(i18n, words.cause.pupil_absent),
        Cause::Household => t_string!(i18n, words.cause.household),
        Cause::Taken => t_string!(i18n, words.cause.taken),
        Cause::Homonyms => t_string!(i18n, words.cause.homonyms),
        Cause::Spelling => t_string!(i18n, words.cause.spelling),
        Cause::Unproven => t_string!(i18n, words.cause.unproven),
        Cause::Nobody => t_string!(i18n, words.cause.nobody),
    }
    .to_string()
}

/// What can be done about it.
pub fn cause_advice(i18n: I18n, cause: Cause) -> String {
    match cause {
        Cause::PupilLeft => t_string!(i18n, words.advice.pupil_left),
        Cause::NotLegal => t_string!(i18n, words.advice.not_legal),
        Cause::PupilAbsent => t_string!(i18n, words.advice.pupil_absent),
        Cause::Household => t_string!(i18n, words.advice.household),
        Cause::Taken => t_string!(i18n, words.advice.taken),
        Cause::Homonyms => t_string!(i18n, words.advice.homonyms),
        Cause::Spelling => t_string!(i18n, words.advice.spelling),
        Cause::Unproven => t_string!(i18n, words.advice.unproven),
        Cause::Nobody => t_string!(i18n, words.advice.nobody),
    }
    .to_string()
}

/// "Complet".
pub fn mode(i18n: I18n, mode: Mode) -> String {
    match mode {
        Mode::Complete => t_string!(i18n, words.mode.complete),
        Mode::Partial => t_string!(i18n, words.mode.partial),
    }
    .to_string()
}

/// "Export des identifiants PRONOTE".
pub fn kind(i18n: I18n, kind: FileKind) -> String {
    match kind {
        FileKind::Identifiers => t_string!(i18n, words.kind.identifiers),
        FileKind::Timetable => t_string!(i18n, words.kind.timetable),
        FileKind::EntAccounts => t_string!(i18n, words.kind.ent_accounts),
        FileKind::PronoteList => t_string!(i18n, words.kind.pronote_list),
    }
    .to_string()
}
