//! Why the server refused, in words.

use crate::api::Trouble;
use crate::i18n::t_string;
use crate::texts::I18n;
use ::api::{Details, ErrorBody, ErrorCode};

/// What happened and what to do next.
pub fn trouble(i18n: I18n, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unreachable => t_string!(i18n, frame.errors.unreachable).to_string(),
        Trouble::Refused(body) => refusal(i18n, body),
    }
}

fn refusal(i18n: I18n, body: &ErrorBody) -> String {
    match body.code {
        ErrorCode::Malformed => t_string!(i18n, frame.errors.malformed).to_string(),
        ErrorCode::SignedOut => t_string!(i18n, frame.errors.signed_out).to_string(),
        ErrorCode::WrongCredentials => t_string!(i18n, frame.errors.wrong_credentials).to_string(),
        // The forms that meet these show what is asked for instead.
        ErrorCode::SecondFactor => t_string!(i18n, frame.errors.second_factor).to_string(),
        ErrorCode::WrongSecondFactor => {
            t_string!(i18n, frame.errors.wrong_second_factor).to_string()
        }
        ErrorCode::SecondFactorMissing => {
            t_string!(i18n, frame.errors.second_factor_missing).to_string()
        }
        ErrorCode::Forbidden => t_string!(i18n, frame.errors.forbidden).to_string(),
        ErrorCode::Csrf => t_string!(i18n, frame.errors.csrf).to_string(),
        ErrorCode::SetupLink => t_string!(i18n, frame.errors.setup_link).to_string(),
        ErrorCode::InvitationLink => t_string!(i18n, frame.errors.invitation_link).to_string(),
        ErrorCode::NotFound => t_string!(i18n, frame.errors.not_found).to_string(),
        ErrorCode::EstablishmentExists => {
            t_string!(i18n, frame.errors.establishment_exists).to_string()
        }
        ErrorCode::AccountExists => t_string!(i18n, frame.errors.account_exists).to_string(),
        ErrorCode::ServiceExists => t_string!(i18n, frame.errors.service_exists).to_string(),
        ErrorCode::CasClientExists => t_string!(i18n, frame.errors.cas_client_exists).to_string(),
        ErrorCode::TooManySecrets => t_string!(i18n, frame.errors.too_many_secrets).to_string(),
        ErrorCode::LastSuperadmin => t_string!(i18n, frame.errors.last_superadmin).to_string(),
        ErrorCode::AlreadyUndone => t_string!(i18n, frame.errors.already_undone).to_string(),
        ErrorCode::ImportClosed => t_string!(i18n, frame.errors.import_closed).to_string(),
        ErrorCode::Displaced => t_string!(i18n, frame.errors.displaced).to_string(),
        ErrorCode::KeyReused => t_string!(i18n, frame.errors.key_reused).to_string(),
        ErrorCode::NotADemonstration => {
            t_string!(i18n, frame.errors.not_a_demonstration).to_string()
        }
        ErrorCode::Stale => t_string!(i18n, frame.errors.stale).to_string(),
        ErrorCode::TooLarge => t_string!(i18n, frame.errors.too_large).to_string(),
        ErrorCode::Invalid => match &body.details {
            Some(Details::Field(name)) => invalid(i18n, name),
            _ => t_string!(i18n, frame.errors.invalid_unknown).to_string(),
        },
        ErrorCode::CommonPassword => t_string!(i18n, frame.errors.common_password).to_string(),
        ErrorCode::NoSource => t_string!(i18n, frame.errors.no_source).to_string(),
        ErrorCode::PreconditionRequired => {
            t_string!(i18n, frame.errors.precondition_required).to_string()
        }
        ErrorCode::TooManyAttempts => {
            let seconds = match &body.details {
                Some(Details::RetryAfter(seconds)) => *seconds,
                _ => 60,
            };
            let minutes = seconds.div_ceil(60);
            t_string!(i18n, frame.errors.too_many_attempts, minutes = minutes).to_string()
        }
        ErrorCode::Internal => t_string!(i18n, frame.errors.internal).to_string(),
        ErrorCode::Unavailable => t_string!(i18n, frame.errors.unavailable).to_string(),
        ErrorCode::StorageFull => t_string!(i18n, frame.errors.storage_full).to_string(),
    }
}

/// A field of the wire, named as on the screen.
fn invalid(i18n: I18n, name: &str) -> String {
    let field = match name.split('.').next().unwrap_or_default() {
        "name" => t_string!(i18n, frame.fields.name),
        "password" => t_string!(i18n, frame.fields.password),
        "uai" => t_string!(i18n, frame.fields.uai),
        "rights" => t_string!(i18n, frame.fields.rights),
        "sources" => t_string!(i18n, frame.fields.sources),
        "pairs" => t_string!(i18n, frame.fields.pairs),
        "establishments" => t_string!(i18n, frame.fields.establishments),
        "networks" => t_string!(i18n, frame.fields.networks),
        "refresh_url" => t_string!(i18n, frame.fields.refresh_url),
        "pronote" => t_string!(i18n, frame.fields.pronote),
        "contact" => t_string!(i18n, services.contact),
        "cas_url" => t_string!(i18n, services.cas_url),
        "pronote_url" => t_string!(i18n, services.pronote_url),
        "profile_attribute" => t_string!(i18n, services.profile_attribute),
        "pronote_version" | "version" => t_string!(i18n, services.version),
        "reconciliation_code" => t_string!(i18n, services.reconciliation_code),
        "year_start" => t_string!(i18n, services.year_start),
        "code" => t_string!(i18n, services.code),
        "title" => t_string!(i18n, services.service_title),
        "order" => t_string!(i18n, services.order),
        "url" => t_string!(i18n, services.url),
        "grouping" => t_string!(i18n, services.grouping),
        "description" => t_string!(i18n, services.description),
        "icon" => t_string!(i18n, services.icon),
        "block_cas_url" => t_string!(i18n, services.block_cas_url),
        "access" => t_string!(i18n, services.access),
        "users" => t_string!(i18n, services.users),
        "client" => t_string!(i18n, frame.fields.client),
        _ => return t_string!(i18n, frame.errors.invalid_unknown).to_string(),
    };
    t_string!(i18n, frame.errors.invalid, field = field).to_string()
}
