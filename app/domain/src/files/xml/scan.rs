//! Where names, values and white space end: what each byte is, in one table.
//!
//! Names and values are too short for anything that has to be set up first, so names go byte by byte and
//! values by eight bytes; what may be long is searched with `memchr`.

use super::value::Value;

/// An attribute, and where what follows it begins.
pub(super) struct Attribute<'t> {
    /// Its name without its prefix.
    pub(super) name: &'t str,
    pub(super) value: Value<'t>,
    pub(super) end: usize,
}

/// The attribute that begins at a place of a text; `None` when what is there is none.
#[inline]
pub(super) fn attribute(text: &str, start: usize) -> Option<Attribute<'_>> {
    let bytes = text.as_bytes();
    let mut local = start;
    let mut name = until(bytes, start, ENDS_NAME | COLON)?;
    if bytes[name] == b':' {
        local = name + 1;
        name = until(bytes, local, ENDS_NAME)?;
    }
    let mut equals = name;
    if bytes[name] != b'=' {
        equals = after_spaces(bytes, name);
    }
    if name == start || bytes.get(equals) != Some(&b'=') {
        return None;
    }
    let mut quote = equals + 1;
    if !matches!(bytes.get(quote)?, b'"' | b'\'') {
        quote = after_spaces(bytes, quote);
    }
    let sign = *bytes.get(quote).filter(|sign| matches!(sign, b'"' | b'\''))?;
    let from = quote + 1;
    let mut end = special_in_value(bytes, from)?;
    let mut plain = true;
    while bytes[end] != sign {
        plain &= CLASSES[usize::from(bytes[end])] & QUOTE != 0;
        end = special_in_value(bytes, end + 1)?;
    }
    let value = Value { raw: &text[from..end], plain, unknown_entities: 0 };
    Some(Attribute { name: &text[local..name], value, end: end + 1 })
}

/// Where the name of an element ends that begins at a place, prefix included.
pub(super) fn end_of_name(bytes: &[u8], start: usize) -> Option<usize> {
    until(bytes, start, ENDS_NAME)
}

/// The place of the first byte from a place on that is no white space.
pub(super) fn after_spaces(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(|&byte| CLASSES[usize::from(byte)] & SPACE != 0) {
        at += 1;
    }
    at
}

/// The place of the `>` that ends the tag around a place, if there is one: those in quotes do not.
pub(super) fn end_of_tag(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        if bytes[at] == b'>' {
            return Some(at);
        }
        at += 1 + memchr::memchr(bytes[at], &bytes[at + 1..])? + 1;
    }
}

const SPACE: u8 = 1;
const QUOTE: u8 = 2;
const COLON: u8 = 4;
/// Whatever no name may hold.
const ENDS_NAME: u8 = 8;
const SPECIAL_IN_VALUE: u8 = 16;

/// What each byte is to the loops above.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut control = 0;
    while control < b' ' as usize {
        classes[control] = SPECIAL_IN_VALUE;
        control += 1;
    }
    let mut sign = 0;
    while sign < 4 {
        classes[b" \t\n\r"[sign] as usize] |= SPACE | ENDS_NAME;
        classes[b"=></"[sign] as usize] |= ENDS_NAME;
        sign += 1;
    }
    classes[b':' as usize] = COLON;
    classes[b'&' as usize] = SPECIAL_IN_VALUE;
    classes[b'"' as usize] = QUOTE | ENDS_NAME | SPECIAL_IN_VALUE;
    classes[b'\'' as usize] = QUOTE | ENDS_NAME | SPECIAL_IN_VALUE;
    classes
};

/// The place of the first byte of a class from a place on.
fn until(bytes: &[u8], from: usize, class: u8) -> Option<usize> {
    let length = bytes.get(from..)?.iter().position(|&b| CLASSES[usize::from(b)] & class != 0)?;
    Some(from + length)
}

/// The place of the first byte from a place on that no plain value holds: a quote, `&`, or a control
/// character. Eight bytes at once, in the bits of a number: of the bytes in question, the highest bit
/// of the first one is set.
#[inline]
fn special_in_value(bytes: &[u8], from: usize) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    let below = |word: u64, least: u8| word.wrapping_sub(ONES * u64::from(least)) & !word;
    let is = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let mut at = from;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*eight);
        // `&` and `'` differ in the lowest bit only.
        let special = is(word, b'"') | is(word | ONES, b'\'') | below(word, b' ');
        if special & HIGHEST != 0 {
            return Some(at + (special & HIGHEST).trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    until(bytes, at, SPECIAL_IN_VALUE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_outside_its_quotes() {
        assert_eq!(end_of_tag(b"<a x='>' y=\">'\">b>", 0), Some(15));
        assert_eq!(end_of_tag(b"<a x='>", 0), None);
        assert_eq!(end_of_tag(b"<a x='", 0), None);
    }

    #[test]
    fn eight_bytes_at_once_are_as_one_by_one() {
        for byte in 0..=255_u8 {
            for place in 0..20 {
                for filler in [b' ', b'#', b'%', b'(', b'z', 0x80, 0xA2, 0xFF] {
                    let mut bytes = [filler; 20];
                    bytes[place] = byte;
                    let expected = until(&bytes, 1, SPECIAL_IN_VALUE);
                    assert_eq!(special_in_value(&bytes, 1), expected, "{byte} at {place}");
                }
            }
        }
    }

    #[test]
    fn an_attribute_is_plain_when_it_is_what_it_says() {
        for (text, expected) in
            [("a='b'", true), ("a='b\"'", true), ("a='&amp;'", false), ("a='\n'", false)]
        {
            let value = attribute(text, 0).map(|attribute| attribute.value.plain);
            assert_eq!(value, Some(expected), "{text}");
        }
    }
}
