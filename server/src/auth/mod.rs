//! Who asks, and whether they may: passwords, sessions, the origin of a request, rights, the
//! one-time link. What a right is needed for is said by each handler, not here.

mod csrf;
mod password;
mod rights;
pub(crate) mod session;
pub(crate) mod setup_link;

pub(crate) use csrf::check_origin;
pub use password::Passwords;
pub(crate) use password::is_allowed as is_allowed_password;
pub(crate) use rights::{Admin, Reader, SignedIn, Superadmin, right_in};

use subtle::ConstantTimeEq as _;

/// Compares secrets without telling by the time it takes where they differ.
fn same_secret(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}
