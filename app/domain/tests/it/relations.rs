//! What must hold between linkages, whoever is in the files.

use crate::school::{self, Plan, School};
use domain::birth_date::BirthDate;
use domain::category::Category;
use domain::files::ent_accounts::Purpose;
use domain::files::fingerprint::Fingerprint;
use domain::files::open;
use domain::linkage::{Input, Link, Linker, MAX_CANDIDATES, Outcome};
use domain::person::{EntAccount, EntId, Identity, PronoteAccount};
use domain::pronote_id::PronoteId;
use domain::reconciliation::Sources;
use domain::task::run;
use domain::uai::Uai;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Accounts of the schools: enough to learn from, few enough for a debug build.
const ACCOUNTS: usize = 300;

fn small_school(seed: u64) -> School {
    school::build(&Plan { seed, pronote_accounts: ACCOUNTS, ..Plan::default() })
}

fn sides(texts: [&str; 2]) -> (Vec<PronoteAccount>, Vec<EntAccount>) {
    let mut sources = Sources::new(Uai::parse(Plan::default().uai).unwrap());
    for text in texts {
        let read = run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage));
        sources.add(Fingerprint::of(text.as_bytes()), read).unwrap();
    }
    (sources.pronote(), Arc::unwrap_or_clone(sources.directory()))
}

fn link(pronote: &[PronoteAccount], directory: &[EntAccount]) -> Vec<Link> {
    run(Linker::new(Input { pronote, directory, settled: &[], held: &[] }))
}

/// The automatic pairs, by their identifiers.
fn automatic(
    pronote: &[PronoteAccount],
    directory: &[EntAccount],
    links: &[Link],
) -> BTreeSet<(String, String)> {
    let linked = pronote.iter().zip(links).filter(|(_, link)| link.outcome == Outcome::Automatic);
    let ent_id = |link: &Link| directory[link.best().unwrap().account].ent_id.as_ref();
    linked
        .map(|(account, link)| (account.id.to_string(), ent_id(link).unwrap().as_str().to_owned()))
        .collect()
}

/// People as both sides may write them: few names, so that many are alike.
#[derive(Clone, Debug)]
struct Person {
    last_name: String,
    first_name: String,
    birth_date: Option<BirthDate>,
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let last_name = prop_oneof![
        "(MARTIN|DURAND|LEROY|MARTINEZ|DE LA TOUR|D'ESSAI|MARTIN-LEROY)",
        "[A-Zé' -]{0,12}",
        "\\PC{0,8}",
    ];
    let first_name = prop_oneof!["(Zoé|Zoe|Marie Anne|Jean|J-Marie|Léo)", "[A-Za-zé. -]{0,9}"];
    let birth_date = prop::option::of((2010_u16..2013, 1_u8..3, 1_u8..5));
    let person = (last_name, first_name, birth_date).prop_map(|(last_name, first_name, date)| {
        let born = date.and_then(|(y, m, d)| BirthDate::parse(&format!("{y}-{m:02}-{d:02}")));
        Person { last_name, first_name, birth_date: born }
    });
    prop::collection::vec(person, 0..30)
}

fn identity(person: &Person) -> Identity {
    Identity {
        last_name: person.last_name.clone().into(),
        first_name: person.first_name.clone().into(),
        birth_date: person.birth_date,
        ..Identity::default()
    }
}

fn pronote_side(people: &[Person]) -> Vec<PronoteAccount> {
    let account = |(n, person): (usize, &Person)| PronoteAccount {
        category: Category::Student,
        id: PronoteId::parse(&format!("N{n:05}")).unwrap(),
        identity: identity(person),
        class: None,
        cas_id: None,
        national_id: None,
        siecle_id: None,
        children: Vec::new(),
        legal_rank: None,
        shared_id: false,
    };
    let mut side: Vec<_> = people.iter().enumerate().map(account).collect();
    side.sort();
    side
}

fn portal_side(people: &[Person]) -> Vec<EntAccount> {
    let account = |(n, person): (usize, &Person)| EntAccount {
        ent_id: EntId::parse(&format!("N{n:05}")),
        category: Some(Category::Student),
        identity: identity(person),
        ..EntAccount::default()
    };
    let mut side: Vec<_> = people.iter().enumerate().map(account).collect();
    side.sort();
    side
}

#[test]
fn the_order_of_files_changes_nothing_and_the_same_input_gives_the_same() {
    let school = small_school(7);
    let (pronote, directory) = sides([&school.identifiers_xml, &school.ent_csv]);
    let links = link(&pronote, &directory);
    assert_eq!(
        sides([&school.ent_csv, &school.identifiers_xml]),
        (pronote.clone(), directory.clone())
    );
    assert_eq!(link(&pronote, &directory), links);
}

#[test]
fn an_unrelated_account_makes_no_wrong_match_appear() {
    for seed in 1..6 {
        let school = small_school(seed);
        let (pronote, directory) = sides([&school.identifiers_xml, &school.ent_csv]);
        let before = automatic(&pronote, &directory, &link(&pronote, &directory));
        let mut larger = directory;
        larger.push(EntAccount {
            ent_id: EntId::parse("TZZ99999"),
            category: Some(Category::Guardian),
            identity: Identity {
                last_name: "XYLOQUARTZ".into(),
                first_name: "Wolfhart".into(),
                ..Identity::default()
            },
            ..EntAccount::default()
        });
        larger.sort();
        let right: BTreeSet<(String, String)> = school
            .truth
            .iter()
            .filter_map(|truth| Some((truth.pronote_id.clone(), truth.ent_id.clone()?)))
            .collect();
        let after = automatic(&pronote, &larger, &link(&pronote, &larger));
        assert!(after.is_subset(&right), "{:?}", after.difference(&right));
        assert!(before.is_subset(&right), "{:?}", before.difference(&right));
    }
}

#[test]
fn thousands_of_the_same_name_are_linked_with_nobody() {
    let one = Person { last_name: "MARTIN".into(), first_name: "Zoé".into(), birth_date: None };
    let people = vec![one; 2_000];
    let (pronote, directory) = (pronote_side(&people), portal_side(&people));
    for link in link(&pronote, &directory) {
        assert_ne!(link.outcome, Outcome::Automatic);
        assert!(link.candidates.len() <= MAX_CANDIDATES);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_person_is_in_one_automatic_pair_at_most(one in people(), other in people()) {
        let (pronote, directory) = (pronote_side(&one), portal_side(&other));
        let pairs = automatic(&pronote, &directory, &link(&pronote, &directory));
        let accounts: BTreeSet<&String> = pairs.iter().map(|(_, account)| account).collect();
        prop_assert_eq!(accounts.len(), pairs.len());
    }

    #[test]
    fn the_two_sides_exchanged_mirror_the_result(one in people(), other in people()) {
        let few = one.len().min(other.len());
        let (one, other) = (&one[..few], &other[..few]);
        let there = automatic(
            &pronote_side(one),
            &portal_side(other),
            &link(&pronote_side(one), &portal_side(other)),
        );
        let back = automatic(
            &pronote_side(other),
            &portal_side(one),
            &link(&pronote_side(other), &portal_side(one)),
        );
        let mirrored: BTreeSet<_> = back.into_iter().map(|(row, account)| (account, row)).collect();
        prop_assert_eq!(there, mirrored);
    }
}
