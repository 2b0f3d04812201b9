//! Invented schools, by category, against the truth of their generator.

use crate::school::{self, EntColumns, Plan};
use crate::score::{Score, heading};
use domain::category::Category;
use domain::files::ent_accounts::Purpose;
use domain::files::fingerprint::Fingerprint;
use domain::files::open;
use domain::linkage::{Input, Linker};
use domain::reconciliation::Sources;
use domain::task::run;
use domain::uai::Uai;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// Accounts of other establishments in the second setting.
const STRANGERS: usize = 3000;

/// Links the schools of these seeds with all columns, and with names only among strangers.
pub fn evaluate(seeds: RangeInclusive<u64>, accounts: usize) {
    for (columns, strangers, name) in [
        (EntColumns::Full, 0, "schools, dates, classes and children"),
        (EntColumns::Short, STRANGERS, "schools, names only, 3,000 strangers"),
    ] {
        let mut by_category = [Score::default(); Category::ALL.len()];
        for seed in seeds.clone() {
            let plan =
                Plan { seed, pronote_accounts: accounts, columns, strangers, ..Plan::default() };
            for (sum, one) in by_category.iter_mut().zip(link(&plan)) {
                *sum += one;
            }
        }
        println!("{}", heading(&format!("{name}, {} seeds", seeds.clone().count())));
        let mut all = Score::default();
        for (category, score) in Category::ALL.into_iter().zip(by_category) {
            println!("{}", score.line(category.code()));
            all += score;
        }
        println!("{}", all.line("all"));
    }
}

fn link(plan: &Plan) -> [Score; Category::ALL.len()] {
    let school = school::build(plan);
    let mut sources = Sources::new(Uai::parse(plan.uai).expect("shaped as a UAI"));
    for text in [&school.identifiers_xml, &school.ent_csv] {
        let read = run(open(text.as_bytes()).expect("a file of ours").reader(Purpose::Linkage));
        sources.add(Fingerprint::of(text.as_bytes()), read).expect("a file of ours");
    }
    let (pronote, directory) = (sources.pronote(), sources.directory());
    let places: HashMap<&str, usize> = directory
        .iter()
        .enumerate()
        .filter_map(|(place, account)| Some((account.ent_id.as_ref()?.as_str(), place)))
        .collect();
    let truth: HashMap<&str, (Option<usize>, String)> = school
        .truth
        .iter()
        .map(|truth| {
            let place = truth.ent_id.as_deref().and_then(|id| places.get(id).copied());
            (truth.pronote_id.as_str(), (place, truth.to_string()))
        })
        .collect();
    let input = Input { pronote: &pronote, directory: &directory, settled: &[], held: &[] };
    let mut scores = [Score::default(); Category::ALL.len()];
    for (account, link) in pronote.iter().zip(run(Linker::new(input))) {
        let (right, told) = &truth[account.id.as_str()];
        let score = &mut scores[account.category.index()];
        let wrong = score.wrong;
        score.add(&link, *right);
        if score.wrong > wrong {
            println!("false: seed {} {told}", plan.seed);
        }
    }
    scores
}
