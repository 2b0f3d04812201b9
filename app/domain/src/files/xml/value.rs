//! Values of attributes: found byte by byte, resolved only when somebody asks for them.

use std::borrow::Cow;

/// The value of an attribute, as written.
pub struct Value<'t> {
    pub(super) raw: &'t str,
    /// It is what it says: no entity, no white space but blanks.
    pub(super) plain: bool,
    /// How often its text was asked for although it refers to an undefined entity.
    pub(super) unknown_entities: usize,
}

impl<'t> Value<'t> {
    /// The value with its entities resolved and its white space as blanks; one that refers to an undefined
    /// entity stays as it is.
    #[inline]
    pub fn text(&mut self) -> Cow<'t, str> {
        if self.plain {
            return Cow::Borrowed(self.raw);
        }
        match resolved(self.raw) {
            Some(text) => Cow::Owned(text),
            None => {
                self.unknown_entities += 1;
                Cow::Borrowed(self.raw)
            }
        }
    }
}

/// The character that a reference stands for, given what is between `&` and `;`: one of the five
/// entities that XML predefines, or a number.
pub(super) fn character(reference: &str) -> Option<char> {
    let number = match reference {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "apos" => return Some('\''),
        "quot" => return Some('"'),
        _ => reference.strip_prefix('#')?,
    };
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    // The standard library would take a sign, XML does not.
    let code = u32::from_str_radix(digits.strip_prefix('+').map_or(digits, |_| ""), radix).ok()?;
    char::from_u32(code).filter(|&c| c != '\0')
}

fn resolved(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
        text.push_str(&rest[..at]);
        let special = &rest[at..];
        if let Some(reference) = special.strip_prefix('&') {
            let (reference, after) = reference.split_once(';')?;
            text.push(character(reference)?);
            rest = after;
        } else {
            text.push(' ');
            rest = special.strip_prefix("\r\n").unwrap_or(&special[1..]);
        }
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str, expected_unknown: usize) {
        let mut value = Value { raw, plain: false, unknown_entities: 0 };
        assert_eq!((&*value.text(), value.unknown_entities), (expected, expected_unknown), "{raw}");
    }

    #[test]
    fn references_are_resolved() {
        check("&lt;&gt;&amp;&apos;&quot;", "<>&'\"", 0);
        check("&#233;&#xe9;&#xE9;&amp;lt;", "ééé&lt;", 0);
    }

    #[test]
    fn white_space_is_blanks_unless_it_is_written_as_a_number() {
        check("a\tb\nc\rd\r\ne\n\nf", "a b c d e  f", 0);
        check("a&#10;b", "a\nb", 0);
    }

    #[test]
    fn what_cannot_be_resolved_stays_as_a_whole() {
        for raw in [
            "&e;",
            "&amp; &e;",
            "&",
            "a & b",
            "&amp",
            "&;",
            "&#;",
            "&#x;",
            "&#0;",
            "&#+65;",
            "&#xD800;",
        ] {
            check(raw, raw, 1);
        }
    }
}
