//! Whether the files make sense, before anything is linked: each doubt is told with its evidence, and
//! a person goes on or goes back.

use crate::category::Category;
use crate::name::NameKey;
use crate::person::{Identity, PronoteAccount};
use crate::pronote_id::Shape;
use crate::reconciliation::former_portal::Portal;
use crate::reconciliation::run::Setting;
use crate::reconciliation::sources::Mode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that does not make sense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Concern {
    /// Complete is chosen, and of a category there are far fewer people than are stored.
    LooksPartial {
        /// The category.
        category: Category,
        /// People of it in the files.
        found: usize,
        /// Mappings of it that are stored.
        stored: usize,
    },
    /// None of the identifiers of the files is stored, though many are: perhaps another school's.
    NothingStored {
        /// People in the files.
        found: usize,
        /// Mappings stored.
        stored: usize,
    },
    /// Many stored accounts are not in the portal's files: a file is missing, or the portal is
    /// another one now.
    OtherPortal {
        /// Stored mappings of people in the files, whose account is not loaded.
        absent: usize,
        /// Of how many.
        stored: usize,
    },
    /// The export was made before the last import. Both as `YYYY-MM-DD`.
    Older {
        /// When it was made.
        made: String,
        /// When the last import was.
        imported: String,
    },
    /// Most identifiers have another shape than all those seen so far.
    UnusualIds {
        /// How many.
        count: usize,
        /// Of how many.
        total: usize,
    },
    /// Stored identifiers whose person in PRONOTE is clearly somebody else than the account they are
    /// stored for.
    Reassigned(Vec<Reassigned>),
    /// Partial is chosen, and the files hold people whom PRONOTE has linked already: its box was off.
    LooksComplete {
        /// People with a CAS identifier.
        linked: usize,
        /// Of how many.
        total: usize,
    },
    /// The files hold teachers and nobody else.
    TeachersOnly,
    /// The same identifier on several people.
    SharedIds(Vec<Shared>),
    /// One person with several identifiers: duplicate accounts in PRONOTE.
    SeveralIds(Vec<Several>),
}

/// A stored identifier that belonged to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reassigned {
    /// The identifier.
    pub id: String,
    /// Whose it is in PRONOTE.
    pub person: String,
    /// The portal account that it is stored for.
    pub account: String,
}

/// One identifier on several people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The identifier.
    pub id: String,
    /// Their names.
    pub people: Vec<String>,
}

/// One person with several identifiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Several {
    /// The step.
    pub category: Category,
    /// The name.
    pub person: String,
    /// The identifiers.
    pub ids: Vec<String>,
}

/// Stored mappings of a category from which its number says anything: schools change by more than
/// half only where there are few.
const ENOUGH_STORED: usize = 20;

/// A complete export holds at least this part of what is stored: no school loses half of a category
/// between two imports.
const PART_EXPECTED: (usize, usize) = (1, 2);

/// From this part of stored accounts on that are not loaded, they are not departures: those leave
/// PRONOTE too.
const PART_ABSENT: (usize, usize) = (1, 2);

/// From this part of unusual identifiers on they are of another kind, not typing errors.
const PART_UNUSUAL: (usize, usize) = (1, 2);

impl Concern {
    /// Whether to go on needs a person's word: going on might undo something.
    pub fn is_serious(&self) -> bool {
        match self {
            Self::LooksPartial { .. }
            | Self::NothingStored { .. }
            | Self::OtherPortal { .. }
            | Self::Older { .. }
            | Self::UnusualIds { .. }
            | Self::Reassigned(_) => true,
            Self::LooksComplete { .. }
            | Self::TeachersOnly
            | Self::SharedIds(_)
            | Self::SeveralIds(_) => false,
        }
    }
}

/// What does not make sense, the serious first. `made` and `imported` are the dates of the oldest
/// file and of the last import, as far as they are known.
pub fn concerns(setting: &Setting, made: Option<&str>, imported: Option<&str>) -> Vec<Concern> {
    let mut concerns = Vec::new();
    if setting.mode == Mode::Complete {
        concerns.extend(looks_partial(setting));
    }
    concerns.extend(nothing_stored(setting));
    concerns.extend(other_portal(setting));
    concerns.extend(older(made, imported));
    concerns.extend(unusual_ids(&setting.pronote));
    concerns.extend(reassigned(setting));
    if setting.mode == Mode::Partial {
        concerns.extend(looks_complete(&setting.pronote));
    }
    let teachers = setting.pronote.iter().all(|account| account.category == Category::Teacher);
    if teachers && !setting.pronote.is_empty() {
        concerns.push(Concern::TeachersOnly);
    }
    concerns.extend(shared_ids(&setting.pronote));
    concerns.extend(several_ids(&setting.pronote));
    concerns
}

