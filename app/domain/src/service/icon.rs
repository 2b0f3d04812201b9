//! The icon of a service: the portal shows PNG.

use serde::{Deserialize, Serialize};

/// Width and height that the portal advises, in pixels.
pub const ADVISED: (u32, u32) = (30, 33);

/// Largest icon that is stored, in bytes: a hundred times what 30 by 33 pixels take.
pub const MAX_BYTES: usize = 20_000;

/// Why a file is no icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotAnIcon {
    /// It does not begin as a PNG, or ends within its header.
    NotPng,
    /// It has more than [`MAX_BYTES`].
    TooLarge,
}

/// Width and height of an icon in pixels.
///
/// # Errors
/// See [`NotAnIcon`].
// PNG, 5.2 and 11.2.2: signature, then the chunk IHDR, which begins with width and height.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), NotAnIcon> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n").ok_or(NotAnIcon::NotPng)?;
    if bytes.len() > MAX_BYTES {
        return Err(NotAnIcon::TooLarge);
    }
    let number = |at: usize| -> Option<u32> {
        let bytes: [u8; 4] = header.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes)).filter(|number| *number > 0)
    };
    if header.get(..8) != Some(b"\0\0\0\x0dIHDR") || header.len() < 25 {
        return Err(NotAnIcon::NotPng);
    }
    number(8).zip(number(12)).ok_or(NotAnIcon::NotPng)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of an image of this size, followed by as many zeros.
    fn png(width: u32, height: u32, more: usize) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(vec![0; 9 + more]);
        bytes
    }

    #[test]
    fn the_size_stands_in_the_header() {
        assert_eq!(size(&png(30, 33, 0)), Ok(ADVISED));
        assert_eq!(size(&png(512, 256, 100)), Ok((512, 256)));
    }

    #[test]
    fn what_is_no_image_is_refused() {
        assert_eq!(size(b"GIF89a"), Err(NotAnIcon::NotPng));
        assert_eq!(size(&png(30, 33, 0)[..30]), Err(NotAnIcon::NotPng));
        assert_eq!(size(&png(0, 33, 0)), Err(NotAnIcon::NotPng));
        assert_eq!(size(&png(30, 33, MAX_BYTES)), Err(NotAnIcon::TooLarge));
    }
}
