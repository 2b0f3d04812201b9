//! FEBRL dataset 4: 5,000 people, and 5,000 records of them with the errors of real registers. Names and
//! birth date only, as a school has them.

use crate::blocking::Found;
use crate::school::random::Random;
use crate::score::{Score, heading};
use domain::birth_date::BirthDate;
use domain::category::Category;
use domain::linkage::{Input, Linker};
use domain::person::{EntAccount, EntId, Identity, PronoteAccount};
use domain::pronote_id::PronoteId;
use domain::task::run;
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

/// A person's record: who it is, and what is written of them.
#[derive(Clone)]
struct Record {
    who: String,
    id: String,
    identity: Identity,
}

/// Accounts that are taken out of the directory: 30 % of the true ones.
const ABSENT: usize = 1500;

/// Links the three settings, and names alone.
pub fn evaluate(folder: &Path, draws: RangeInclusive<u64>) -> Result<(), Box<dyn Error>> {
    let people = read(folder, "dataset4a.csv")?;
    let accounts = read(folder, "dataset4b.csv")?;
    let mut strangers = Vec::new();
    for name in ["dataset1.csv", "dataset2.csv", "dataset3.csv"] {
        strangers.extend(read(folder, name)?.into_iter().map(|record| Record {
            who: format!("{name} {}", record.who),
            id: format!("{}-{}", &name[7..8], record.id),
            ..record
        }));
    }
    println!("{}", heading("FEBRL4, names and birth date"));
    let (shipped, found) = score(&people, &accounts);
    println!("{}", shipped.line("as shipped, everybody has an account"));
    println!("{}", found.line());
    let mut sums = [(); 3].map(|()| Score::default());
    let mut worst = [0; 3];
    for draw in draws.clone() {
        let mut present = accounts.clone();
        let mut random = Random::new(draw);
        for _ in 0..ABSENT {
            present.swap_remove(random.place(present.len()));
        }
        let among_strangers: Vec<Record> = present.iter().chain(&strangers).cloned().collect();
        let settings = [
            score(&people, &present),
            score(&people, &among_strangers),
            score(&without_dates(&people), &without_dates(&among_strangers)),
        ]
        .map(|(score, _)| score);
        for ((sum, worst), one) in sums.iter_mut().zip(&mut worst).zip(settings) {
            *worst = (*worst).max(one.wrong());
            *sum += &one;
        }
    }
    let names =
        ["30 % of the accounts absent", "the same, 11,000 strangers", "the same, names only"];
    let count = draws.count();
    for ((name, sum), worst) in names.into_iter().zip(&sums).zip(worst) {
        println!("{} worst draw {worst}", sum.line(&format!("{name}, {count} draws")));
    }
    println!("\n30 % absent, 11,000 strangers:");
    sums[1].print_conditions();
    Ok(())
}

fn score(people: &[Record], accounts: &[Record]) -> (Score, Found) {
    let mut pronote: Vec<(PronoteAccount, &str)> =
        people.iter().map(|person| (pronote_account(person), person.who.as_str())).collect();
    let mut directory: Vec<(EntAccount, &str)> =
        accounts.iter().map(|account| (ent_account(account), account.who.as_str())).collect();
    pronote.sort();
    directory.sort();
    let place_of: HashMap<&str, usize> =
        directory.iter().enumerate().map(|(place, (_, who))| (*who, place)).collect();
    let (pronote, who): (Vec<_>, Vec<_>) = pronote.into_iter().unzip();
    let directory: Vec<EntAccount> = directory.into_iter().map(|(account, _)| account).collect();
    let truth: Vec<Option<usize>> = who.iter().map(|who| place_of.get(who).copied()).collect();
    let input = Input { pronote: &pronote, directory: &directory, settled: &[], held: &[] };
    let mut score = Score::default();
    for (link, right) in run(Linker::new(input)).iter().zip(&truth) {
        score.add(link, *right);
    }
    (score, Found::of(&pronote, &directory, &truth))
}

fn without_dates(records: &[Record]) -> Vec<Record> {
    let mut records = records.to_vec();
    for record in &mut records {
        record.identity.birth_date = None;
    }
    records
}

fn pronote_account(record: &Record) -> PronoteAccount {
    PronoteAccount {
        category: Category::Student,
        id: PronoteId::parse(&record.id.replace('-', "")).expect("letters and digits"),
        identity: record.identity.clone(),
        class: None,
        cas_id: None,
        national_id: None,
        siecle_id: None,
        children: Vec::new(),
        legal_rank: None,
        shared_id: false,
    }
}

fn ent_account(record: &Record) -> EntAccount {
    EntAccount {
        ent_id: EntId::parse(&record.id),
        category: Some(Category::Student),
        identity: record.identity.clone(),
        ..EntAccount::default()
    }
}

/// `rec_id, given_name, surname, …, date_of_birth, …`; `rec-12-org` and `rec-12-dup-0` are one person.
fn read(folder: &Path, name: &str) -> Result<Vec<Record>, Box<dyn Error>> {
    let text = fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').map(str::trim).collect();
    let column = |wanted: &str| {
        header.iter().position(|name| *name == wanted).ok_or(format!("{name} has no {wanted}"))
    };
    let (id, first, last, born) =
        (column("rec_id")?, column("given_name")?, column("surname")?, column("date_of_birth")?);
    Ok(lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').map(str::trim).collect();
            Record {
                who: cells[id].split('-').nth(1).unwrap_or_default().to_owned(),
                id: cells[id].to_owned(),
                identity: Identity {
                    last_name: cells[last].into(),
                    first_name: cells[first].into(),
                    birth_date: BirthDate::parse(cells[born]),
                    ..Identity::default()
                },
            }
        })
        .collect())
}
