//! Who asks, and whether they may: passwords, sessions, the origin of a request, rights, the
//! one-time link. What a right is needed for is said by each handler, not here.

pub(crate) mod attempts;
mod cas_caller;
mod common_passwords;
mod csrf;
pub(crate) mod invitation_link;
mod passkeys;
mod password;
pub(crate) mod portal_sign_in;
pub(crate) mod portal_word;
pub(crate) mod recovery_codes;
mod rights;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod setup_link;
pub(crate) mod totp;

pub(crate) use cas_caller::{Caller, CallerRefusal, shown_secret};
pub(crate) use csrf::{check_origin, is_same_origin};
pub use passkeys::PasskeySite;
pub use password::Passwords;
pub(crate) use password::check as check_password;
pub use portal_sign_in::SignInPortal;
pub(crate) use portal_word::PortalWord;
pub(crate) use rights::{Admin, Holder, Reader, ReaderOf, SignedIn, Superadmin, right_in};

use subtle::ConstantTimeEq as _;

/// Compares secrets without telling by the time it takes where they differ.
fn same_secret(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}
