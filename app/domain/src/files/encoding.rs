//! Bytes to text: UTF-8, UTF-16 with its mark, otherwise Windows-1252.

use crate::problem::BinaryKind;
use std::borrow::Cow;

/// What the bytes turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Decoded<'b> {
    /// Text without its mark; borrowed when the bytes were UTF-8 already.
    Text {
        /// The text.
        text: Cow<'b, str>,
        /// Whether Windows-1252 was assumed for want of anything better.
        assumed: bool,
    },
    /// Not a text.
    Binary(BinaryKind),
}

/// Decodes a whole file. An XML declaration is not trusted: files say UTF-8 and hold Windows-1252,
/// or the reverse; the bytes themselves decide. Several byte order marks in a row (seen in files
/// put together by hand) are all dropped.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(kind) = binary_kind(bytes) {
        return Decoded::Binary(kind);
    }
    if let Some(body) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf_16(body, u16::from_le_bytes);
    }
    if let Some(body) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf_16(body, u16::from_be_bytes);
    }
    let mut body = bytes;
    while let Some(rest) = body.strip_prefix(b"\xEF\xBB\xBF") {
        body = rest;
    }
    if memchr::memchr(0, body).is_some() {
        return Decoded::Binary(BinaryKind::Other);
    }
    match std::str::from_utf8(body) {
        Ok(text) => Decoded::Text { text: Cow::Borrowed(text), assumed: false },
        Err(_) => {
            let text: String = body.iter().map(|&byte| windows_1252(byte)).collect();
            Decoded::Text { text: Cow::Owned(text), assumed: true }
        }
    }
}

fn utf_16(body: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let units = body.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units)
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .skip_while(|&letter| letter == '\u{FEFF}')
        .collect();
    Decoded::Text { text: Cow::Owned(text), assumed: false }
}

/// Windows-1252 is Latin-1 but for these 32 codes (WHATWG Encoding Standard, index-windows-1252).
fn windows_1252(byte: u8) -> char {
    const C1: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => C1[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn binary_kind(bytes: &[u8]) -> Option<BinaryKind> {
    const MAGIC: [(&[u8], BinaryKind); 7] = [
        (b"PK\x03\x04", BinaryKind::Zip),
        (b"\xD0\xCF\x11\xE0", BinaryKind::Ole),
        (b"%PDF", BinaryKind::Pdf),
        (b"\x89PNG", BinaryKind::Image),
        (b"\xFF\xD8\xFF", BinaryKind::Image),
        (b"GIF8", BinaryKind::Image),
        (b"\x1F\x8B", BinaryKind::Other),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str, expected_assumed: bool) {
        match decode(bytes) {
            Decoded::Text { text, assumed } => {
                assert_eq!((text.as_ref(), assumed), (expected, expected_assumed));
            }
            Decoded::Binary(kind) => panic!("binary: {kind:?}"),
        }
    }

    #[test]
    fn utf_8_with_any_number_of_marks() {
        check("Zoé".as_bytes(), "Zoé", false);
        check("\u{FEFF}Zoé".as_bytes(), "Zoé", false);
        check("\u{FEFF}\u{FEFF}Zoé".as_bytes(), "Zoé", false);
    }

    #[test]
    fn windows_1252_when_it_is_not_utf_8() {
        check(b"Zo\xE9 \x9Cuf", "Zoé œuf", true);
        check(b"d\x92Essai \x80", "d’Essai €", true);
    }

    #[test]
    fn utf_16_with_its_mark() {
        check(b"\xFF\xFEZ\0o\0\xE9\0", "Zoé", false);
        check(b"\xFE\xFF\0Z\0o\0\xE9", "Zoé", false);
        check(b"\xFF\xFEZ\0o", "Z", false);
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b"PK\x03\x04rest"), Decoded::Binary(BinaryKind::Zip));
        assert_eq!(decode(b"%PDF-1.7"), Decoded::Binary(BinaryKind::Pdf));
        assert_eq!(decode(b"ab\0cd"), Decoded::Binary(BinaryKind::Other));
    }
}
