//! Fields and what differs in them, in words.

use crate::i18n::t_string;
use crate::texts::{I18n, list};
use domain::reconciliation::{Field, Mark, Piece};

/// "Prénom".
pub fn field(i18n: I18n, field: Field) -> String {
    match field {
        Field::LastName => t_string!(i18n, words.field.last_name),
        Field::OtherLastName => t_string!(i18n, words.field.other_last_name),
        Field::FirstName => t_string!(i18n, words.field.first_name),
        Field::BirthDate => t_string!(i18n, words.field.birth_date),
        Field::Class => t_string!(i18n, words.field.class),
        Field::Children => t_string!(i18n, words.field.children),
    }
    .to_string()
}

/// "accent, lettres interverties": each kind of difference once; "identique" without any.
pub fn marks(i18n: I18n, pieces: &[Piece]) -> String {
    if pieces.iter().all(|piece| piece.pronote.is_empty()) {
        return t_string!(i18n, words.mark.only_portal).to_string();
    }
    if pieces.iter().all(|piece| piece.portal.is_empty()) {
        return t_string!(i18n, words.mark.only_pronote).to_string();
    }
    let mut marks: Vec<Mark> = pieces.iter().map(|piece| piece.mark).collect();
    marks.sort();
    marks.dedup();
    marks.retain(|mark| *mark != Mark::Same);
    if marks.is_empty() {
        return t_string!(i18n, words.mark.same).to_string();
    }
    list(marks.into_iter().map(|mark| self::mark(i18n, mark)))
}

fn mark(i18n: I18n, mark: Mark) -> String {
    match mark {
        Mark::Same => t_string!(i18n, words.mark.same),
        Mark::Accent => t_string!(i18n, words.mark.accent),
        Mark::Separator => t_string!(i18n, words.mark.separator),
        Mark::Particle => t_string!(i18n, words.mark.particle),
        Mark::Added => t_string!(i18n, words.mark.added),
        Mark::Missing => t_string!(i18n, words.mark.missing),
        Mark::Changed => t_string!(i18n, words.mark.changed),
        Mark::Swapped => t_string!(i18n, words.mark.swapped),
    }
    .to_string()
}
