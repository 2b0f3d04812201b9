//! The vendor's own demonstration export, where this machine has it. It is not ours to publish.
//! `RACCORD_VENDOR_EXPORT` names its folder.

use domain::category::Category;
use domain::files::ent_accounts::Purpose;
use domain::files::{FileKind, Records, open};
use domain::problem::ProblemKind;
use domain::task::run;
use std::collections::HashSet;
use std::path::PathBuf;

pub fn export(name: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("RACCORD_VENDOR_EXPORT").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/edt-demo"),
        PathBuf::from,
    );
    let bytes = std::fs::read(folder.join(name)).ok();
    if bytes.is_none() {
        eprintln!("skipped: {name} is not on this machine");
    }
    bytes
}

#[test]
fn the_clear_export_holds_its_people() {
    let Some(bytes) = export("Edt_To_LaclasseCom_0134567A_Enclair.xml") else { return };
    let opened = open(&bytes).unwrap();
    assert_eq!(opened.kind, FileKind::Timetable);
    let Records::Pronote(identifiers) = run(opened.reader(Purpose::Linkage)).records else {
        panic!("not read as an export of PRONOTE");
    };
    let count = |category: Category| {
        identifiers.accounts.iter().filter(|account| account.category == category).count()
    };
    assert_eq!(count(Category::Student), 426);
    assert_eq!(count(Category::Teacher), 31);
    assert_eq!(count(Category::Guardian), 703);
    assert_eq!(identifiers.lines - 426 - 31, 808);
    let ids: HashSet<_> = identifiers.accounts.iter().map(|account| &account.id).collect();
    assert_eq!(ids.len(), 1_160);
    let in_charge: usize = identifiers.accounts.iter().map(|account| account.children.len()).sum();
    assert_eq!(in_charge, 808);
    assert_eq!(identifiers.version.as_deref(), Some("1.1"));
    assert!(
        identifiers
            .accounts
            .iter()
            .filter(|a| a.category == Category::Student)
            .all(|a| a.class.is_some())
    );
}

#[test]
fn the_encrypted_export_is_named_with_its_school() {
    let Some(bytes) = export("Edt_To_LaclasseCom_0134567A.xml") else { return };
    let Err(ProblemKind::Encrypted(container)) = open(&bytes).map_err(|problem| problem.kind)
    else {
        panic!("not recognised as encrypted");
    };
    assert_eq!(container.uai.unwrap().as_str(), "0134567A");
    assert_eq!(container.partners, ["INDEXEDUCATION", "LaclasseCom"]);
}
