//! What every reader must stand: any bytes, without a panic and within the stated limits.
//!
//! Each function is one fuzz target; where reading can be held against something, it is.

#![expect(clippy::missing_panics_doc, reason = "a panic is what a fuzzer looks for")]

use aes::Aes128;
use aes::cipher::{BlockEncryptMut, KeyIvInit, block_padding::Pkcs7};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::files::container::{PartnerKey, Sealed, Unsealing};
use domain::files::encoding::{Decoded, decode};
use domain::files::ent_accounts::Purpose;
use domain::files::layout::{Layout, Side};
use domain::files::limits::{MAX_BYTES, MAX_FIELD_BYTES};
use domain::files::{FileRead, Records, columns::Column, open, open_as};
use domain::task::run;
use domain::timetable::consistency::Consistency;
use sha2::{Digest, Sha256};

/// The key that opens the seeds.
const KEY: &[u8] = include_bytes!("../../tests/data/container/key.pem");

/// The password of the keys among the seeds.
const PASSWORD: &str = "essai";

/// A short key, for more inputs in a second.
const SMALL_KEY: &[u8] = include_bytes!("../seeds/key/small.der");

/// [`AES_KEY`], [`VECTOR`] and the MD5 of both, wrapped for [`SMALL_KEY`].
const WRAPPED: &str =
    "lezkidmSggJcPNMwhLl5yxhFgY2Pg3LxMqEz5SRndA58sSs5Kopjtyj/UE6g5dCuAydjQYoTuObSjAzLCf8W0A==";
const AES_KEY: [u8; 16] = [7; 16];
const VECTOR: [u8; 16] = [9; 16];

/// Any file at all: recognised, decoded, read.
pub fn file(data: &[u8]) {
    if let Ok(opened) = open(data) {
        let again = run(opened.reader(Purpose::Linkage));
        assert_eq!(run(opened.reader(Purpose::Linkage)), again);
        check(&again);
        if let Some(reader) = opened.timetable() {
            let timetable = run(reader);
            timetable.sessions();
            Consistency::of(&timetable);
        }
        if let Some(reader) = opened.handout() {
            run(reader);
        }
    }
}

/// XML of PRONOTE: the bytes stand inside an export, so that most of them reach the reader.
pub fn identifiers(data: &[u8]) {
    let inside = [b"<Export UAI='0990001N'>", data, b"</Export>"].concat();
    file(&inside);
    file(data);
}

/// A table whose layout somebody chose: the first bytes choose it.
pub fn table(data: &[u8]) {
    let Some((choice, text)) = data.split_at_checked(8) else { return };
    let side = if choice[0] & 1 == 0 { Side::Pronote } else { Side::Portal };
    let offered = match side {
        Side::Pronote => Column::OF_PRONOTE.as_slice(),
        Side::Portal => Column::OF_PORTAL.as_slice(),
    };
    let columns = choice[1..7].iter().map(|&b| offered.get(usize::from(b) % 24).copied());
    let layout = Layout {
        side,
        separator: b";\t,:"[usize::from(choice[7] >> 4) % 4],
        skipped: usize::from(choice[7] & 7),
        columns: columns.collect(),
        category: None,
    };
    if let Ok(opened) = open_as(text, layout) {
        check(&run(opened.reader(Purpose::Linkage)));
    }
    file(text);
}

/// The container, with the key of the seeds.
pub fn container(data: &[u8]) {
    unseal(data, KEY);
}

/// What is inside a container, behind its checksums: the first byte says whether it is compressed.
pub fn payload(data: &[u8]) {
    if let Some((compressed, payload)) = data.split_first() {
        unseal(seal(payload, compressed & 1 == 1).as_bytes(), SMALL_KEY);
    }
}

/// The file of a key, without its password and with it.
pub fn key(data: &[u8]) {
    let _ = PartnerKey::read(data, "");
    let _ = PartnerKey::read(data, PASSWORD);
}

/// Bytes to text.
pub fn encoding(data: &[u8]) {
    if let Decoded::Text { text, .. } = decode(data) {
        assert!(!text.starts_with('\u{FEFF}') || data.starts_with(b"\xEF\xBB\xBF"));
    }
}

fn unseal(data: &[u8], key: &[u8]) {
    let Decoded::Text { text, .. } = decode(data) else { return };
    let Ok(sealed) = Sealed::read(&text) else { return };
    let Ok(key) = PartnerKey::read(key, "") else { unreachable!("the fixture is a key") };
    if let Ok(unsealing) = Unsealing::new(&sealed, &key)
        && let Ok(clear) = run(unsealing)
    {
        assert!(clear.len() <= MAX_BYTES);
        file(&clear);
    }
}

/// A container around a payload, whole but for what the payload is.
fn seal(payload: &[u8], compressed: bool) -> String {
    let contents = cbc::Encryptor::<Aes128>::new(&AES_KEY.into(), &VECTOR.into())
        .encrypt_padded_vec_mut::<Pkcs7>(payload);
    format!(
        "<EXPORT_INDEX_EDUCATION><CLES><PARTENAIRE NOM='KOSMOS'>{WRAPPED}</PARTENAIRE></CLES>\
         <CONTENU CompresseAvantChiffrement='{compressed}'>{}</CONTENU>\
         <VERIFICATION>{}</VERIFICATION></EXPORT_INDEX_EDUCATION>",
        STANDARD.encode(contents),
        STANDARD.encode(Sha256::digest(payload)),
    )
}

fn check(read: &FileRead) {
    match &read.records {
        Records::Pronote(identifiers) => {
            assert!(identifiers.accounts.is_sorted());
            for account in &identifiers.accounts {
                assert!(account.identity.last_name.len() <= 4 * MAX_FIELD_BYTES);
            }
        }
        Records::Portal(directory) => {
            assert!(directory.accounts.is_sorted());
            assert!(directory.accounts.len() <= directory.lines);
        }
    }
}
