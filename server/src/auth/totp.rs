//! Codes of authenticator applications (RFC 6238: SHA-1, six digits, 30 seconds, what every
//! application knows).

use crate::{error::ApiError, store::TOTP_SECRET};
use api::TotpOffer;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use qrcode::{QrCode, render::svg};
use totp_rs::{Builder, Secret, Totp};

/// Time steps before and after the present one whose codes are taken too: clocks differ.
const SKEW: u16 = 1;

/// Pixels of the picture, at least.
const PICTURE: u32 = 220;

/// What an application is told of a secret.
pub(crate) fn offer(secret: [u8; TOTP_SECRET], account: &str) -> Result<TotpOffer, ApiError> {
    // A colon would end the label.
    let totp = totp(secret, &account.replace(':', " "))?;
    let address = totp.to_url().map_err(|error| ApiError::internal(&error))?;
    let code = QrCode::new(address).map_err(|error| ApiError::internal(&error))?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(PICTURE, PICTURE).build();
    Ok(TotpOffer { secret: totp.secret().to_base32(), picture: STANDARD.encode(picture) })
}

/// The time step whose code this is, if it is the code of a step around now.
pub(crate) fn step_of(
    secret: [u8; TOTP_SECRET],
    code: &str,
    now: Timestamp,
) -> Result<Option<u64>, ApiError> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    Ok(totp(secret, "")?.check(&digits, seconds))
}

fn totp(secret: [u8; TOTP_SECRET], account: &str) -> Result<Totp, ApiError> {
    Builder::new()
        .with_secret(Secret::from(secret))
        .with_skew(SKEW)
        .with_account_name(account)
        .with_issuer(Some("Raccord"))
        .build()
        .map_err(|error| ApiError::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = *b"12345678901234567890";
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            let now = Timestamp::from_second(second).unwrap();
            let step = u64::try_from(second).unwrap() / 30;
            assert_eq!(step_of(secret, code, now).unwrap(), Some(step), "{second}");
        }
    }

    #[test]
    fn clocks_may_differ_by_one_step() {
        let secret = *b"12345678901234567890";
        let step = |second| {
            let now = Timestamp::from_second(second).unwrap();
            step_of(secret, "28 7082", now).unwrap()
        };
        assert_eq!([step(29), step(30), step(89), step(119)], [Some(1), Some(1), Some(1), None]);
        assert_eq!(step(0), Some(1));
    }

    #[test]
    fn the_offer_can_be_typed_and_scanned() {
        let offer = offer(*b"12345678901234567890", "Zoé: Fictif").unwrap();
        assert_eq!(offer.secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let picture = String::from_utf8(STANDARD.decode(offer.picture).unwrap()).unwrap();
        assert!(picture.contains("<svg"), "{picture}");
    }
}
