//! The linkage from a terminal: one JSON object per PRONOTE account on standard output, problems and
//! a summary on standard error.
//!
//! ```text
//! cargo run --release -p domain --example link -- --pronote FILE [--pronote FILE] \
//!     --directory FILE [--directory FILE] [--known PAIRS.csv] [--uai UAI] > decisions.jsonl
//! ```
//!
//! `PAIRS.csv` holds the pairs that stand already, as `pronote_id;ent_id` lines.

use domain::category::Category;
use domain::files::ent_accounts::Purpose;
use domain::files::fingerprint::Fingerprint;
use domain::files::open;
use domain::linkage::{Input, Link, Linker, Outcome};
use domain::person::{EntAccount, PronoteAccount};
use domain::problem::Problem;
use domain::reconciliation::Sources;
use domain::task::run;
use domain::uai::Uai;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    match link() {
        // Whoever reads the lines has read enough.
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(is_broken_pipe) => Ok(()),
        result => result,
    }
}

fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

fn link() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let start = Instant::now();
    let sources = read_sources(&arguments)?;
    let (pronote, directory) = (sources.pronote(), sources.directory());
    let read = start.elapsed();

    let settled = read_pairs(arguments.known.as_deref(), &pronote, &directory)?;
    let start = Instant::now();
    let input = Input { pronote: &pronote, directory: &directory, settled: &settled, held: &[] };
    let linker = Linker::new(input);
    let index = start.elapsed();
    let links = run(linker);
    let link = start.elapsed().saturating_sub(index);

    let mut output = BufWriter::new(io::stdout().lock());
    for (account, link) in pronote.iter().zip(&links) {
        writeln!(output, "{}", line(account, link, &directory))?;
    }
    output.flush()?;
    summary(&pronote, &links, directory.len(), [read, index, link]);
    Ok(())
}

/// What was asked for.
#[derive(Default)]
struct Arguments {
    files: Vec<String>,
    known: Option<String>,
    uai: Option<Uai>,
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut arguments = Self::default();
        while let Some(word) = words.next() {
            let value = words.next().ok_or_else(|| format!("{word} takes a value"))?;
            match word.as_str() {
                "--pronote" | "--directory" => arguments.files.push(value),
                "--known" => arguments.known = Some(value),
                "--uai" => {
                    let uai = Uai::parse(&value).map_err(|_| format!("{value} is no UAI"))?;
                    arguments.uai = Some(uai);
                }
                _ => return Err(format!("unknown option {word}").into()),
            }
        }
        Ok(arguments)
    }
}

/// Reads the files; their kinds are known by what is in them.
fn read_sources(arguments: &Arguments) -> Result<Sources, Box<dyn Error>> {
    let mut sources: Option<Sources> = arguments.uai.clone().map(Sources::new);
    for path in &arguments.files {
        let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        let read = match open(&bytes) {
            Ok(opened) => run(opened.reader(Purpose::Linkage)),
            Err(problem) => return Err(told(path, &problem).into()),
        };
        // Without --uai, the first file that names a school decides.
        let uai = read.records.uais().first().cloned();
        let sources = match (&mut sources, uai) {
            (Some(sources), _) => sources,
            (none, Some(uai)) => none.insert(Sources::new(uai)),
            (none, None) => {
                none.insert(Sources::new(Uai::parse("0000000A").expect("shaped as a UAI")))
            }
        };
        for problem in read.records.problems().as_slice() {
            eprintln!("{}", told(path, problem));
        }
        if let Err(problems) = sources.add(Fingerprint::of(&bytes), read) {
            let last = problems.as_slice().last().map(|problem| told(path, problem));
            return Err(last.unwrap_or_default().into());
        }
    }
    sources.ok_or_else(|| "--pronote and --directory are needed".into())
}

fn told(path: &str, problem: &Problem) -> String {
    let line = problem.place.map(|place| format!(":{}", place.line)).unwrap_or_default();
    format!("{path}{line}: {:?}: {:?}", problem.severity(), problem.kind)
}

fn read_pairs(
    path: Option<&str>,
    pronote: &[PronoteAccount],
    directory: &[EntAccount],
) -> Result<Vec<(usize, usize)>, Box<dyn Error>> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let rows: HashMap<&str, usize> =
        pronote.iter().enumerate().map(|(row, account)| (account.id.as_str(), row)).collect();
    let places: HashMap<&str, usize> = directory
        .iter()
        .enumerate()
        .filter_map(|(place, account)| Some((account.ent_id.as_ref()?.as_str(), place)))
        .collect();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let pair = |line: &str| {
        let (id, ent_id) = line.split_once([';', ','])?;
        Some((*rows.get(id.trim())?, *places.get(ent_id.trim())?))
    };
    Ok(text.lines().filter_map(pair).collect())
}

fn line(account: &PronoteAccount, link: &Link, directory: &[EntAccount]) -> Value {
    let ent_id = |place: usize| {
        let account = &directory[place];
        let id = account.ent_id.as_ref().map(domain::person::EntId::as_str);
        id.or(account.login.as_ref().map(domain::person::Login::as_str))
    };
    let best = link.best();
    let decision = match link.outcome {
        Outcome::Automatic => "automatic",
        Outcome::Suggested => "suggested",
        Outcome::None => "none",
    };
    let candidates: Vec<Value> = link
        .candidates
        .iter()
        .map(|c| json!({"ent_id": ent_id(c.account), "weight": rounded(c.weight.total())}))
        .collect();
    let reasons = best.map(|best| link.reasons(best)).unwrap_or_default();
    json!({
        "category": account.category.code(),
        "pronote_id": account.id.as_str(),
        "decision": decision,
        "ent_id": best.and_then(|best| ent_id(best.account)),
        "weight": best.map(|best| rounded(best.weight.total())),
        "candidates": candidates,
        "reasons": reasons.into_iter().map(domain::linkage::Reason::code).collect::<Vec<_>>(),
    })
}

fn rounded(bits: f64) -> f64 {
    (bits * 10.0).round() / 10.0
}

fn summary(pronote: &[PronoteAccount], links: &[Link], directory: usize, times: [Duration; 3]) {
    eprintln!("{} PRONOTE accounts, {directory} portal accounts", pronote.len());
    eprintln!("{:<22} {:>9} {:>9} {:>6}", "category", "automatic", "suggested", "none");
    for category in Category::ALL {
        let of_category = |outcome: Outcome| {
            let pairs = pronote.iter().zip(links);
            pairs.filter(|(a, l)| a.category == category && l.outcome == outcome).count()
        };
        eprintln!(
            "{:<22} {:>9} {:>9} {:>6}",
            category.code(),
            of_category(Outcome::Automatic),
            of_category(Outcome::Suggested),
            of_category(Outcome::None)
        );
    }
    let [read, index, link] = times.map(|time| time.as_secs_f64() * 1000.0);
    eprintln!("read {read:.1} ms, index {index:.1} ms, link {link:.1} ms");
}
