//! What was done, in words.

use crate::i18n::t_string;
use crate::texts::{I18n, category, guide, thousands};
use crate::wire;
use ::api::{AuditAction as A, AuditEntry, Right, Role};
use domain::service::checklist::Item;

/// An act.
pub fn action(i18n: I18n, action: A) -> String {
    match action {
        A::FirstAccount => t_string!(i18n, audit.first_account),
        A::SignedIn => t_string!(i18n, audit.signed_in),
        A::PasswordChanged => t_string!(i18n, audit.password_changed),
        A::SecondFactorAdded => t_string!(i18n, audit.second_factor_added),
        A::SecondFactorRemoved => t_string!(i18n, audit.second_factor_removed),
        A::SecondFactorReset => t_string!(i18n, audit.second_factor_reset),
        A::RecoveryCodesMade => t_string!(i18n, audit.recovery_codes_made),
        A::RecoveryCodeUsed => t_string!(i18n, audit.recovery_code_used),
        A::SessionsEnded => t_string!(i18n, audit.sessions_ended),
        A::Invited => t_string!(i18n, audit.invited),
        A::PasswordLinkMade => t_string!(i18n, audit.password_link_made),
        A::InvitationWithdrawn => t_string!(i18n, audit.invitation_withdrawn),
        A::AccountMade => t_string!(i18n, audit.account_made),
        A::PasswordReset => t_string!(i18n, audit.password_reset),
        A::RightsChanged => t_string!(i18n, audit.rights_changed),
        A::EntIdChanged => t_string!(i18n, audit.ent_id_changed),
        A::AccountEnded => t_string!(i18n, audit.account_ended),
        A::EstablishmentAdded => t_string!(i18n, audit.establishment_added),
        A::EstablishmentChanged => t_string!(i18n, audit.establishment_changed),
        A::ServiceSet => t_string!(i18n, audit.service_set),
        A::ServiceRemoved => t_string!(i18n, audit.service_removed),
        A::ChecklistMarked => t_string!(i18n, audit.checklist_marked),
        A::EstablishmentErased => t_string!(i18n, audit.establishment_erased),
        A::StepValidated => t_string!(i18n, audit.step_validated),
        A::ImportClosed => t_string!(i18n, audit.import_closed),
        A::ImportUndone => t_string!(i18n, audit.import_undone),
        A::CasClientAdded => t_string!(i18n, audit.cas_client_added),
        A::CasClientChanged => t_string!(i18n, audit.cas_client_changed),
        A::CasClientRemoved => t_string!(i18n, audit.cas_client_removed),
        A::CasSecretMade => t_string!(i18n, audit.cas_secret_made),
        A::CasSecretEnded => t_string!(i18n, audit.cas_secret_ended),
        A::MappingsPurged => t_string!(i18n, audit.mappings_purged),
    }
    .to_string()
}

/// The rest of an entry.
pub fn details(i18n: I18n, entry: &AuditEntry) -> String {
    let details = &entry.details;
    let mut parts = Vec::new();
    parts.extend(entry.uai.clone());
    parts.extend(details.account.clone());
    parts.extend(details.cas_client.clone());
    parts.extend(details.service.clone());
    let item = details.item.as_deref().and_then(Item::parse);
    parts.extend(item.map(|item| guide::title(i18n, item)));
    if let Some(step) = details.category {
        parts.push(category(i18n, wire::category(step)));
    }
    if let Some(count) = details.added.filter(|count| *count > 0) {
        parts.push(t_string!(i18n, audit.added, count = thousands(count)).to_string());
    }
    if let Some(count) = details.changed.filter(|count| *count > 0) {
        parts.push(t_string!(i18n, audit.changed, count = thousands(count)).to_string());
    }
    if let Some(count) = details.removed.filter(|count| *count > 0) {
        parts.push(t_string!(i18n, audit.removed, count = thousands(count)).to_string());
    }
    if details.role == Some(Role::Superadmin) {
        parts.push(t_string!(i18n, accounts.right_all).to_string());
    }
    for (uai, right) in &details.rights {
        parts.push(match right {
            Right::Admin => t_string!(i18n, accounts.admin_of, uai = uai.clone()).to_string(),
            Right::Reader => t_string!(i18n, accounts.reader_of, uai = uai.clone()).to_string(),
        });
    }
    parts.join(" · ")
}
