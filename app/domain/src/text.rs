//! The texts of accounts: names, classes, identifiers.
//!
//! Files have millions of them, and nearly all are short. A [`Text`] of up to 24 bytes (12 in the
//! browser) stands in the account itself, without a piece of memory of its own: reading an export
//! spends no time on asking for those, nor a browser the memory that each would cost besides.

pub use compact_str::CompactString as Text;

/// A text that thousands of accounts have in common, a profile or an establishment: they hold it together.
pub type Label = std::sync::Arc<str>;

/// A text without the white space around it. Most have none, which their first and their last byte tell.
#[inline]
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
