use super::*;
use crate::category::Category;
use crate::ent_key::EntKey;
use crate::files::ent_accounts::Purpose;
use crate::files::open;
use crate::pronote_id::PronoteId;
use crate::reconciliation::alias::Alias;
use crate::reconciliation::decision::Decision;
use crate::task::run;
use crate::timetable::portal::Choices;
use proptest::prelude::*;
use std::sync::LazyLock;

const EXPORT: &str = "<R UAI='0990001N'><Eleve IDPN='A2B3C4D5E7F8H9JK' Nom='FICTIF' Prenom='Zoé' \
    DateNaissance='2013-05-09' Classe='6A'><Responsable IDPN='C5D7E8F9H2J3KMN4' Nom='FICTIF' \
    Prenom='Anne' Civilite='Mme'/></Eleve></R>";
const DIRECTORY: &str = "Nom;Prénom;Login;Identifiant ENT;Profil;Enfant(s)\n\
    FICTIF;Zoé;z.f;TAA1;Elève;\nFICTIF;Anne;a.f;TAA2;Parent;Zoé FICTIF\n";
const PASSPHRASE: &str = "une phrase à retenir";
const ENTROPY: Entropy = Entropy { salt: [1; Entropy::SALT], nonce: [2; Entropy::NONCE] };

/// Deriving a key is slow on purpose: once is enough.
static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| seal(&work(), PASSPHRASE, ENTROPY).unwrap());

fn file(name: &str, text: &str) -> WorkedFile {
    WorkedFile {
        name: name.to_owned(),
        fingerprint: Fingerprint::of(text.as_bytes()),
        read: run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage)),
    }
}

fn work() -> WorkFile {
    WorkFile {
        uai: Uai::parse("0990001N").unwrap(),
        mode: Some(Mode::Complete),
        files: vec![file("a.xml", EXPORT), file("b.csv", DIRECTORY)],
        groups: Choices::from([
            ("6A".to_owned(), Some("SIXIEME A".to_owned())),
            ("6B".to_owned(), None),
        ]),
        decisions: vec![Carried {
            category: Category::Student,
            id: PronoteId::parse("A2B3C4D5E7F8H9JK").unwrap(),
            names: Some(("FICTIF".to_owned(), "Zoé".to_owned())),
            decision: Decision::Manual,
            key: EntKey::parse("TAA10001").ok(),
            taken_from: PronoteId::parse("B4C5D7E8F9H2J3KM").ok(),
            alias: Some(Alias { last_name: "FICTIVE".to_owned(), first_name: "Zoë".to_owned() }),
        }],
    }
}

#[track_caller]
fn refused(bytes: &[u8], expected: WorkFileError) {
    assert_eq!(unseal(bytes, PASSPHRASE).unwrap_err(), expected);
}

/// The sealed file with one byte changed.
fn with(at: usize, byte: u8) -> Vec<u8> {
    let mut bytes = SEALED.clone();
    bytes[at] = byte;
    bytes
}

#[test]
fn what_is_sealed_is_opened_again() {
    let opened = unseal(&SEALED, PASSPHRASE).unwrap();
    assert_eq!(opened, work());
}

#[test]
fn the_same_letters_composed_otherwise_are_the_same_passphrase() {
    assert!(unseal(&SEALED, "une phrase a\u{300} retenir").is_ok());
    assert_eq!(unseal(&SEALED, "une autre phrase").unwrap_err(), WorkFileError::NotOpened);
}

#[test]
fn nothing_of_the_content_can_be_read() {
    let text = String::from_utf8_lossy(&SEALED);
    for word in ["FICTIF", "Zoé", "TAA1", "0990001N", "a.xml"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn what_is_not_ours_is_told_apart() {
    refused(b"", WorkFileError::NotOurs);
    refused(b"RACCORD", WorkFileError::NotOurs);
    refused(EXPORT.as_bytes(), WorkFileError::NotOurs);
    refused(&with(8, 3), WorkFileError::OtherVersion(3));
}

#[test]
fn the_first_version_stays_readable() {
    let without_groups = WorkFile { groups: Choices::new(), ..work() };
    let bytes = content::to_bytes(&without_groups).unwrap();
    // What it did not have yet is one byte that says that there is none.
    let (_, first) = bytes.split_last().unwrap();
    assert_eq!(content::of_bytes(first, 1), Ok(without_groups));
}

#[test]
fn a_hostile_cost_is_refused_before_it_is_paid() {
    refused(&with(12, 0xFF), WorkFileError::TooCostly);
    refused(&with(16, 0xFF), WorkFileError::TooCostly);
}

#[test]
fn a_changed_byte_is_noticed_wherever_it_stands() {
    let last = SEALED.len() - 1;
    for at in [17, 33, 57, last] {
        refused(&with(at, SEALED[at] ^ 1), WorkFileError::NotOpened);
    }
    refused(&SEALED[..last], WorkFileError::NotOpened);
    refused(&SEALED[..60], WorkFileError::NotOpened);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(unseal(&bytes, PASSPHRASE).is_err());
    }

    #[test]
    fn no_content_makes_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = content::of_bytes(&bytes, 2);
    }

    #[test]
    fn cut_or_changed_content_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = content::to_bytes(&work()).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(cut.index(bytes.len() + 1));
        let _ = content::of_bytes(&bytes, 2);
    }
}
