//! People and families, made up.

use super::date::Date;
use super::name_lists::CLOSE_FIRST_NAMES;
use super::names::{Generation, Names, Sex};
use super::random::Random;

/// The year in which those of the lowest grade, the sixième, were born.
pub const BIRTH_YEAR_OF_THE_SIXIEME: u32 = 2015;

/// Someone as they are, whatever the files say of them.
#[derive(Clone, Debug)]
pub struct Person {
    /// Decides the civility.
    pub sex: Sex,
    /// The usual first name.
    pub first_name: String,
    /// The first names after the usual one.
    pub second_names: Vec<String>,
    /// The surname in use, in capitals.
    pub surname: String,
    /// The surname at birth, where the one in use is a spouse's.
    pub birth_name: Option<String>,
    /// The birth date.
    pub birth: Date,
}

impl Person {
    /// What homonyms share.
    pub fn name(&self) -> (String, String) {
        (self.surname.clone(), self.first_name.clone())
    }
}

/// The children that a family has at the school, and the adults who answer for them.
pub struct Family {
    /// At least one.
    pub children: Vec<Person>,
    /// None, one or two.
    pub guardians: Vec<Person>,
}

/// How many people a family brings.
#[derive(Clone, Copy)]
pub struct FamilySize {
    /// At least 1.
    pub children: usize,
    /// 0 to 2.
    pub guardians: usize,
}

/// Makes people up.
pub struct Inventor {
    /// The chance that everything is drawn from.
    pub random: Random,
    names: Names,
}

impl Inventor {
    /// Starts from a seed, which decides everything.
    pub fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), names: Names::new() }
    }

    /// Some adult. Half of the women bear a spouse's name.
    pub fn adult(&mut self) -> Person {
        let sex = self.sex(600);
        let surname = self.surname();
        let mut adult = self.adult_named(sex, surname);
        if sex == Sex::Female && self.random.chance(500) {
            adult.birth_name = Some(self.surname());
        }
        adult
    }

    /// Some man.
    pub fn man(&mut self) -> Person {
        let surname = self.surname();
        self.man_named(&surname)
    }

    /// Some man of this surname, a relative or not.
    pub fn man_named(&mut self, surname: &str) -> Person {
        self.adult_named(Sex::Male, surname.to_owned())
    }

    /// Another adult of the same first name and surname.
    pub fn namesake(&mut self, adult: &Person) -> Person {
        Person {
            first_name: adult.first_name.clone(),
            ..self.adult_named(adult.sex, adult.surname.clone())
        }
    }

    /// How many people a family usually brings.
    pub fn family_size(&mut self) -> FamilySize {
        FamilySize {
            children: match self.random.below(1000) {
                0..755 => 1,
                755..965 => 2,
                _ => 3,
            },
            guardians: if self.random.chance(800) { 2 } else { 1 },
        }
    }

    /// A family of this size.
    pub fn family(&mut self, size: FamilySize) -> Family {
        let sex = self.sex(if size.guardians == 2 { 40 } else { 800 });
        let surname = self.surname();
        let mut first = self.adult_named(sex, surname);
        let mut children_surname = first.surname.clone();
        if size.guardians == 1 && sex == Sex::Female && self.random.chance(400) {
            // She answers alone for children who bear their father's name, or hers is his too.
            let other = self.surname();
            if self.random.chance(600) {
                first.birth_name = Some(other);
            } else {
                children_surname = other;
            }
        }
        let mut family = self.family_around(first, size);
        if self.random.chance(15) {
            children_surname = format!("{children_surname}-{}", self.surname());
        }
        for child in &mut family.children {
            child.surname.clone_from(&children_surname);
        }
        family
    }

    /// A family whose first guardian is known and whose children bear that guardian's surname.
    pub fn family_around(&mut self, guardian: Person, size: FamilySize) -> Family {
        let surname = guardian.surname.clone();
        let guardians = match size.guardians {
            0 => Vec::new(),
            1 => vec![guardian],
            _ => {
                let partner = self.partner(&guardian);
                vec![guardian, partner]
            }
        };
        Family { children: self.siblings(&surname, size.children), guardians }
    }

    /// Someone else at the school under the same surname and first name.
    pub fn homonymous_pupil(&mut self, pupil: &Person) -> Person {
        let mut homonym = self.pupil(&pupil.surname, pupil.sex);
        homonym.first_name.clone_from(&pupil.first_name);
        homonym
    }

    /// Two first names so close that their bearers may be taken for one another, each with the sex
    /// that it tells.
    pub fn close_first_names(&mut self) -> [(String, Sex); 2] {
        let (one, other) = *self.random.pick(&CLOSE_FIRST_NAMES);
        let named = |(name, sex): (&str, Sex)| (name.to_owned(), sex);
        if self.random.chance(500) {
            [named(one), named(other)]
        } else {
            [named(other), named(one)]
        }
    }

    /// A pupil of the school, of any grade.
    fn pupil(&mut self, surname: &str, sex: Sex) -> Person {
        let year = BIRTH_YEAR_OF_THE_SIXIEME - self.random.below(4);
        Person {
            sex,
            first_name: self.names.first_name(sex, Generation::Pupil, &mut self.random),
            second_names: self.second_names(sex),
            surname: surname.to_owned(),
            birth_name: None,
            birth: Date::in_year(year, &mut self.random),
        }
    }

    /// Children of one family: no two of a year, no two of a first name.
    fn siblings(&mut self, surname: &str, count: usize) -> Vec<Person> {
        let mut siblings: Vec<Person> = Vec::with_capacity(count);
        while siblings.len() < count {
            let sex = self.sex(490);
            let child = self.pupil(surname, sex);
            let distinct = siblings.iter().all(|sibling| {
                sibling.birth.year != child.birth.year && sibling.first_name != child.first_name
            });
            if distinct {
                siblings.push(child);
            }
        }
        siblings
    }

    /// The other parent. Most wives bear the husband's name; the others are one reason why a
    /// guardian and a child in seven have different surnames.
    fn partner(&mut self, of: &Person) -> Person {
        let sex = match of.sex {
            Sex::Female => Sex::Male,
            Sex::Male => Sex::Female,
        };
        let own_name = self.surname();
        let mut partner = self.adult_named(sex, own_name.clone());
        if sex == Sex::Male {
            partner.surname.clone_from(&of.surname);
        } else if self.random.chance(870) {
            partner.surname.clone_from(&of.surname);
            partner.birth_name = Some(own_name);
        }
        partner
    }

    /// Some surname, in capitals.
    fn surname(&mut self) -> String {
        self.names.surname(&mut self.random)
    }

    /// Feminine so many times in a thousand.
    fn sex(&mut self, female_per_mille: u32) -> Sex {
        if self.random.chance(female_per_mille) { Sex::Female } else { Sex::Male }
    }

    fn adult_named(&mut self, sex: Sex, surname: String) -> Person {
        let year = 1966 + self.random.below(14) + self.random.below(14);
        Person {
            sex,
            first_name: self.names.first_name(sex, Generation::Adult, &mut self.random),
            second_names: self.second_names(sex),
            surname,
            birth_name: None,
            birth: Date::in_year(year, &mut self.random),
        }
    }

    fn second_names(&mut self, sex: Sex) -> Vec<String> {
        (0..=self.random.below(2)).map(|_| self.names.second_name(sex, &mut self.random)).collect()
    }
}
