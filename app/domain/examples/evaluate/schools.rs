//! Invented schools, by category, against the truth of their generator.

use crate::blocking::Found;
use crate::school::{self, EntColumns, Plan};
use crate::score::{Score, heading, namesakes_heading};
use domain::category::Category;
use domain::files::ent_accounts::Purpose;
use domain::files::fingerprint::Fingerprint;
use domain::files::open;
use domain::linkage::{Input, Linker};
use domain::person::{EntAccount, PronoteAccount};
use domain::reconciliation::Sources;
use domain::task::run;
use domain::uai::Uai;
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Accounts of other establishments in the second setting.
const STRANGERS: usize = 3000;

/// Links the schools of these seeds with all columns, and with names only among strangers.
pub fn evaluate(seeds: RangeInclusive<u64>, accounts: usize) {
    for (columns, strangers, name) in [
        (EntColumns::Full, 0, "schools, dates, classes and children"),
        (EntColumns::Short, STRANGERS, "schools, names only, 3,000 strangers"),
    ] {
        let mut by_category = Category::ALL.map(|_| Score::default());
        let mut found = Found::default();
        for seed in seeds.clone() {
            let plan =
                Plan { seed, pronote_accounts: accounts, columns, strangers, ..Plan::default() };
            let case = Case::of(&plan);
            found += Found::of(&case.pronote, &case.directory, &case.truth);
            for (sum, one) in by_category.iter_mut().zip(case.link()) {
                *sum += &one;
            }
        }
        println!("\n{}", heading(&format!("{name}, {} seeds", seeds.clone().count())));
        let mut all = Score::default();
        for (category, score) in Category::ALL.into_iter().zip(&by_category) {
            println!("{}", score.line(category.code()));
            all += score;
        }
        println!("{}", all.line("all"));
        println!("{}", found.line());
        println!("{}", namesakes_heading());
        for (category, score) in Category::ALL.into_iter().zip(&by_category) {
            println!("{}", score.namesakes_line(category.code()));
        }
        println!("{}", all.namesakes_line("all"));
        all.print_conditions();
    }
}

/// A school as it is linked, with who is who.
pub struct Case {
    seed: u64,
    /// PRONOTE's side.
    pub pronote: Vec<PronoteAccount>,
    /// The portal's side.
    pub directory: Vec<EntAccount>,
    /// The place of each row's account.
    pub truth: Vec<Option<usize>>,
}

impl Case {
    /// Makes the files of a school, and reads them.
    pub fn of(plan: &Plan) -> Self {
        let school = school::build(plan);
        let mut sources = Sources::new(Uai::parse(plan.uai).expect("shaped as a UAI"));
        for text in [&school.identifiers_xml, &school.ent_csv] {
            let read = run(open(text.as_bytes()).expect("a file of ours").reader(Purpose::Linkage));
            sources.add(Fingerprint::of(text.as_bytes()), read).expect("a file of ours");
        }
        let pronote = sources.pronote();
        let directory = Arc::unwrap_or_clone(sources.directory());
        let places: HashMap<&str, usize> = directory
            .iter()
            .enumerate()
            .filter_map(|(place, account)| Some((account.ent_id.as_ref()?.as_str(), place)))
            .collect();
        let of_id: HashMap<&str, Option<usize>> = school
            .truth
            .iter()
            .map(|truth| {
                let place = truth.ent_id.as_deref().and_then(|id| places.get(id).copied());
                (truth.pronote_id.as_str(), place)
            })
            .collect();
        let truth = pronote.iter().map(|account| of_id[account.id.as_str()]).collect();
        Self { seed: plan.seed, pronote, directory, truth }
    }

    /// Links it.
    pub fn link(&self) -> [Score; Category::ALL.len()] {
        let Self { pronote, directory, .. } = self;
        let input = Input { pronote, directory, settled: &[], held: &[] };
        let mut scores = Category::ALL.map(|_| Score::default());
        for ((account, link), right) in pronote.iter().zip(run(Linker::new(input))).zip(&self.truth)
        {
            let score = &mut scores[account.category.index()];
            let wrong = score.wrong();
            score.add(&link, *right);
            if score.wrong() > wrong {
                println!("false: seed {} {}", self.seed, account.id);
            }
        }
        scores
    }
}
