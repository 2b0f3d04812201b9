//! Writes the file of accounts that the portal exports.

use super::EntColumns;
use super::date::French;
use super::people::Inventor;
use super::random::Random;
use super::records::{Identifiers, Record, record};
use super::register::{Known, Register, Role};
use super::spelling;
use std::collections::HashMap;

/// Where the accounts of the invented school are.
const ESTABLISHMENT: &str = "COLLEGE DES ESSAIS";

/// How many accounts another establishment of the same portal has.
const ACCOUNTS_ELSEWHERE: usize = 1500;

/// The accounts of the portal, in no order of people.
#[derive(Default)]
pub struct Directory {
    accounts: Vec<Account>,
    logins: HashMap<String, u32>,
}

struct Account {
    civility: Option<&'static str>,
    surname: String,
    first_name: String,
    profile: &'static str,
    login: String,
    password: Option<String>,
    ent_id: String,
    establishment: String,
    class: Option<String>,
    birth: Option<French>,
    children: String,
}

impl Directory {
    /// Adds the accounts of the school itself.
    pub fn add_school(&mut self, records: &[Record], random: &mut Random) {
        self.add(records, ESTABLISHMENT, usize::MAX, random);
    }

    /// Adds so many accounts of other establishments.
    pub fn add_strangers(
        &mut self,
        strangers: usize,
        identifiers: &mut Identifiers,
        inventor: &mut Inventor,
    ) {
        let mut missing = strangers;
        while missing > 0 {
            let mut register =
                Register::with_staff(ACCOUNTS_ELSEWHERE, Known::PortalOnly, inventor);
            let families = ACCOUNTS_ELSEWHERE - register.members.len();
            register.add_families(families, Known::PortalOnly, inventor);
            let namesake = inventor.man();
            let establishment = format!(
                "COLLEGE {} {}",
                spelling::without_accents(&namesake.first_name).to_uppercase(),
                spelling::without_accents(&namesake.surname)
            );
            let records = record(register, identifiers, &mut inventor.random);
            let taken = missing.min(records.len());
            self.add(&records, &establishment, taken, &mut inventor.random);
            missing -= taken;
        }
    }

    /// The CSV file as spreadsheets of this country like it: byte order mark, semicolons, CRLF.
    /// Like the portal's, its lines end with a separator.
    pub fn csv(mut self, columns: EntColumns) -> String {
        self.accounts.sort_by(|one, other| one.ent_id.cmp(&other.ent_id));
        let header = match columns {
            EntColumns::Full => {
                "Civilité;Nom;Prénom;Profil;Login;Mot de passe;Identifiant ENT;Etablissement;\
                 Classe;Date de naissance;Enfant(s);"
            }
            EntColumns::Short => "Civilité;Nom;Prénom;Profil;Login;Identifiant ENT;Etablissement;",
        };
        let mut csv = format!("\u{FEFF}{header}\r\n");
        for account in &self.accounts {
            csv.push_str(&account.line(columns));
            csv.push_str("\r\n");
        }
        csv
    }

    fn add(&mut self, records: &[Record], establishment: &str, most: usize, random: &mut Random) {
        let known = records.iter().filter_map(|record| Some((record, record.ent_id.clone()?)));
        for (record, ent_id) in known.take(most) {
            let entry = &record.sides.portal;
            let login = self.login(&entry.first_name, &entry.surname);
            self.accounts.push(Account {
                civility: entry.civility,
                surname: entry.surname.clone(),
                first_name: entry.first_name.clone(),
                profile: profile(record.member.role),
                login,
                password: random.chance(150).then(|| password(random)),
                ent_id,
                establishment: establishment.to_owned(),
                class: entry.class.clone(),
                birth: entry.birth.map(French),
                children: children(record, records),
            });
        }
    }

    /// `prenom.nom`, with a number from the second of that name on.
    fn login(&mut self, first_name: &str, surname: &str) -> String {
        let login = format!("{}.{}", login_part(first_name), login_part(surname));
        let bearers = self.logins.entry(login.clone()).or_default();
        *bearers += 1;
        match *bearers {
            1 => login,
            rank => format!("{login}{rank}"),
        }
    }
}

impl Account {
    fn line(&self, columns: EntColumns) -> String {
        let class = self.class.as_deref().unwrap_or_default();
        let civility = self.civility.unwrap_or_default();
        let Self { surname, first_name, profile, login, ent_id, establishment, children, .. } =
            self;
        match columns {
            EntColumns::Full => {
                let password = self.password.as_deref().unwrap_or_default();
                let birth = self.birth.as_ref().map(French::to_string).unwrap_or_default();
                format!(
                    "{civility};{surname};{first_name};{profile};{login};{password};{ent_id};\
                     {establishment};{class};{birth};{children};"
                )
            }
            EntColumns::Short => format!(
                "{civility};{surname};{first_name};{profile};{login};{ent_id};{establishment};"
            ),
        }
    }
}

fn profile(role: Role) -> &'static str {
    match role {
        Role::Teacher => "Professeur",
        Role::Student => "Elève",
        Role::Guardian => "Parent",
        Role::InternshipSupervisor => "Maître de stage",
        Role::Inspector => "Inspecteur",
        Role::Staff => "Personnel",
    }
}

/// The first password of those who have never signed in.
fn password(random: &mut Random) -> String {
    (0..8).map(|_| random.sign("abcdefghjkmnpqrstuvwxyz23456789")).collect()
}

/// The children that the portal knows, by the names it gives them.
fn children(guardian: &Record, records: &[Record]) -> String {
    let names: Vec<String> = guardian
        .member
        .children
        .iter()
        .map(|&child| &records[child])
        .filter(|child| child.ent_id.is_some())
        .map(|child| {
            let entry = &child.sides.portal;
            format!("{} {}", entry.first_name, entry.surname)
        })
        .collect();
    names.join(", ")
}

fn login_part(name: &str) -> String {
    let plain = spelling::without_accents(name).to_lowercase();
    let plain = spelling::without_ligatures(&plain).unwrap_or(plain);
    let words: Vec<String> = plain
        .split([' ', '-'])
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.join("-")
}
