//! What the help says about a screen: its questions and its words.

use super::glossary::Term;
use crate::routes::Topic;
use domain::service::diagnosis::Entry;

/// Questions about a screen, the likeliest first.
pub const fn questions(topic: Topic) -> &'static [Entry] {
    match topic {
        Topic::Status => &[Entry::SameVersion, Entry::NewVersion, Entry::LateAccounts],
        Topic::Import => &[Entry::ExportMissing, Entry::Encrypted, Entry::SameVersion],
        Topic::Step => &[Entry::Pupil, Entry::Guardians, Entry::Duplicate, Entry::LateAccounts],
        Topic::History => &[Entry::SameVersion, Entry::NewVersion, Entry::Duplicate],
        Topic::Timetable => &[Entry::Queue, Entry::Publication],
        Topic::Handout => &[Entry::LateAccounts, Entry::UnknownId],
        Topic::Services => &[Entry::DirectAddress, Entry::ServiceRefused, Entry::Publication],
        Topic::Cas => &[
            Entry::NoIdPronote,
            Entry::ServiceRefused,
            Entry::Ticket,
            Entry::CasUnreachable,
            Entry::Certificate,
        ],
    }
}

/// Words that a screen uses.
pub const fn terms(topic: Topic) -> &'static [Term] {
    match topic {
        Topic::Status => &[Term::Recognised, Term::CasId],
        Topic::Import => &[Term::Complete, Term::Partial, Term::IdPronote, Term::Spr, Term::Socle],
        Topic::Step => &[Term::Reconciliation, Term::Recognised, Term::Certainty, Term::WorkFile],
        Topic::History => &[Term::Complete, Term::Partial, Term::CasId],
        Topic::Timetable => &[Term::Pronote, Term::Uai],
        Topic::Handout => &[Term::EntId, Term::Ent],
        Topic::Services => &[Term::RapprochementCode, Term::Cas],
        Topic::Cas => &[Term::Cas, Term::IdPronote, Term::CasId, Term::EntId],
    }
}
