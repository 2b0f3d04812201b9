//! The words of the trade, and what they mean.

use crate::i18n::t_string;
use crate::texts::I18n;

/// A word that the screens use.
#[derive(Clone, Copy)]
pub enum Term {
    Ent,
    Pronote,
    IdPronote,
    CasId,
    EntId,
    Cas,
    Complete,
    Partial,
    Reconciliation,
    Recognised,
    Spr,
    Uai,
    Socle,
    RapprochementCode,
    Certainty,
    WorkFile,
}

/// All of them.
pub const ALL: [Term; 16] = [
    Term::Ent,
    Term::Pronote,
    Term::IdPronote,
    Term::CasId,
    Term::EntId,
    Term::Cas,
    Term::Complete,
    Term::Partial,
    Term::Reconciliation,
    Term::Recognised,
    Term::Spr,
    Term::Uai,
    Term::Socle,
    Term::RapprochementCode,
    Term::Certainty,
    Term::WorkFile,
];

/// The word itself.
pub fn word(i18n: I18n, term: Term) -> String {
    match term {
        Term::Ent => t_string!(i18n, help.terms.ent),
        Term::Pronote => t_string!(i18n, help.terms.pronote),
        Term::IdPronote => t_string!(i18n, help.terms.id_pronote),
        Term::CasId => t_string!(i18n, help.terms.cas_id),
        Term::EntId => t_string!(i18n, help.terms.ent_id),
        Term::Cas => t_string!(i18n, help.terms.cas),
        Term::Complete => t_string!(i18n, help.terms.complete),
        Term::Partial => t_string!(i18n, help.terms.partial),
        Term::Reconciliation => t_string!(i18n, help.terms.reconciliation),
        Term::Recognised => t_string!(i18n, help.terms.recognised),
        Term::Spr => t_string!(i18n, help.terms.spr),
        Term::Uai => t_string!(i18n, help.terms.uai),
        Term::Socle => t_string!(i18n, help.terms.socle),
        Term::RapprochementCode => t_string!(i18n, help.terms.rapprochement_code),
        Term::Certainty => t_string!(i18n, help.terms.certainty),
        Term::WorkFile => t_string!(i18n, help.terms.work_file),
    }
    .to_string()
}

/// What it means.
pub fn meaning(i18n: I18n, term: Term) -> String {
    match term {
        Term::Ent => t_string!(i18n, help.meanings.ent),
        Term::Pronote => t_string!(i18n, help.meanings.pronote),
        Term::IdPronote => t_string!(i18n, help.meanings.id_pronote),
        Term::CasId => t_string!(i18n, help.meanings.cas_id),
        Term::EntId => t_string!(i18n, help.meanings.ent_id),
        Term::Cas => t_string!(i18n, help.meanings.cas),
        Term::Complete => t_string!(i18n, help.meanings.complete),
        Term::Partial => t_string!(i18n, help.meanings.partial),
        Term::Reconciliation => t_string!(i18n, help.meanings.reconciliation),
        Term::Recognised => t_string!(i18n, help.meanings.recognised),
        Term::Spr => t_string!(i18n, help.meanings.spr),
        Term::Uai => t_string!(i18n, help.meanings.uai),
        Term::Socle => t_string!(i18n, help.meanings.socle),
        Term::RapprochementCode => t_string!(i18n, help.meanings.rapprochement_code),
        Term::Certainty => t_string!(i18n, help.meanings.certainty),
        Term::WorkFile => t_string!(i18n, help.meanings.work_file),
    }
    .to_string()
}
