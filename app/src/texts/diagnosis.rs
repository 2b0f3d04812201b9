//! Questions of the FAQ, and their answers.

use crate::i18n::t_string;
use crate::texts::I18n;
use domain::service::diagnosis::Entry;

/// As users ask it.
pub fn question(i18n: I18n, entry: Entry) -> String {
    match entry {
        Entry::ExportMissing => t_string!(i18n, diagnosis.questions.export_missing),
        Entry::DirectAddress => t_string!(i18n, diagnosis.questions.direct_address),
        Entry::Guardians => t_string!(i18n, diagnosis.questions.guardians),
        Entry::NoIdPronote => t_string!(i18n, diagnosis.questions.no_id_pronote),
        Entry::SameVersion => t_string!(i18n, diagnosis.questions.same_version),
        Entry::NewVersion => t_string!(i18n, diagnosis.questions.new_version),
        Entry::Duplicate => t_string!(i18n, diagnosis.questions.duplicate),
        Entry::ServiceRefused => t_string!(i18n, diagnosis.questions.service_refused),
        Entry::Ticket => t_string!(i18n, diagnosis.questions.ticket),
        Entry::CasUnreachable => t_string!(i18n, diagnosis.questions.cas_unreachable),
        Entry::Certificate => t_string!(i18n, diagnosis.questions.certificate),
        Entry::UnknownId => t_string!(i18n, diagnosis.questions.unknown_id),
        Entry::OldClient => t_string!(i18n, diagnosis.questions.old_client),
        Entry::Publication => t_string!(i18n, diagnosis.questions.publication),
        Entry::Encrypted => t_string!(i18n, diagnosis.questions.encrypted),
        Entry::Pupil => t_string!(i18n, diagnosis.questions.pupil),
        Entry::Queue => t_string!(i18n, diagnosis.questions.queue),
        Entry::LateAccounts => t_string!(i18n, diagnosis.questions.late_accounts),
    }
    .to_string()
}

/// The cause, and what to do; `direct` is PRONOTE's address without the portal.
pub fn answer(i18n: I18n, entry: Entry, direct: &str) -> String {
    match entry {
        Entry::ExportMissing => t_string!(i18n, diagnosis.answers.export_missing).to_string(),
        Entry::DirectAddress => {
            t_string!(i18n, diagnosis.answers.direct_address, direct = direct.to_owned())
                .to_string()
        }
        Entry::Guardians => t_string!(i18n, diagnosis.answers.guardians).to_string(),
        Entry::NoIdPronote => t_string!(i18n, diagnosis.answers.no_id_pronote).to_string(),
        Entry::SameVersion => t_string!(i18n, diagnosis.answers.same_version).to_string(),
        Entry::NewVersion => t_string!(i18n, diagnosis.answers.new_version).to_string(),
        Entry::Duplicate => t_string!(i18n, diagnosis.answers.duplicate).to_string(),
        Entry::ServiceRefused => t_string!(i18n, diagnosis.answers.service_refused).to_string(),
        Entry::Ticket => t_string!(i18n, diagnosis.answers.ticket).to_string(),
        Entry::CasUnreachable => t_string!(i18n, diagnosis.answers.cas_unreachable).to_string(),
        Entry::Certificate => t_string!(i18n, diagnosis.answers.certificate).to_string(),
        Entry::UnknownId => t_string!(i18n, diagnosis.answers.unknown_id).to_string(),
        Entry::OldClient => t_string!(i18n, diagnosis.answers.old_client).to_string(),
        Entry::Publication => t_string!(i18n, diagnosis.answers.publication).to_string(),
        Entry::Encrypted => t_string!(i18n, diagnosis.answers.encrypted).to_string(),
        Entry::Pupil => t_string!(i18n, diagnosis.answers.pupil).to_string(),
        Entry::Queue => t_string!(i18n, diagnosis.answers.queue).to_string(),
        Entry::LateAccounts => t_string!(i18n, diagnosis.answers.late_accounts).to_string(),
    }
}
