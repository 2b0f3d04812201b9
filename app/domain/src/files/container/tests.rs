use super::seal::{Seal, deflate};
use super::*;
use crate::files::limits::MAX_BYTES;
use crate::problem::{KeyTrouble, ProblemKind, SealTrouble};
use crate::task;
use proptest::prelude::*;

const SEALED: &str = include_str!("../../../tests/data/container/sealed.xml");
const SEALED_CRLF: &str = include_str!("../../../tests/data/container/sealed-crlf.xml");
const EXPORT: &[u8] = include_bytes!("../../../tests/data/container/export.xml");

macro_rules! key_file {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/data/container/", $name))
    };
}

const KEY: &[u8] = key_file!("key.pem");

fn open_with(text: &str, key: &[u8]) -> Result<Vec<u8>, SealTrouble> {
    let sealed = Sealed::read(text).unwrap();
    let key = PartnerKey::read(key, "").unwrap();
    let clear = task::run(Unsealing::new(&sealed, &key)?)?;
    Ok(clear.to_vec())
}

#[track_caller]
fn fails(seal: &Seal, expected: SealTrouble) {
    assert_eq!(open_with(&seal.text(), KEY), Err(expected));
}

#[track_caller]
fn key(bytes: &[u8], password: &str, expected: Result<(), KeyTrouble>) {
    assert_eq!(PartnerKey::read(bytes, password).map(|_| ()), expected);
}

#[test]
fn everything_in_clear_is_read() {
    assert_eq!(
        Sealed::read(SEALED).unwrap().container,
        Container {
            software: "PRONOTE d'essai - 0.2.7".to_owned(),
            exported_at: "2026-09-02T10:19:08.486+02:00".to_owned(),
            uai: Uai::parse("0990001N").ok(),
            school: "COLLEGE DES ESSAIS".to_owned(),
            town: "99000 TESTVILLE".to_owned(),
            partners: vec!["INDEXEDUCATION".to_owned(), "KOSMOS".to_owned()],
        }
    );
}

#[test]
fn a_cut_container_is_said_to_be_cut() {
    let cut = &SEALED[..SEALED.len() / 2];
    assert_eq!(Sealed::read(cut).unwrap_err().kind, ProblemKind::Truncated);
}

#[test]
fn the_partner_s_key_opens_what_another_implementation_sealed() {
    assert_eq!(open_with(SEALED, KEY).as_deref(), Ok(EXPORT));
}

#[test]
fn white_space_in_base64_a_mark_and_no_compression() {
    let clear = ["\u{FEFF}".as_bytes(), EXPORT].concat();
    assert_eq!(open_with(SEALED_CRLF, KEY), Ok(clear));
}

#[test]
fn keys_in_all_their_forms() {
    key(KEY, "", Ok(()));
    key(KEY, "needless", Ok(()));
    key(key_file!("key-pkcs1.pem"), "", Ok(()));
    key(key_file!("key-password.pem"), "essai", Ok(()));
    key(key_file!("key-scrypt.pem"), "essai", Ok(()));
    key(key_file!("key-des3.pem"), "essai", Ok(()));
    let (_, der) = pkcs8::der::pem::decode_vec(KEY).unwrap();
    key(&der, "", Ok(()));
    let bag = [b"Bag Attributes\n  friendlyName: x\n", KEY].concat();
    key(&bag, "", Ok(()));
}

#[test]
fn a_key_that_cannot_be_used_says_why() {
    key(b"Bonjour", "", Err(KeyTrouble::NotAKey));
    key(&KEY[..KEY.len() / 2], "", Err(KeyTrouble::NotAKey));
    key(SEALED.as_bytes(), "", Err(KeyTrouble::NotAKey));
    key(key_file!("key-public.pem"), "", Err(KeyTrouble::Public));
    key(key_file!("ec.pem"), "", Err(KeyTrouble::NotRsa));
    key(key_file!("key-password.pem"), "", Err(KeyTrouble::NeedsPassword));
    key(key_file!("key-password.pem"), "autre", Err(KeyTrouble::WrongPassword));
    key(key_file!("key-legacy.pem"), "essai", Err(KeyTrouble::LegacyProtection));
    key(key_file!("key-costly.pem"), "essai", Err(KeyTrouble::TooCostly));
}

#[test]
fn a_derivation_without_any_work_is_damaged() {
    let damaged = include_bytes!("../../../fuzz/seeds/key/scrypt-no-cost.der");
    key(damaged, "essai", Err(KeyTrouble::UnknownProtection));
}

#[test]
fn a_key_is_not_shown() {
    assert_eq!(format!("{:?}", PartnerKey::read(KEY, "").unwrap()), "PartnerKey(…)");
}

