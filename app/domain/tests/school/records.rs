//! Members as they stand in the two files: written, numbered, identified.

use super::differences;
use super::random::Random;
use super::register::{Member, Register, Role};
use super::sides::Sides;
use super::spelling;
use super::troubles::Trouble;
use std::collections::{HashMap, HashSet};

/// A member with what each side has written and the identifiers that each side has given.
pub struct Record {
    /// Who.
    pub member: Member,
    /// How each side writes them.
    pub sides: Sides,
    /// PRONOTE's number of its own, by which a guardian refers to a pupil.
    pub number: usize,
    /// The PRONOTE identifier, where PRONOTE has an account.
    pub pronote_id: Option<String>,
    /// The portal's identifier, where the portal has an account.
    pub ent_id: Option<String>,
    /// A pupil's national number, as PRONOTE has it.
    pub national_number: Option<String>,
    /// A pupil's number in SIECLE, the register of the State, as PRONOTE has it.
    pub siecle_number: Option<String>,
    /// Whether PRONOTE has the portal's identifier already, from an earlier connection.
    pub already_linked: bool,
}

/// Gives identifiers, never the same twice.
#[derive(Default)]
pub struct Identifiers(HashSet<String>);

impl Identifiers {
    /// A PRONOTE identifier: sixteen different signs among those that cannot be confused.
    pub fn pronote(&mut self, random: &mut Random) -> String {
        self.new_one(random, |random| {
            let mut signs: Vec<char> = "2345789ABCDEFHJKMNPQRSTUVWXYZ".chars().collect();
            (0..16).map(|_| signs.swap_remove(random.place(signs.len()))).collect()
        })
    }

    /// A portal identifier: three letters, the first being the portal's own, and five digits.
    pub fn ent(&mut self, random: &mut Random) -> String {
        self.new_one(random, |random| {
            let letters: String =
                (0..2).map(|_| random.sign("ABCDEFGHIJKLMNOPQRSTUVWXYZ")).collect();
            format!("T{letters}{:05}", random.below(100_000))
        })
    }

    /// A national pupil number, in a range that is not in use.
    pub fn national(&mut self, random: &mut Random) -> String {
        self.new_one(random, |random| {
            let key: String = (0..2).map(|_| random.sign("ABCDEFGHJK")).collect();
            format!("0000{:05}{key}", random.below(100_000))
        })
    }

    /// A pupil's number in SIECLE, the national register.
    pub fn siecle(&mut self, random: &mut Random) -> String {
        self.new_one(random, |random| (1_000_000 + random.below(9_000_000)).to_string())
    }

    fn new_one(&mut self, random: &mut Random, draw: impl Fn(&mut Random) -> String) -> String {
        loop {
            let drawn = draw(random);
            if self.0.insert(drawn.clone()) {
                return drawn;
            }
        }
    }
}

/// Writes and identifies everybody, each at their place of the register.
pub fn record(
    register: Register,
    identifiers: &mut Identifiers,
    random: &mut Random,
) -> Vec<Record> {
    const FIRST_NUMBER: usize = 101;
    register
        .members
        .into_iter()
        .zip(FIRST_NUMBER..)
        .map(|(mut member, number)| {
            let known = member.known;
            let pupil = member.role == Role::Student && known.in_pronote();
            Record {
                sides: differences::write(&mut member, random),
                number,
                pronote_id: known.in_pronote().then(|| identifiers.pronote(random)),
                ent_id: known.in_portal().then(|| identifiers.ent(random)),
                national_number: (pupil && random.chance(960))
                    .then(|| identifiers.national(random)),
                siecle_number: (pupil && random.chance(600)).then(|| identifiers.siecle(random)),
                already_linked: random.chance(15),
                member,
            }
        })
        .collect()
}

/// Marks those who share first name and surname with somebody else, on purpose or by chance.
pub fn mark_homonyms(records: &mut [Record]) {
    let mut bearers: HashMap<_, Vec<_>> = HashMap::new();
    for Record { member, .. } in records.iter() {
        bearers.entry(member.person.name()).or_default().push((member.role, member.person.birth));
    }
    for Record { member, .. } in records {
        for &(role, birth) in &bearers[&member.person.name()] {
            if birth == member.person.birth {
                continue;
            }
            member.mark(match (member.role, role) {
                (Role::Student, Role::Student) => Trouble::HomonymousPupil,
                (Role::Guardian, Role::Guardian) => Trouble::HomonymousGuardian,
                _ => Trouble::HomonymElsewhere,
            });
        }
    }
}

/// The records that PRONOTE has in this role, in the alphabetical order of its lists.
pub fn in_pronote(records: &[Record], role: Role) -> Vec<&Record> {
    let mut known: Vec<&Record> = records
        .iter()
        .filter(|record| record.member.role == role && record.pronote_id.is_some())
        .collect();
    known.sort_by_cached_key(|record| {
        let entry = &record.sides.pronote;
        let surname = spelling::without_accents(&entry.surname);
        (surname, spelling::without_accents(&entry.first_name), record.number)
    });
    known
}
