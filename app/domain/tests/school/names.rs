//! Names drawn as in real life: a few are everywhere, most are rare, so that homonyms happen.

use super::name_lists as lists;
use super::random::Random;

/// Who bears a name: it decides which first names are likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Feminine.
    Female,
    /// Masculine.
    Male,
}

impl Sex {
    /// The civility as both sides write it.
    pub fn civility(self) -> &'static str {
        match self {
            Self::Female => "Mme",
            Self::Male => "M.",
        }
    }
}

/// When its bearer was born: each has its fashions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// At the school.
    Pupil,
    /// Old enough to have a child there.
    Adult,
}

/// All the lists, ready to draw from.
pub struct Names {
    girls: FirstNames,
    boys: FirstNames,
    women: FirstNames,
    men: FirstNames,
    frequent_surnames: Ranked,
    rare_surnames: Vec<Kind>,
}

struct Kind {
    per_mille: u32,
    beginnings: Ranked,
    joint: &'static str,
    ends: Ranked,
}

struct FirstNames {
    simple: Ranked,
    compound: Ranked,
    compound_per_mille: u32,
}

impl Names {
    /// Reads the lists.
    pub fn new() -> Self {
        let first_names = |simple, compound, compound_per_mille| FirstNames {
            simple: Ranked::new(simple),
            compound: Ranked::new(compound),
            compound_per_mille,
        };
        Self {
            girls: first_names(lists::GIRLS, lists::COMPOUND_GIRLS, 20),
            boys: first_names(lists::BOYS, lists::COMPOUND_BOYS, 20),
            women: first_names(lists::WOMEN, lists::COMPOUND_WOMEN, 70),
            men: first_names(lists::MEN, lists::COMPOUND_MEN, 80),
            frequent_surnames: Ranked::new(lists::FREQUENT_SURNAMES),
            rare_surnames: lists::RARE_SURNAMES
                .iter()
                .map(|kind| Kind {
                    per_mille: kind.per_mille,
                    beginnings: Ranked::new(kind.beginnings),
                    joint: kind.joint,
                    ends: Ranked::new(kind.ends),
                })
                .collect(),
        }
    }

    /// A usual first name.
    pub fn first_name(&self, sex: Sex, generation: Generation, random: &mut Random) -> String {
        let lists = self.first_names(sex, generation);
        let list =
            if random.chance(lists.compound_per_mille) { &lists.compound } else { &lists.simple };
        list.draw(random).to_owned()
    }

    /// A first name that comes after the usual one: simple, and often a grandparent's.
    pub fn second_name(&self, sex: Sex, random: &mut Random) -> String {
        let lists = self.first_names(sex, Generation::Adult);
        lists.simple.draw(random).to_owned()
    }

    /// A surname, in capitals as both sides write it.
    pub fn surname(&self, random: &mut Random) -> String {
        if random.chance(180) {
            return self.frequent_surnames.draw(random).to_uppercase();
        }
        let name = self.rare_surname(random);
        if random.chance(12) {
            format!("{name}-{}", self.frequent_surnames.draw(random).to_uppercase())
        } else {
            name
        }
    }

    fn rare_surname(&self, random: &mut Random) -> String {
        let mut drawn = random.below(1000);
        for kind in &self.rare_surnames {
            if drawn < kind.per_mille {
                let beginning = kind.beginnings.draw(random);
                let end = kind.ends.draw(random);
                return format!("{beginning}{}{end}", kind.joint).to_uppercase();
            }
            drawn -= kind.per_mille;
        }
        unreachable!("the shares of the rare surnames add up to a thousand")
    }

    fn first_names(&self, sex: Sex, generation: Generation) -> &FirstNames {
        match (sex, generation) {
            (Sex::Female, Generation::Pupil) => &self.girls,
            (Sex::Male, Generation::Pupil) => &self.boys,
            (Sex::Female, Generation::Adult) => &self.women,
            (Sex::Male, Generation::Adult) => &self.men,
        }
    }
}

/// A list whose entries are drawn after Zipf: the weight of the entry of rank r is 1 / (r + 16).
/// The shift of 16 keeps the first ones from being everybody's.
struct Ranked {
    entries: Vec<&'static str>,
    /// The sum of the weights up to and including each entry.
    cumulated: Vec<u32>,
}

impl Ranked {
    const SHIFT: u32 = 16;

    fn new(list: &'static str) -> Self {
        let entries: Vec<_> = list.split(',').map(str::trim).collect();
        let cumulated = (Self::SHIFT..)
            .zip(&entries)
            .scan(0, |sum, (rank, _)| {
                *sum += 1_000_000 / rank;
                Some(*sum)
            })
            .collect();
        Self { entries, cumulated }
    }

    fn draw(&self, random: &mut Random) -> &'static str {
        let total = self.cumulated.last().copied().unwrap_or(0);
        let drawn = random.below(total);
        self.entries[self.cumulated.partition_point(|&sum| sum <= drawn)]
    }
}