#[test]
fn another_key_opens_nothing() {
    let partners = vec!["KOSMOS".to_owned()];
    let wrong = SealTrouble::WrongKey { partners: partners.clone() };
    assert_eq!(open_with(SEALED, key_file!("other.pem")), Err(wrong));
    let none = SealTrouble::NoEntry { partners };
    assert_eq!(open_with(SEALED, key_file!("other-1024.pem")), Err(none));
}

#[test]
fn an_entry_for_the_vendor_alone_is_for_no_partner() {
    let text = SEALED.replace("KOSMOS", VENDOR);
    let none = SealTrouble::NoEntry { partners: Vec::new() };
    assert_eq!(open_with(&text, key_file!("other.pem")), Err(none));
}

#[test]
fn the_partner_s_name_does_not_matter() {
    let seal = Seal { partners: vec![VENDOR, "Autre"], ..Seal::of(b"<r/>") };
    assert_eq!(open_with(&seal.text(), KEY).as_deref(), Ok(b"<r/>".as_slice()));
}

#[test]
fn what_is_damaged_is_said_to_be() {
    let whole = || Seal::of(EXPORT);
    fails(&Seal { wrapped: Some(vec![1; 47]), ..whole() }, SealTrouble::DamagedKey);
    fails(&Seal { wrapped: Some(vec![1; 48]), ..whole() }, SealTrouble::DamagedKey);
    fails(&Seal { checksum: Some(vec![1; 32]), ..whole() }, SealTrouble::WrongChecksum);
    fails(&Seal { checksum: Some(vec![1; 31]), ..whole() }, SealTrouble::WrongChecksum);
    fails(&Seal { payload: EXPORT.to_vec(), ..whole() }, SealTrouble::DoesNotInflate);
    let cut = deflate(EXPORT);
    let cut = cut[..cut.len() / 2].to_vec();
    fails(&Seal { payload: cut, ..whole() }, SealTrouble::DoesNotInflate);
}

#[test]
fn contents_that_are_cut_or_changed() {
    let text = Seal::of(EXPORT).text();
    let at = text.find("'true'>").unwrap() + "'true'>".len();
    let cut = format!("{}{}", &text[..at], &text[at + 4..]);
    assert_eq!(open_with(&cut, KEY), Err(SealTrouble::DamagedContents));
    let no_base64 = format!("{}!{}", &text[..at], &text[at + 1..]);
    assert_eq!(open_with(&no_base64, KEY), Err(SealTrouble::DamagedContents));
    let first = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
    let changed = format!("{}{first}{}", &text[..at], &text[at + 1..]);
    assert_eq!(open_with(&changed, KEY), Err(SealTrouble::WrongChecksum));
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let bomb = Seal { payload: deflate(&vec![b' '; MAX_BYTES + 1]), ..Seal::of(b"") };
    fails(&bomb, SealTrouble::InflatesTooMuch);
}

#[test]
fn the_limit_itself_is_not_too_much() {
    let seal = Seal { payload: vec![b' '; 100_000], compressed: false, ..Seal::of(b"") };
    assert_eq!(open_with(&seal.text(), KEY).map(|clear| clear.len()), Ok(100_000));
}

/// The shared test vectors of other implementations, where this machine has them.
#[test]
fn what_a_directory_of_vectors_holds_is_opened() {
    let Some(folder) = std::env::var_os("RACCORD_VECTORS").map(std::path::PathBuf::from) else {
        return;
    };
    let key = std::fs::read(folder.join("partner_TEST_ONLY_pkcs8.pem")).unwrap();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "xml") {
            let text = std::fs::read_to_string(&path).unwrap();
            let clear = open_with(&text, &key).unwrap();
            let clear = crate::files::open(&clear).unwrap();
            task::run(clear.reader(crate::files::ent_accounts::Purpose::Linkage));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_sealed_is_opened_again(clear in prop::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert_eq!(open_with(&Seal::of(&clear).text(), KEY), Ok(clear));
    }

    #[test]
    fn a_changed_container_never_gives_something_else(at in 0.0..1.0_f64, to in any::<u8>()) {
        let mut bytes = SEALED.as_bytes().to_vec();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
        let at = (at * bytes.len() as f64) as usize;
        bytes[at] = to;
        let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(()) };
        let Ok(sealed) = Sealed::read(text) else { return Ok(()) };
        let key = PartnerKey::read(KEY, "").unwrap();
        if let Ok(unsealing) = Unsealing::new(&sealed, &key)
            && let Ok(clear) = task::run(unsealing)
        {
            prop_assert_eq!(clear.as_slice(), EXPORT);
        }
    }

    #[test]
    fn no_key_file_panics(bytes in prop::collection::vec(any::<u8>(), 0..300), password in "[a-z]{0,4}") {
        let _ = PartnerKey::read(&bytes, &password);
        let mut key = KEY.to_vec();
        key.splice(100..100 + bytes.len().min(40), bytes.into_iter().take(40));
        let _ = PartnerKey::read(&key, &password);
    }
}
