//! What each side has written of a person.

use super::date::Date;
use super::people::Person;
use super::random::Random;
use super::register::{Member, Role};
use super::spelling;
use super::troubles::Trouble;

/// A person in the words of one side.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `Mme` or `M.`; pupils have none.
    pub civility: Option<&'static str>,
    /// In capitals.
    pub surname: String,
    /// In capitals or not.
    pub first_name: String,
    /// A pupil's, and some teachers'.
    pub birth: Option<Date>,
    /// A pupil's.
    pub class: Option<String>,
}

/// A person in the words of both sides.
pub struct Sides {
    /// In PRONOTE.
    pub pronote: Entry,
    /// In the portal.
    pub portal: Entry,
}

/// The part of an entry that a change of spelling concerns.
pub type Field = fn(&mut Entry) -> &mut String;

/// The surname.
pub const SURNAME: Field = |entry| &mut entry.surname;

/// The first name.
pub const FIRST_NAME: Field = |entry| &mut entry.first_name;

impl Sides {
    /// Both write the same, except that each knows the birth dates of some teachers only.
    pub fn agreeing(member: &Member, random: &mut Random) -> Self {
        let person = &member.person;
        let birth_per_mille = match member.role {
            Role::Student => 1000,
            Role::Teacher => 450,
            _ => 0,
        };
        let mut entry = || Entry {
            civility: (member.role != Role::Student).then(|| person.sex.civility()),
            surname: person.surname.clone(),
            first_name: person.first_name.clone(),
            birth: random.chance(birth_per_mille).then_some(person.birth),
            class: member.class.clone(),
        };
        Self { pronote: entry(), portal: entry() }
    }

    /// One of the two.
    pub fn either(&mut self, random: &mut Random) -> &mut Entry {
        if random.chance(500) { &mut self.pronote } else { &mut self.portal }
    }

    /// Changes the first of these fields that both sides still write alike and that the change
    /// applies to, on one side. Tells whether there was one.
    pub fn rewrite(
        &mut self,
        fields: &[Field],
        random: &mut Random,
        change: impl Fn(&str, &mut Random) -> Option<String>,
    ) -> bool {
        fields.iter().any(|field| {
            let alike = field(&mut self.pronote) == field(&mut self.portal);
            let rewritten = change(field(&mut self.pronote), random).filter(|_| alike);
            let happens = rewritten.is_some();
            if let Some(rewritten) = rewritten {
                *field(self.either(random)) = rewritten;
            }
            happens
        })
    }

    /// Changes the birth date on one side, where both have it.
    pub fn change_birth(
        &mut self,
        random: &mut Random,
        change: impl Fn(Date, &mut Random) -> Option<Date>,
    ) -> bool {
        let known = self.pronote.birth.filter(|_| self.pronote.birth == self.portal.birth);
        let changed = known.and_then(|date| change(date, random));
        if changed.is_some() {
            self.either(random).birth = changed;
        }
        changed.is_some()
    }

    /// Takes the second first name for a part of the first, if both sides still write that one
    /// alike.
    pub fn glue_second_name(&mut self, person: &Person) -> bool {
        let alike = self.pronote.first_name == self.portal.first_name;
        let simple = !self.pronote.first_name.contains('-');
        if alike && simple {
            let (first, second) = (&person.first_name, &person.second_names[0]);
            self.pronote.first_name = format!("{first} {second}");
            self.portal.first_name = format!("{first}-{second}");
        }
        alike && simple
    }

    /// Cuts the names in PRONOTE as its imports of teachers once did.
    pub fn cut_in_pronote(&mut self) -> bool {
        let mut cut = false;
        for field in [SURNAME, FIRST_NAME] {
            let name = field(&mut self.pronote);
            if let Some(kept) = spelling::cut(name) {
                *name = kept;
                cut = true;
            }
        }
        cut
    }

    /// Writes the first name in capitals in PRONOTE, where it does so, and drops accents here and
    /// there: half of the time from capitals, now and then elsewhere. Tells what difference it makes.
    pub fn lose_accents(&mut self, capitals: bool, random: &mut Random) -> Option<Trouble> {
        let mut lost = false;
        if capitals {
            self.pronote.first_name = self.pronote.first_name.to_uppercase();
            if random.chance(500) {
                lost |= lose_accents(&mut self.pronote.first_name);
            }
        }
        if random.chance(50) {
            lost |= lose_accents(&mut self.pronote.surname);
            lost |= lose_accents(&mut self.pronote.first_name);
        }
        if lost {
            return Some(Trouble::AccentAdded);
        }
        if random.chance(70) {
            lost |= lose_accents(&mut self.portal.surname);
            lost |= lose_accents(&mut self.portal.first_name);
        }
        lost.then_some(Trouble::AccentLost)
    }
}

/// Tells whether there were any.
fn lose_accents(name: &mut String) -> bool {
    let plain = spelling::without_accents(name);
    let lost = plain != *name;
    *name = plain;
    lost
}