fn looks_partial(setting: &Setting) -> Vec<Concern> {
    let (mut found, mut stored) = ([0; 6], [0; 6]);
    setting.pronote.iter().for_each(|account| found[account.category.index()] += 1);
    setting.stored.iter().for_each(|mapping| stored[mapping.category.index()] += 1);
    let category = |category: Category| {
        let (found, stored) = (found[category.index()], stored[category.index()]);
        let few = stored >= ENOUGH_STORED && is_under(found, stored, PART_EXPECTED);
        // A category without anybody cannot be validated as complete: nothing is lost.
        (few && found > 0).then_some(Concern::LooksPartial { category, found, stored })
    };
    Category::ALL.into_iter().filter_map(category).collect()
}

fn nothing_stored(setting: &Setting) -> Option<Concern> {
    // Newcomers are never stored: only a complete export must know somebody.
    let (found, stored) = (setting.pronote.len(), setting.stored.iter().count());
    let many = setting.mode == Mode::Complete && found >= ENOUGH_STORED && stored >= ENOUGH_STORED;
    let known = setting.pronote.iter().any(|account| setting.stored.get(&account.id).is_some());
    (many && !known).then_some(Concern::NothingStored { found, stored })
}

fn other_portal(setting: &Setting) -> Option<Concern> {
    let (absent, stored) = setting.strangers();
    let many = stored >= ENOUGH_STORED && !is_under(absent, stored, PART_ABSENT);
    (many && setting.portal == Portal::Same).then_some(Concern::OtherPortal { absent, stored })
}

fn older(made: Option<&str>, imported: Option<&str>) -> Option<Concern> {
    let (made, imported) = (made?.get(..10)?, imported?.get(..10)?);
    (made < imported)
        .then(|| Concern::Older { made: made.to_owned(), imported: imported.to_owned() })
}

fn unusual_ids(pronote: &[PronoteAccount]) -> Option<Concern> {
    let total = pronote.len();
    let count = pronote.iter().filter(|account| account.id.shape() == Shape::Unusual).count();
    (count > 0 && !is_under(count, total, PART_UNUSUAL))
        .then_some(Concern::UnusualIds { count, total })
}

fn looks_complete(pronote: &[PronoteAccount]) -> Option<Concern> {
    let linked = pronote.iter().filter(|account| account.cas_id.is_some()).count();
    (linked > 0).then_some(Concern::LooksComplete { linked, total: pronote.len() })
}

fn reassigned(setting: &Setting) -> Option<Concern> {
    let reassigned = |account: &PronoteAccount| {
        let place = setting.keys.place_of(setting.stored.key_of(&account.id)?)?;
        let holder = &setting.directory[place].identity;
        is_somebody_else(&account.identity, holder).then(|| Reassigned {
            id: account.id.to_string(),
            person: full_name(&account.identity),
            account: full_name(holder),
        })
    };
    let found: Vec<_> = setting.pronote.iter().filter_map(reassigned).collect();
    (!found.is_empty()).then_some(Concern::Reassigned(found))
}

/// No word of the names in common, and no birth date that speaks against it: a marriage changes the
/// last name, a typing error some letters, neither changes everything.
fn is_somebody_else(a: &Identity, b: &Identity) -> bool {
    let words = |identity: &Identity| -> Vec<String> {
        crate::name::words(&full_name(identity)).into_iter().filter(|w| w.len() > 2).collect()
    };
    let (a_words, b_words) = (words(a), words(b));
    let strange = !a_words.is_empty()
        && !b_words.is_empty()
        && a_words.iter().all(|word| b_words.iter().all(|other| !resemble(word, other)));
    let same_date = a.birth_date.is_some() && a.birth_date == b.birth_date;
    strange && !same_date
}

/// One word begins with the other, or two letters differ at most.
fn resemble(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a) || strsim::levenshtein(a, b) <= 2
}

fn shared_ids(pronote: &[PronoteAccount]) -> Option<Concern> {
    let mut people: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for account in pronote.iter().filter(|account| account.shared_id) {
        people.entry(account.id.as_str()).or_default().push(full_name(&account.identity));
    }
    let shared: Vec<_> =
        people.into_iter().map(|(id, people)| Shared { id: id.to_owned(), people }).collect();
    (!shared.is_empty()).then_some(Concern::SharedIds(shared))
}

/// Homonyms are told from duplicates by the birth date, or for want of one by the children.
fn several_ids(pronote: &[PronoteAccount]) -> Option<Concern> {
    let several = several(pronote);
    (!several.is_empty()).then_some(Concern::SeveralIds(several))
}

