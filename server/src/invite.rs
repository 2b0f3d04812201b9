//! Making one-time links, for a superadmin or from the command line.

use crate::{
    auth::invitation_link::InvitationLink,
    error::ApiError,
    random,
    state::AppState,
    store::{By, InvitationRefusal, NewInvitation, time_text},
};
use api::{Invitation, NewLink, Right, Rights, Role};
use domain::uai::Uai;

/// A link to an account of one's own, with these rights.
///
/// # Errors
/// When there is no such establishment, or those of the store.
pub async fn to_new_account(
    app: &AppState,
    role: Role,
    rights: Vec<(Uai, Right)>,
    by: By<'_>,
) -> Result<NewLink, ApiError> {
    invite(app, None, role, rights, by).await
}

/// A link to a new password for an account. It replaces an older one.
///
/// # Errors
/// When there is no such account, or those of the store.
pub async fn to_new_password(
    app: &AppState,
    account_id: &str,
    by: By<'_>,
) -> Result<NewLink, ApiError> {
    let account = app.store.account(account_id).await?.ok_or(ApiError::not_found())?;
    invite(app, Some((account.id, account.name)), account.role, Vec::new(), by).await
}

async fn invite(
    app: &AppState,
    account: Option<(String, String)>,
    role: Role,
    rights: Vec<(Uai, Right)>,
    by: By<'_>,
) -> Result<NewLink, ApiError> {
    let link = InvitationLink::draw(&app.public_url, by.at);
    let (account_id, account_name) = account.unzip();
    let new = NewInvitation {
        id: random::id(by.at),
        token_hash: link.token_hash,
        account_id,
        role,
        rights,
        expires_at: link.expires_at,
    };
    app.store.invite(&new, by).await??;
    let created_by = match by.account {
        Some(id) => app.store.account(id).await?.map(|account| account.name),
        None => None,
    };
    Ok(NewLink {
        link: link.address,
        invitation: Invitation {
            id: new.id,
            account: account_name,
            rights: Rights {
                role,
                rights: new.rights.iter().map(|(uai, right)| (uai.to_string(), *right)).collect(),
            },
            created_by,
            created_at: time_text(by.at),
            expires_at: time_text(link.expires_at),
        },
    })
}

impl From<InvitationRefusal> for ApiError {
    fn from(refusal: InvitationRefusal) -> Self {
        match refusal {
            InvitationRefusal::NoSuchAccount => Self::not_found(),
            InvitationRefusal::NoSuchEstablishment => Self::invalid("rights"),
        }
    }
}
