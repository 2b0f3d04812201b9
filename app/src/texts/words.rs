//! The portal's own words for categories, decisions and modes.

use crate::i18n::t_string;
use crate::texts::I18n;
use ::engine::Certainty;
use domain::category::Category;
use domain::files::FileKind;
use domain::reconciliation::{Decision, Mode, SentDecision};

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