/// The people who have several identifiers.
pub(super) fn several(pronote: &[PronoteAccount]) -> Vec<Several> {
    let mut people: BTreeMap<_, Vec<&PronoteAccount>> = BTreeMap::new();
    for account in pronote {
        let told_apart = account.identity.birth_date.is_some() || !account.children.is_empty();
        if account.identity.is_complete() && told_apart {
            let key = (
                account.category,
                NameKey::of(&account.identity),
                account.identity.birth_date,
                &account.children,
            );
            people.entry(key).or_default().push(account);
        }
    }
    people
        .into_iter()
        .filter(|(_, accounts)| accounts.len() > 1)
        .map(|((category, ..), accounts)| Several {
            category,
            person: full_name(&accounts[0].identity),
            ids: accounts.iter().map(|account| account.id.to_string()).collect(),
        })
        .collect()
}

fn is_under(part: usize, whole: usize, (over, under): (usize, usize)) -> bool {
    part * under < whole * over
}

fn full_name(identity: &Identity) -> String {
    format!("{} {}", identity.last_name, identity.first_name).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::birth_date::BirthDate;
    use crate::ent_key::{CasKey, EntKey, LoginSalt};
    use crate::person::{EntAccount, EntId};
    use crate::pronote_id::PronoteId;
    use crate::reconciliation::stored::{Stored, StoredMapping};

    /// Identifiers of the usual shape: sixteen different signs.
    fn id(n: usize) -> String {
        let signs = b"23456789ABCDEFHJKMNPQRSTUVWXYZ";
        (0..16).map(|at| char::from(signs[(n + at) % signs.len()])).collect()
    }

    fn person(category: Category, id: &str, name: &str) -> PronoteAccount {
        let (last_name, first_name) = name.split_once(' ').unwrap_or((name, ""));
        PronoteAccount {
            category,
            id: PronoteId::parse(id).unwrap(),
            identity: Identity {
                last_name: last_name.into(),
                first_name: first_name.into(),
                birth_date: BirthDate::parse("09/05/2013"),
                ..Identity::default()
            },
            class: None,
            cas_id: None,
            national_id: None,
            siecle_id: None,
            children: Vec::new(),
            legal_rank: None,
            shared_id: false,
        }
    }

    fn pupils(count: usize) -> Vec<PronoteAccount> {
        (0..count).map(|n| person(Category::Student, &id(n), &format!("FICTIF{n} Zoé"))).collect()
    }

    fn stored(ids: impl IntoIterator<Item = usize>) -> Stored {
        let mapping = |n: usize| StoredMapping {
            category: Category::Student,
            key: EntKey::parse(&format!("TAA{n}")).unwrap(),
            id: PronoteId::parse(&id(n)).unwrap(),
        };
        ids.into_iter().map(mapping).collect()
    }

    fn setting(mode: Mode, pronote: Vec<PronoteAccount>, stored: Stored) -> Setting {
        let salt = LoginSalt::new([0; LoginSalt::LEN]);
        let account = |n: usize, last_name: &str, first_name: &str| EntAccount {
            ent_id: EntId::parse(&format!("TAA{n}")),
            identity: Identity {
                last_name: last_name.into(),
                first_name: first_name.into(),
                ..Identity::default()
            },
            ..EntAccount::default()
        };
        let mut directory = vec![account(0, "MARTINEAU", "Hugo")];
        directory.extend((1..30).map(|n| account(n, &format!("FICTIF{n}"), "Zoé")));
        Setting::new(mode, pronote, directory.into(), (CasKey::EntId, &salt), stored)
    }

    #[track_caller]
    fn check(mode: Mode, pronote: Vec<PronoteAccount>, stored: Stored, expected: &[Concern]) {
        assert_eq!(concerns(&setting(mode, pronote, stored), None, None), expected);
    }

    #[test]
    fn a_first_complete_export_makes_sense() {
        check(Mode::Complete, pupils(25), Stored::default(), &[]);
        check(Mode::Complete, pupils(25), stored(1..25), &[]);
    }

    #[test]
    fn far_fewer_than_stored_look_partial() {
        let expected = Concern::LooksPartial { category: Category::Student, found: 5, stored: 24 };
        check(Mode::Complete, pupils(5), stored(1..25), &[expected]);
        check(Mode::Partial, pupils(5), stored(1..25), &[]);
        check(Mode::Complete, pupils(5), stored(1..15), &[]);
    }

    #[test]
    fn nobody_who_is_stored_may_be_another_school() {
        let strangers =
            (0..20).map(|n| person(Category::Student, &format!("B{}", &id(n)[1..]), "A Z"));
        let strangers: Vec<_> = strangers
            .enumerate()
            .map(|(n, mut account)| {
                account.identity.last_name = format!("AUTRE{n}").into();
                account
            })
            .filter(|account| account.id.shape() == Shape::Usual)
            .collect();
        let found = strangers.len();
        let told = concerns(&setting(Mode::Complete, strangers, stored(1..21)), None, None);
        let expected = Concern::NothingStored { found, stored: 20 };
        assert_eq!(told.contains(&expected), found >= ENOUGH_STORED, "{told:?}");
    }

    #[test]
    fn an_export_older_than_the_last_import() {
        let told = |made, imported| {
            concerns(&setting(Mode::Complete, pupils(1), Stored::default()), made, imported)
        };
        let older =
            Concern::Older { made: "2026-09-02".to_owned(), imported: "2026-09-03".to_owned() };
        assert_eq!(told(Some("2026-09-02T10:00:00+02:00"), Some("2026-09-03T08:00:00Z")), [older]);
        assert!(told(Some("2026-09-03"), Some("2026-09-03T08:00:00Z")).is_empty());
        assert!(told(None, Some("2026-09-03")).is_empty());
    }

    #[test]
    fn numbers_in_place_of_identifiers() {
        let pronote = vec![
            person(Category::Student, "43", "A Z"),
            person(Category::Student, "44", "B Z"),
            person(Category::Student, &id(0), "C Z"),
        ];
        let expected = Concern::UnusualIds { count: 2, total: 3 };
        check(Mode::Complete, pronote, Stored::default(), &[expected]);
    }

    #[test]
    fn an_identifier_that_belonged_to_somebody_else() {
        let expected = Concern::Reassigned(vec![Reassigned {
            id: id(0),
            person: "FICTIF Zoé".to_owned(),
            account: "MARTINEAU Hugo".to_owned(),
        }]);
        let zoe = vec![person(Category::Student, &id(0), "FICTIF Zoé")];
        check(Mode::Complete, zoe, stored(0..1), &[expected]);
        let hugo = vec![person(Category::Student, &id(0), "MARTINOT Hugo")];
        check(Mode::Complete, hugo, stored(0..1), &[]);
    }

    #[test]
    fn accounts_that_are_nobody_s_any_more_are_perhaps_of_a_former_portal() {
        let elsewhere = |n: usize| StoredMapping {
            key: EntKey::parse(&format!("{}{n}", if n < 10 { "TAA" } else { "OLD" })).unwrap(),
            category: Category::Student,
            id: PronoteId::parse(&id(n)).unwrap(),
        };
        let stored = || (1..26).map(elsewhere).collect::<Stored>();
        let pupils = || pupils(26)[1..].to_vec();
        let expected = Concern::OtherPortal { absent: 16, stored: 25 };
        check(Mode::Complete, pupils(), stored(), &[expected]);
        let changed = setting(Mode::Complete, pupils(), stored()).on(Portal::Changed);
        assert_eq!(concerns(&changed, None, None), []);
    }

    #[test]
    fn a_partial_import_with_people_linked_already() {
        let mut pronote = pupils(3);
        pronote[0].cas_id = Some("X".into());
        let expected = Concern::LooksComplete { linked: 1, total: 3 };
        check(Mode::Partial, pronote.clone(), Stored::default(), &[expected]);
        check(Mode::Complete, pronote, Stored::default(), &[]);
    }

    #[test]
    fn teachers_and_nobody_else() {
        let pronote = vec![person(Category::Teacher, &id(0), "FICTIF Zoé")];
        check(Mode::Complete, pronote, Stored::default(), &[Concern::TeachersOnly]);
    }

    #[test]
    fn one_person_with_two_identifiers_and_two_people_with_one() {
        let several = Concern::SeveralIds(vec![Several {
            category: Category::Student,
            person: "FICTIF Zoé".to_owned(),
            ids: vec![id(0), id(1)],
        }]);
        let twice = [0, 1].map(|n| person(Category::Student, &id(n), "FICTIF Zoé"));
        check(Mode::Complete, twice.to_vec(), Stored::default(), &[several]);
        let mut both =
            ["FICTIF Zoé", "DUPONT Paul"].map(|name| person(Category::Student, &id(0), name));
        for account in &mut both {
            account.shared_id = true;
        }
        let people = vec!["FICTIF Zoé".to_owned(), "DUPONT Paul".to_owned()];
        let shared = Concern::SharedIds(vec![Shared { id: id(0), people }]);
        check(Mode::Complete, both.to_vec(), Stored::default(), &[shared]);
    }
}
