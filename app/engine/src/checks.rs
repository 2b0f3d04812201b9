//! Whether what is loaded makes sense, before it is linked.

use crate::session::Session;
use domain::reconciliation::{CasIds, Mode, Setting, Stored, concerns, contradictions, overlaps};
use engine::{Answer, CheckView, Failure};

impl Session {
    /// What does not make sense in this mode, and how PRONOTE's CAS identifiers stand.
    pub fn check(&self, mode: Mode) -> Result<Answer, Failure> {
        let import = self.import()?;
        let stored: Stored = import.stock.iter().cloned().collect();
        let (pronote, directory) = (import.sources.pronote(), import.sources.directory());
        let cas_sends = (import.cas_key, &import.login_salt);
        let cas_ids = CasIds::of(&pronote, &directory);
        let setting = Setting::new(mode, pronote, directory, cas_sends, stored).on(import.portal);
        let made_on = import.sources.made_on(|source| import.modified(source));
        let imported = import.imported_at.as_deref();
        Ok(Answer::Check(Box::new(CheckView {
            concerns: concerns(&setting, made_on.as_deref(), imported),
            contradictions: contradictions(&import.sources),
            overlaps: overlaps(&import.sources)
                .into_iter()
                .map(|(source, count)| (source.0, u32::try_from(count).unwrap_or(u32::MAX)))
                .collect(),
            cas_ids,
        })))
    }
}
