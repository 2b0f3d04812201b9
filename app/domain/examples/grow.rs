//! How time and memory grow with the directory: from 500 to 500,000 portal accounts, read from the bytes
//! of their CSV, linked, and made ready for the six steps and for the search, natively, on one thread
//! (`make grow`).
//!
//! Memory is the peak of the whole process so far, files included, as Linux tells it.

#[path = "../tests/school/mod.rs"]
#[expect(dead_code, reason = "nothing is written")]
mod school;

use domain::ent_key::{CasKey, LoginSalt};
use domain::files::ent_accounts::Purpose;
use domain::files::fingerprint::Fingerprint;
use domain::files::open;
use domain::linkage::search::SearchIndex;
use domain::linkage::{Linker, Outcome};
use domain::reconciliation::{Mode, Run, Setting, Sources, Stored};
use domain::task::run;
use domain::uai::Uai;
use school::{EntColumns, Plan};
use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

/// Accounts of PRONOTE, and of other establishments in the directory.
const SIZES: [(usize, usize); 7] = [
    (500, 0),
    (1_500, 0),
    (5_000, 0),
    (5_000, 1_000),
    (5_000, 45_000),
    (5_000, 195_000),
    (5_000, 495_000),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!(
        "{:>8} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "PRONOTE",
        "portal",
        "read ms",
        "keys ms",
        "link ms",
        "steps ms",
        "index ms",
        "automatic",
        "peak MB"
    );
    for (accounts, strangers) in SIZES {
        let columns = if strangers == 0 { EntColumns::Full } else { EntColumns::Short };
        let plan = Plan { pronote_accounts: accounts, columns, strangers, ..Plan::default() };
        let school = school::build(&plan);
        let mut sources = Sources::new(Uai::parse(plan.uai).map_err(|_| "shaped as a UAI")?);
        let start = Instant::now();
        for text in [&school.identifiers_xml, &school.ent_csv] {
            let reader = open(text.as_bytes()).map_err(|_| "a file of ours")?;
            let read = run(reader.reader(Purpose::Linkage));
            sources.add(Fingerprint::of(text.as_bytes()), read).map_err(|_| "a file of ours")?;
        }
        let read = start.elapsed();
        let start = Instant::now();
        let (pronote, directory) = (sources.pronote(), sources.directory());
        let cas = (CasKey::EntId, &LoginSalt::new([0; LoginSalt::LEN]));
        let setting = Setting::new(Mode::Complete, pronote, directory, cas, Stored::default());
        let keys = start.elapsed();
        let start = Instant::now();
        let links = run(Linker::new(setting.linkage_input(&[], &[])));
        let link = start.elapsed();
        let automatic = links.iter().filter(|link| link.outcome == Outcome::Automatic).count();
        let (rows, portal) = (setting.pronote.len(), setting.directory.len());
        let start = Instant::now();
        let index = SearchIndex::of(&setting.directory);
        let indexed = start.elapsed();
        let start = Instant::now();
        let steps = Run::new(setting, links, &[]);
        let stepped = start.elapsed();
        let [read, keys, link, stepped, indexed] =
            [read, keys, link, stepped, indexed].map(milliseconds);
        println!(
            "{rows:>8} {portal:>10} {read:>10.1} {keys:>10.1} {link:>10.1} {stepped:>10.1} \
             {indexed:>10.1} {automatic:>10} {:>10}",
            peak()
        );
        drop((index, steps));
    }
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory that the process has held, in MB; a dash where the system does not tell.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| {
        line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok()
    });
    kilobytes.map_or_else(|| "-".to_owned(), |kilobytes| (kilobytes / 1000).to_string())
}
