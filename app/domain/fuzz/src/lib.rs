//! What every reader must stand: any bytes, without a panic and within the stated limits.
//!
//! Each function is one fuzz target; where reading can be held against something, it is.

use domain::files::container::{PartnerKey, Sealed, Unsealing};
use domain::files::encoding::{Decoded, decode};
use domain::files::ent_accounts::Purpose;
use domain::files::layout::{Layout, Side};
use domain::files::limits::{MAX_BYTES, MAX_FIELD_BYTES};
use domain::files::{FileRead, Records, columns::Column, open, open_as};
use domain::task::run;

/// The key that opens the seeds.
const KEY: &[u8] = include_bytes!("../../tests/data/container/key.pem");

/// Any file at all: recognised, decoded, read.
pub fn file(data: &[u8]) {
    if let Ok(opened) = open(data) {
        let again = run(opened.reader(Purpose::Linkage));
        assert_eq!(run(opened.reader(Purpose::Linkage)), again);
        check(&again);
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
    let Decoded::Text { text, .. } = decode(data) else { return };
    let Ok(sealed) = Sealed::read(&text) else { return };
    let Ok(key) = PartnerKey::read(KEY, "") else { unreachable!("the fixture is a key") };
    if let Ok(unsealing) = Unsealing::new(&sealed, &key)
        && let Ok(clear) = run(unsealing)
    {
        assert!(clear.len() <= MAX_BYTES);
        file(&clear);
    }
}

/// The file of a key, and its password.
pub fn key(data: &[u8]) {
    let password = data.first().map(|b| b.to_string()).unwrap_or_default();
    let _ = PartnerKey::read(data, "");
    // Deriving a key takes a second on purpose; a damaged derivation is none.
    if data.len() < 600 {
        let _ = PartnerKey::read(data, &password);
    }
}

/// Bytes to text.
pub fn encoding(data: &[u8]) {
    if let Decoded::Text { text, .. } = decode(data) {
        assert!(!text.starts_with('\u{FEFF}') || data.starts_with(b"\xEF\xBB\xBF"));
    }
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
