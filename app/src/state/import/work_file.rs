//! The work file: the import put away by the user, and taken up again.

use super::ImportState;
use super::validating::random;
use crate::engine::Silence;
use crate::files::{self, Given};
use ::engine::{Answer, NotReopened, Request};
use leptos::prelude::*;

impl ImportState {
    /// Encrypts the import; hands it to the browser as a file to be kept.
    pub async fn save(self, passphrase: String) -> bool {
        let request = Request::Save { passphrase, salt: random(), nonce: random() };
        let Ok(Answer::WorkFile(bytes)) = self.engine.ask(request).await else { return false };
        let uai = self.establishment.with_untracked(|open| open.as_ref().map(|e| e.uai.clone()));
        let name = format!("raccord-{}.travail", uai.unwrap_or_default());
        let saved = files::download(&name, "application/octet-stream", &bytes);
        if saved {
            self.saved.set(self.overview.get_untracked());
        }
        saved
    }

    /// Takes up the import of a work file. `Ok` says whether it was linked before, and is again.
    pub async fn reopen(
        self,
        passphrase: String,
        given: Given,
    ) -> Result<bool, Option<NotReopened>> {
        let Ok(buffer) = given.bytes else { return Err(None) };
        match self.engine.hand_over(Request::Reopen { passphrase }, buffer).await {
            Ok(Answer::Reopened { overview, mode }) => {
                self.overview.set(Some(*overview));
                let fixed = self.server_import.with_untracked(|begun| {
                    begun.as_ref().is_some_and(|begun| !begun.steps.is_empty())
                });
                if !fixed {
                    self.mode.set(mode);
                }
                let (Some(mode), true) = (self.mode.get_untracked(), mode.is_some()) else {
                    return Ok(false);
                };
                Ok(self.link(mode).await)
            }
            Ok(Answer::NotReopened(why)) => Err(Some(why)),
            Ok(_) | Err(Silence::Failed(_) | Silence::Stopped) => Err(None),
        }
    }

    /// Whether leaving would lose decisions: they are in no validated step and in no work file.
    pub fn would_lose(self) -> bool {
        self.overview.with_untracked(|view| {
            let unsent = view.as_ref().is_some_and(|view| view.unsent);
            unsent && self.saved.with_untracked(|saved| saved != view)
        })
    }
}
