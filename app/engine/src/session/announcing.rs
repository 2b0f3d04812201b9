//! The file by which the portal tells PRONOTE its users.

use super::Session;
use crate::views::count;
use domain::announcement::{Announcing, PublicKey, seal, write};
use domain::reconciliation::{Partner, Run};
use engine::{AnnounceAnswer, AnnounceRequest, Answer, Failure};

impl Session {
    /// Makes the file; `key` is that of a public key, for an encrypted one.
    pub fn announce(&self, request: &AnnounceRequest, key: &[u8]) -> Result<Answer, Failure> {
        let import = self.import()?;
        let directory = import.sources.directory();
        if directory.is_empty() {
            return Err(Failure::OutOfOrder);
        }
        let run = import.current();
        let pairs = run.map(pairs).unwrap_or_default();
        let announced = write(&Announcing {
            uai: &import.uai,
            school: &request.school,
            partner: &request.partner,
            date: &request.date,
            cas_key: import.cas_key,
            directory: run.map_or(&directory, |run| &run.setting().directory),
            pronote: run.map(|run| run.setting().pronote.as_slice()).unwrap_or_default(),
            pairs: &pairs,
        });
        let text = match &request.seed {
            None => announced.text,
            Some(seed) => {
                let key = match PublicKey::read(key) {
                    Ok(key) => key,
                    Err(trouble) => return Ok(Answer::Announced(AnnounceAnswer::Key(trouble))),
                };
                let about = (request.partner.as_str(), request.date.as_str(), &import.uai);
                seal(&announced.text, &key, about, seed).ok_or(Failure::OutOfOrder)?
            }
        };
        Ok(Answer::Announced(AnnounceAnswer::File {
            bytes: text.into_bytes(),
            counts: announced.counts.map(count),
            left_out: announced.left_out.iter().map(|(why, n)| (*why, count(*n))).collect(),
        }))
    }
}

/// Who is who: the pairs that stand and whose account is loaded.
fn pairs(run: &Run) -> Vec<(usize, usize)> {
    let rows = 0..run.setting().pronote.len();
    let pair = |row: usize| match &run.standing(row).partner {
        Some(Partner::Account(account)) => Some((row, *account)),
        Some(Partner::Absent(_)) | None => None,
    };
    rows.filter_map(pair).collect()
}
