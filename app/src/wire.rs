//! Between the domain's values and those of the wire.

use ::engine::FileView;
use domain::category::Category;
use domain::ent_key::CasKey;
use domain::files::FileKind;
use domain::reconciliation::{CasIds, Mode, SentDecision};
use domain::service::health::Facts;
use domain::timetable::day::Day;

/// From one enum to the other of the same meaning.
macro_rules! same {
    ($name:ident: $from:ty => $to:ty, $($variant:ident),+) => {
        /// The same word on the other side.
        pub const fn $name(value: $from) -> $to {
            match value { $(<$from>::$variant => <$to>::$variant),+ }
        }
    };
}

same!(
    to_category: Category => ::api::Category,
    Teacher, Student, Guardian, InternshipSupervisor, Inspector, Staff
);
same!(
    category: ::api::Category => Category,
    Teacher, Student, Guardian, InternshipSupervisor, Inspector, Staff
);
same!(
    generation: ::api::Generation => domain::service::Generation,
    Console, Delegation
);
same!(to_mode: Mode => ::api::Mode, Complete, Partial);
same!(mode: ::api::Mode => Mode, Complete, Partial);
same!(cas_key: ::api::CasKey => CasKey, EntId, Login);
same!(to_kind: FileKind => ::api::SourceKind, Identifiers, Timetable, EntAccounts, PronoteList);
same!(kind: ::api::SourceKind => FileKind, Identifiers, Timetable, EntAccounts, PronoteList);
same!(to_decision: SentDecision => ::api::Decision, Automatic, Confirmed, Manual, Kept);

/// What the state of an establishment is judged by, on a day as ISO writes it.
pub fn facts(establishment: &::api::Establishment, today: &str) -> Facts {
    let progress = establishment.progress.clone().unwrap_or_default();
    let complete = progress.last_complete.as_deref().and_then(|utc| utc.get(..10));
    Facts {
        today: Day::parse(today),
        year_start: Day::parse(&progress.year_start),
        stock: establishment.stock,
        last_complete: complete.and_then(Day::parse),
        open: progress.open,
        recognised: establishment.stock,
        not_recognised: progress.not_recognised,
        to_review: progress.to_review,
        new_version: progress.new_version,
        mass_change: progress.mass_change,
    }
}

/// What the server is told of a file: nature, fingerprint, counts. Not its name.
pub fn source(file: &FileView) -> Option<::api::Source> {
    let records = Category::ALL.into_iter().zip(file.records).filter(|(_, count)| *count > 0);
    Some(::api::Source {
        kind: to_kind(file.kind?),
        sha256: file.sha256.clone(),
        records: records.map(|(category, count)| (to_category(category), count)).collect(),
    })
}

/// What the server is told of the CAS identifiers: numbers. Whose they are stays here.
pub fn cas_id_counts(cas_ids: &CasIds) -> ::api::CasIdCounts {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    ::api::CasIdCounts {
        linked: count(cas_ids.linked),
        former: count(cas_ids.former.len()),
        none: count(cas_ids.none),
    }
}
