//! The directory search, timed on queries of which the answer is known: `make bench-search` builds it for
//! WebAssembly and runs it beside other search libraries.
//!
//! Standard input holds the queries, an empty line, and the portal's CSV. A query per line: its kind, its
//! words and who is meant ("NOM PRÉNOM" as in the file), separated by `;`. Prints a line of JSON for each
//! kind.

use domain::files::ent_accounts::Purpose;
use domain::files::{Records, open};
use domain::linkage::search::SearchIndex;
use domain::task::run;
use serde_json::json;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Read};
use std::time::Instant;

/// Accounts that a screen shows at first.
const SHOWN: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let (queries, directory) = input.split_once("\n\n").ok_or("the empty line is missing")?;
    let reader = open(directory.as_bytes()).map_err(|_| "the directory cannot be read")?;
    let Records::Portal(read) = run(reader.reader(Purpose::Linkage)).records else {
        return Err("this is no directory".into());
    };
    let start = Instant::now();
    let index = SearchIndex::of(&read.accounts);
    let built = start.elapsed();
    let name = |place: usize| {
        let identity = &read.accounts[place].identity;
        format!("{} {}", identity.last_name, identity.first_name)
    };
    let mut kinds: BTreeMap<&str, (Vec<f64>, usize)> = BTreeMap::new();
    for line in queries.lines() {
        let [kind, query, meant] = line.splitn(3, ';').collect::<Vec<_>>()[..] else { continue };
        let start = Instant::now();
        let found = index.search(query, SHOWN);
        let took = start.elapsed().as_secs_f64() * 1e3;
        let (times, hits) = kinds.entry(kind).or_default();
        times.push(took);
        *hits += usize::from(found.into_iter().any(|place| name(place) == meant));
    }
    println!("{}", json!({ "index": built.as_secs_f64() * 1e3 }));
    for (kind, (times, hits)) in kinds {
        println!("{}", json!({ "kind": kind, "times": times, "hits": hits }));
    }
    Ok(())
}
