//! Invented schools: the files of both sides, and the truth about who is who.
//!
//! A school is decided by its [`Plan`]: the same plan gives the same bytes for ever, on every
//! machine. Its people are made up first (`people`, `register`), then the situations that mislead
//! (`scenes`) and the accounts that one side lacks (`absences`), then what each side writes of them
//! (`differences`), and last the files (`pronote`, `directory`) and the truth. Nothing here uses the
//! product: what is generated must not share the errors of what reads it.

mod absences;
#[cfg(test)]
mod checks;
mod date;
mod differences;
mod directory;
mod name_lists;
mod names;
mod people;
mod pronote;
pub mod random;
mod records;
mod register;
mod scenes;
mod sides;
mod spelling;
mod troubles;
mod truth;

pub use troubles::Trouble;

use directory::Directory;
use people::Inventor;
use records::Identifiers;
use register::{Known, Register};
use std::str::FromStr;

/// What decides a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Decides the people and everything that happens to them.
    pub seed: u64,
    /// How many accounts PRONOTE has, all categories together.
    pub pronote_accounts: usize,
    /// The number of the school.
    pub uai: &'static str,
    /// Which columns the portal exports.
    pub columns: EntColumns,
    /// How many accounts of other establishments the portal exports as well. Those of the school are
    /// the same whatever this is.
    pub strangers: usize,
}

/// The columns of the portal's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntColumns {
    /// Those of [`EntColumns::Short`], first passwords, classes, birth dates and children.
    Full,
    /// Civility, names, profile, login, identifier and establishment.
    Short,
}

/// An invented school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct School {
    /// What PRONOTE exports: `IdPN_To_KOSMOS.xml`.
    pub identifiers_xml: String,
    /// What the portal exports: `comptes-ent.csv`.
    pub ent_csv: String,
    /// One entry per PRONOTE account, in the order of the PRONOTE file.
    pub truth: Vec<Truth>,
}

/// One PRONOTE account and the portal account of the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The category's name for machines, as in the product.
    pub category: &'static str,
    /// The PRONOTE identifier.
    pub pronote_id: String,
    /// The portal account to link; nothing when there is none.
    pub ent_id: Option<String>,
    /// What makes it hard.
    pub troubles: Vec<Trouble>,
}

/// The demonstration school, whose files are published with the product.
impl Default for Plan {
    fn default() -> Self {
        Self {
            seed: 42,
            pronote_accounts: 1500,
            uai: "9990001X",
            columns: EntColumns::Full,
            strangers: 0,
        }
    }
}

impl FromStr for EntColumns {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "full" => Ok(Self::Full),
            "short" => Ok(Self::Short),
            _ => Err("the columns are `full` or `short`"),
        }
    }
}

/// Makes up a school.
pub fn build(plan: &Plan) -> School {
    let mut inventor = Inventor::new(plan.seed);
    let mut identifiers = Identifiers::default();
    let register = everybody(plan.pronote_accounts, &mut inventor);
    let mut records = records::record(register, &mut identifiers, &mut inventor.random);
    records::mark_homonyms(&mut records);
    let mut directory = Directory::default();
    directory.add_school(&records, &mut inventor.random);
    directory.add_strangers(plan.strangers, &mut identifiers, &mut inventor);
    School {
        identifiers_xml: pronote::identifiers_xml(plan.uai, &records),
        ent_csv: directory.csv(plan.columns),
        truth: truth::truth(&records),
    }
}

/// The truth as a file: one line per PRONOTE account, after a line of headings.
pub fn truth_csv(school: &School) -> String {
    let mut csv = String::from("category;pronote_id;ent_id;troubles\n");
    for truth in &school.truth {
        csv.extend([&truth.to_string(), "\n"]);
    }
    csv
}

fn everybody(accounts: usize, inventor: &mut Inventor) -> Register {
    let mut register = Register::with_staff(accounts, Known::Both, inventor);
    scenes::stage(accounts, &mut register, inventor);
    let missing = accounts.saturating_sub(register.pronote_accounts());
    register.add_families(missing, Known::Both, inventor);
    absences::close_portal_accounts(&mut register, &mut inventor.random);
    absences::add_portal_only_people(accounts, &mut register, inventor);
    register
}
