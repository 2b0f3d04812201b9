//! The reverse flow: what the page says of the portal, and the file that comes back.

use domain::announcement::{LeftOut, PublicKeyTrouble, Seed};
use serde::{Deserialize, Serialize};

/// What the file is to say. The public key comes beside the call when it is to be encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnounceRequest {
    /// The name under which the vendor knows the portal.
    pub partner: String,
    /// The name of the establishment.
    pub school: String,
    /// The moment, in ISO 8601: the engine has no clock.
    pub date: String,
    /// Random bytes, for an encrypted file.
    pub seed: Option<Seed>,
}

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnnounceAnswer {
    /// To be kept.
    File {
        /// Its bytes.
        bytes: Vec<u8>,
        /// People in it, by category.
        counts: [u32; 6],
        /// Accounts that are not, and why.
        left_out: Vec<(LeftOut, u32)>,
    },
    /// The public key is of no use.
    Key(PublicKeyTrouble),
}
