//! What every invented school promises to those who test with it.

use super::{Plan, build};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Large enough for every scene, small enough to be made up several times.
fn plan() -> Plan {
    Plan { seed: 7, ..Plan::default() }
}

/// The values of an XML attribute, in the order of the file.
fn attributes<'xml>(xml: &'xml str, name: &str) -> Vec<&'xml str> {
    xml.split(&format!(" {name}=\""))
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0))
        .collect()
}

/// The lines of the portal's file, each cell under its heading.
fn accounts(csv: &str) -> Vec<HashMap<&str, &str>> {
    let mut lines = csv.trim_start_matches('\u{FEFF}').split_terminator("\r\n");
    let header: Vec<_> = lines.next().unwrap_or_default().split(';').collect();
    lines.map(|line| header.iter().copied().zip(line.split(';')).collect()).collect()
}

fn ent_ids(csv: &str) -> Vec<&str> {
    accounts(csv).iter().map(|account| account["Identifiant ENT"]).collect()
}

fn distinct<T: Eq + std::hash::Hash>(items: impl IntoIterator<Item = T>) -> HashSet<T> {
    items.into_iter().collect()
}

/// The committed file of the demonstration school.
#[track_caller]
fn check_committed(name: &str, generated: &str) {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo").join(name);
    let committed = std::fs::read(committed).expect("the demonstration school is committed");
    assert!(
        committed == generated.as_bytes(),
        "{name} differs: run `cargo run -p domain --example school -- --out DIRECTORY` and copy it"
    );
}

#[track_caller]
fn check_size(accounts: usize) {
    let school = build(&Plan { pronote_accounts: accounts, ..plan() });
    assert_eq!(school.truth.len(), accounts);
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    assert_eq!(build(&plan()), build(&plan()));
}

#[test]
fn another_seed_gives_another_school() {
    let (one, other) = (build(&plan()), build(&Plan { seed: 8, ..plan() }));
    assert_ne!(one.identifiers_xml, other.identifiers_xml);
    assert_ne!(one.ent_csv, other.ent_csv);
    assert_ne!(one.truth, other.truth);
}

#[test]
fn pronote_has_as_many_accounts_as_planned() {
    for accounts in [0, 1, 2, 50, 299, 1500, 4001] {
        check_size(accounts);
    }
}

#[test]
fn pronote_identifiers_are_sixteen_different_signs_and_never_shared() {
    let school = build(&plan());
    let written = distinct(attributes(&school.identifiers_xml, "IDPN"));
    let told = distinct(school.truth.iter().map(|truth| truth.pronote_id.as_str()));
    assert_eq!(written, told);
    assert_eq!(told.len(), school.truth.len());
    for id in told {
        assert!(id.chars().all(|c| "2345789ABCDEFHJKMNPQRSTUVWXYZ".contains(c)), "{id}");
        assert_eq!((id.len(), distinct(id.chars()).len()), (16, 16), "{id}");
    }
}

#[test]
fn ent_identifiers_are_three_letters_and_five_digits_and_never_shared() {
    let school = build(&Plan { strangers: 3000, ..plan() });
    let ids = ent_ids(&school.ent_csv);
    assert_eq!(distinct(&ids).len(), ids.len());
    for id in ids {
        let (letters, digits) = id.split_at(3);
        assert!(letters.chars().all(|c| c.is_ascii_uppercase()), "{id}");
        assert!(digits.chars().all(|c| c.is_ascii_digit()), "{id}");
        assert_eq!(digits.len(), 5, "{id}");
    }
}

#[test]
fn the_truth_refers_to_existing_accounts_and_gives_none_twice() {
    let school = build(&plan());
    let existing = distinct(ent_ids(&school.ent_csv));
    let mut given = HashSet::new();
    for truth in &school.truth {
        let absent = truth.troubles.contains(&super::Trouble::NoPortalAccount);
        assert_eq!(truth.ent_id.is_none(), absent, "{truth:?}");
        if let Some(id) = truth.ent_id.as_deref() {
            assert!(existing.contains(id), "{id}");
            assert!(given.insert(id), "{id}");
        }
    }
}

#[test]
fn what_pronote_knows_already_is_true() {
    let school = build(&plan());
    let known = attributes(&school.identifiers_xml, "IDCAS");
    assert!(!known.is_empty());
    let given = distinct(school.truth.iter().filter_map(|truth| truth.ent_id.as_deref()));
    assert!(known.iter().all(|id| given.contains(id)));
}

#[test]
fn logins_are_never_shared() {
    let school = build(&Plan { strangers: 3000, ..plan() });
    let accounts = accounts(&school.ent_csv);
    assert_eq!(distinct(accounts.iter().map(|account| account["Login"])).len(), accounts.len());
}

#[test]
fn strangers_change_nothing_for_the_school() {
    let alone = build(&plan());
    let among_others = build(&Plan { strangers: 2345, ..plan() });
    assert_eq!(alone.identifiers_xml, among_others.identifiers_xml);
    assert_eq!(alone.truth, among_others.truth);
    let alone = distinct(alone.ent_csv.lines());
    let among_others = distinct(among_others.ent_csv.lines());
    assert_eq!(among_others.len(), alone.len() + 2345);
    assert!(among_others.is_superset(&alone));
}

#[test]
fn the_short_columns_tell_less_of_the_same_accounts() {
    let full = build(&plan());
    let short = build(&Plan { columns: super::EntColumns::Short, ..plan() });
    let (full, short) = (accounts(&full.ent_csv), accounts(&short.ent_csv));
    assert_eq!(full.len(), short.len());
    for (full, short) in full.iter().zip(&short) {
        assert!(short.len() < full.len());
        assert!(short.iter().all(|(heading, cell)| full[heading] == *cell));
    }
}

#[test]
fn the_codes_of_the_troubles_stand_in_the_order_of_their_declaration() {
    for (place, (trouble, code)) in super::Trouble::CODES.into_iter().enumerate() {
        assert_eq!(trouble as usize, place);
        assert_eq!(trouble.code(), code);
    }
}

#[test]
fn every_trouble_happens_in_the_demonstration_school() {
    let school = build(&Plan::default());
    let met = distinct(school.truth.iter().flat_map(|truth| &truth.troubles));
    for (trouble, code) in &super::Trouble::CODES {
        assert!(met.contains(trouble), "{code}");
    }
}

#[test]
fn the_truth_file_has_a_line_per_pronote_account() {
    let school = build(&plan());
    let file = super::truth_csv(&school);
    let (header, lines) = file.split_once('\n').expect("there is a header");
    assert_eq!(header, "category;pronote_id;ent_id;troubles");
    assert_eq!(lines.lines().count(), school.truth.len());
    assert!(lines.lines().all(|line| line.split(';').count() == 4));
}

#[test]
fn the_committed_demonstration_school_is_the_generated_one() {
    let school = build(&Plan::default());
    check_committed("IdPN_To_KOSMOS.xml", &school.identifiers_xml);
    check_committed("comptes-ent.csv", &school.ent_csv);
}
