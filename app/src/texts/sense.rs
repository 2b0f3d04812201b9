//! What does not make sense in what is loaded, in words.

use crate::i18n::t_string;
use crate::texts::{I18n, category, day, list};
use domain::reconciliation::{Concern, Contradiction, Differing};

/// A doubt in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What does not make sense.
    pub what: String,
    /// Its cases, one a line.
    pub cases: Vec<String>,
    /// What to do.
    pub advice: String,
}

/// A doubt without cases.
macro_rules! doubt {
    ($i18n:ident, $key:ident $(, $name:ident = $value:expr)*) => {
        Doubt {
            what: t_string!($i18n, import.sense.$key.what $(, $name = $value)*).to_string(),
            cases: Vec::new(),
            advice: t_string!($i18n, import.sense.$key.advice).to_string(),
        }
    };
}

/// Puts a doubt into words.
pub fn doubt(i18n: I18n, concern: &Concern) -> Doubt {
    match concern {
        Concern::LooksPartial { category: of, found, stored } => {
            let (of, found, stored) = (category(i18n, *of), *found, *stored);
            doubt!(i18n, looks_partial, category = of, found = found, stored = stored)
        }
        Concern::NothingStored { found, stored } => {
            let (found, stored) = (*found, *stored);
            doubt!(i18n, nothing_stored, found = found, stored = stored)
        }
        Concern::OtherPortal { absent, stored } => {
            let (absent, stored) = (*absent, *stored);
            doubt!(i18n, other_portal, absent = absent, stored = stored)
        }
        Concern::Older { made, imported } => {
            let (made, imported) = (day(made), day(imported));
            doubt!(i18n, older, made = made, imported = imported)
        }
        Concern::UnusualIds { count, total } => {
            let (count, total) = (*count, *total);
            doubt!(i18n, unusual_ids, count = count, total = total)
        }
        Concern::LooksComplete { linked, total } => {
            let (linked, total) = (*linked, *total);
            doubt!(i18n, looks_complete, linked = linked, total = total)
        }
        Concern::TeachersOnly => doubt!(i18n, teachers_only),
        Concern::Reassigned(cases) => {
            let line = |case: &domain::reconciliation::Reassigned| {
                let (id, person) = (case.id.clone(), case.person.clone());
                let account = case.account.clone();
                t_string!(
                    i18n,
                    import.sense.reassigned.line,
                    id = id,
                    person = person,
                    account = account
                )
                .to_string()
            };
            let cases = cases.iter().map(line).collect();
            Doubt { cases, ..doubt!(i18n, reassigned) }
        }
        Concern::SharedIds(cases) => {
            let line = |case: &domain::reconciliation::Shared| {
                format!("{} : {}", case.id, list(case.people.iter().cloned()))
            };
            let cases = cases.iter().map(line).collect();
            Doubt { cases, ..doubt!(i18n, shared_ids) }
        }
        Concern::SeveralIds(cases) => {
            let line = |case: &domain::reconciliation::Several| {
                let ids = list(case.ids.iter().cloned());
                format!("{} ({}) : {ids}", case.person, category(i18n, case.category))
            };
            let cases = cases.iter().map(line).collect();
            Doubt { cases, ..doubt!(i18n, several_ids) }
        }
    }
}

/// What files say differently of one person, as one doubt.
pub fn contradictions(i18n: I18n, found: &[Contradiction]) -> Doubt {
    let line = |one: &Contradiction| {
        let about = match one.about {
            Differing::BirthDate => t_string!(i18n, import.sense.contradiction.birth_date),
            Differing::Class => t_string!(i18n, import.sense.contradiction.class),
            Differing::CasId => t_string!(i18n, import.sense.contradiction.cas_id),
        };
        format!("{} – {about} : {}", one.person, list(one.said.iter().cloned()))
    };
    let cases = found.iter().map(line).collect();
    Doubt { cases, ..doubt!(i18n, contradiction) }
}
