//! Writes the files of an invented school, and the truth about who is who.
//!
//! `cargo run -p domain --example school -- --seed 1 --accounts 1500 --out DIRECTORY`
//!
//! Options: `--columns full` or `--columns short`, `--strangers NUMBER`, `--uai UAI`. What is not
//! given is as in the demonstration school.

#[path = "../tests/school/mod.rs"]
mod school;

use school::Plan;
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let (plan, out) = arguments()?;
    let school = school::build(&plan);
    fs::create_dir_all(&out)?;
    fs::write(out.join("IdPN_To_KOSMOS.xml"), &school.identifiers_xml)?;
    fs::write(out.join("comptes-ent.csv"), &school.ent_csv)?;
    fs::write(out.join("truth.csv"), school::truth_csv(&school))?;
    Ok(())
}

fn arguments() -> Result<(Plan, PathBuf), Box<dyn Error>> {
    let mut plan = Plan::default();
    let mut out = None;
    let mut arguments = env::args().skip(1);
    while let Some(option) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{option} needs a value"))?;
        match option.as_str() {
            "--seed" => plan.seed = value.parse()?,
            "--accounts" => plan.pronote_accounts = value.parse()?,
            "--columns" => plan.columns = value.parse()?,
            "--strangers" => plan.strangers = value.parse()?,
            // A plan borrows its UAI for the whole run.
            "--uai" => plan.uai = value.leak(),
            "--out" => out = Some(PathBuf::from(value)),
            _ => return Err(format!("unknown option {option}").into()),
        }
    }
    Ok((plan, out.ok_or("--out DIRECTORY is missing")?))
}
