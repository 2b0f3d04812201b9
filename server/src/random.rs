//! What is drawn by chance: secrets and identifiers. All of it comes from the operating system.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use uuid::Builder;

/// Bytes that nobody can guess.
///
/// # Panics
/// When the operating system gives no random bytes: nothing secret can be made then.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A secret of 256 bits as text that fits a header and an address.
pub(crate) fn secret() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// A new identifier (UUID, version 7): identifiers made later sort later.
pub(crate) fn id(now: Timestamp) -> String {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &bytes()).into_uuid().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_drawn_anew_each_time() {
        assert_ne!(secret(), secret());
        assert_eq!(secret().len(), 43);
    }

    #[test]
    fn identifiers_sort_by_time() {
        let early = id(Timestamp::from_second(1_000).unwrap());
        let late = id(Timestamp::from_second(2_000).unwrap());
        assert!(early < late);
    }
}
