//! The linkage on invented schools, against the truth of their generator.

use crate::school::{self, EntColumns, Plan, School};
use domain::category::Category;
use domain::files::ent_accounts::Purpose;
use domain::files::fingerprint::Fingerprint;
use domain::files::open;
use domain::linkage::{Input, Link, Linker, Outcome};
use domain::person::{EntAccount, PronoteAccount};
use domain::reconciliation::Sources;
use domain::task::run;
use domain::uai::Uai;
use std::collections::HashMap;
use std::sync::Arc;

/// Both sides of a school, read and linked.
struct Linked {
    pronote: Vec<PronoteAccount>,
    directory: Arc<Vec<EntAccount>>,
    links: Vec<Link>,
}

/// What the linkage got right and wrong.
#[derive(Debug, Default)]
struct Score {
    rows: usize,
    automatic: usize,
    false_pairs: Vec<String>,
    /// Rows that have a portal account and whose right one is among the candidates, and how many.
    right_among_candidates: usize,
    with_account: usize,
}

fn link(school: &School, uai: &str) -> Linked {
    let mut sources = Sources::new(Uai::parse(uai).unwrap());
    for text in [&school.identifiers_xml, &school.ent_csv] {
        let read = run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage));
        sources.add(Fingerprint::of(text.as_bytes()), read).unwrap();
    }
    let (pronote, directory) = (sources.pronote(), sources.directory());
    let input = Input { pronote: &pronote, directory: &directory, settled: &[], held: &[] };
    let links = run(Linker::new(input));
    Linked { pronote, directory, links }
}

fn score(linked: &Linked, school: &School) -> Score {
    let truth: HashMap<&str, Option<&str>> =
        school.truth.iter().map(|t| (t.pronote_id.as_str(), t.ent_id.as_deref())).collect();
    let ent_id = |account: usize| linked.directory[account].ent_id.as_ref().unwrap().as_str();
    let mut score = Score { rows: linked.pronote.len(), ..Score::default() };
    for (account, link) in linked.pronote.iter().zip(&linked.links) {
        let right = truth[account.id.as_str()];
        if right.is_some() {
            score.with_account += 1;
            let found = link.candidates.iter().any(|c| Some(ent_id(c.account)) == right);
            score.right_among_candidates += usize::from(found);
        }
        if link.outcome == Outcome::Automatic {
            score.automatic += 1;
            let chosen = ent_id(link.best().unwrap().account);
            if Some(chosen) != right {
                score.false_pairs.push(format!("{} {chosen}", account.id));
            }
        }
    }
    score
}

fn evaluate(plan: &Plan) -> Score {
    let school = school::build(plan);
    score(&link(&school, plan.uai), &school)
}

#[test]
fn the_demonstration_school_is_linked_without_a_false_pair() {
    let score = evaluate(&Plan::default());
    assert_eq!(score.false_pairs, [""; 0]);
    assert!(score.automatic * 100 >= score.rows * 70, "{score:?}");
    assert!(score.right_among_candidates * 100 >= score.with_account * 97, "{score:?}");
}

#[test]
fn other_schools_have_no_false_pair_either() {
    for seed in 1..=5 {
        let score = evaluate(&Plan { seed, pronote_accounts: 700, ..Plan::default() });
        assert_eq!(score.false_pairs, [""; 0], "seed {seed}");
        assert!(score.automatic * 100 >= score.rows * 70, "seed {seed}: {score:?}");
    }
}

#[test]
fn a_directory_of_names_among_strangers_has_no_false_pair() {
    let plan = Plan { columns: EntColumns::Short, strangers: 3000, ..Plan::default() };
    assert_eq!(evaluate(&plan).false_pairs, [""; 0]);
}

#[test]
fn every_category_has_automatic_pairs_or_nobody_in_the_portal() {
    let plan = Plan::default();
    let school = school::build(&plan);
    let linked = link(&school, plan.uai);
    for category in [Category::Teacher, Category::Student, Category::Guardian, Category::Staff] {
        let pairs = linked.pronote.iter().zip(&linked.links);
        let automatic =
            pairs.filter(|(a, l)| a.category == category && l.outcome == Outcome::Automatic);
        assert!(automatic.count() > 0, "{category:?}");
    }
}

#[test]
fn the_order_of_lines_changes_nothing() {
    let plan = Plan { pronote_accounts: 300, ..Plan::default() };
    let school = school::build(&plan);
    let mut lines: Vec<&str> = school.ent_csv.lines().collect();
    lines[1..].reverse();
    let reversed = School { ent_csv: lines.join("\r\n") + "\r\n", ..school.clone() };
    let (a, b) = (link(&school, plan.uai), link(&reversed, plan.uai));
    assert_eq!(a.directory, b.directory);
    assert_eq!(a.links, b.links);
}

#[test]
fn a_stranger_more_never_makes_a_false_pair_appear() {
    for strangers in [1, 10, 100] {
        let plan = Plan { pronote_accounts: 300, strangers, ..Plan::default() };
        assert_eq!(evaluate(&plan).false_pairs, [""; 0], "{strangers} strangers");
    }
}
