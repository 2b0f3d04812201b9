//! Accounts, invitations, one's own means of signing in.

use super::{Outcome, ask, ask_nothing, paged, remember, tell, tell_nothing};
use api::{
    AcceptInvitation, AccountSummary, Challenge, ChangeEntId, ChangePassword, ConfirmPassword,
    ConfirmTotp, Invitation, InvitationOffer, LookAtInvitation, NewLink, NewPasskey, OwnSession,
    Page, ProveSecond, RecoveryCodes, Rights, SecondFactor, SecondProof, Session, SignIn,
    TotpOffer,
};
use gloo_net::http::Method;

/// `GET /api/accounts`, all pages.
pub async fn accounts() -> Outcome<Vec<AccountSummary>> {
    let mut all = Vec::new();
    loop {
        let address = paged("/api/accounts", all.len());
        let page: Page<AccountSummary> = ask(Method::GET, &address).await?;
        let came = page.items.len();
        all.extend(page.items);
        if came == 0 || all.len() >= page.total as usize {
            return Ok(all);
        }
    }
}

/// `PUT /api/accounts/{id}/rights`.
pub async fn change_rights(id: &str, rights: &Rights) -> Outcome<()> {
    tell_nothing(Method::PUT, &format!("/api/accounts/{id}/rights"), rights).await
}

/// `PUT /api/accounts/{id}/ent-id`; none when nothing is typed.
pub async fn change_ent_id(id: &str, typed: &str) -> Outcome<()> {
    let ent_id = Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    let path = format!("/api/accounts/{id}/ent-id");
    tell_nothing(Method::PUT, &path, &ChangeEntId { ent_id }).await
}

/// `DELETE /api/accounts/{id}`.
pub async fn end_account(id: &str) -> Outcome<()> {
    ask_nothing(Method::DELETE, &format!("/api/accounts/{id}")).await
}

/// `DELETE /api/accounts/{id}/second-factor`.
pub async fn reset_second_factor(id: &str) -> Outcome<()> {
    ask_nothing(Method::DELETE, &format!("/api/accounts/{id}/second-factor")).await
}

/// `POST /api/accounts/{id}/password-link`.
pub async fn make_password_link(id: &str) -> Outcome<NewLink> {
    ask(Method::POST, &format!("/api/accounts/{id}/password-link")).await
}

/// `GET /api/invitations`.
pub async fn invitations() -> Outcome<Vec<Invitation>> {
    ask(Method::GET, "/api/invitations").await
}

/// `POST /api/invitations`.
pub async fn invite(rights: &Rights) -> Outcome<NewLink> {
    tell(Method::POST, "/api/invitations", &[], rights).await
}

/// `DELETE /api/invitations/{id}`.
pub async fn withdraw_invitation(id: &str) -> Outcome<()> {
    ask_nothing(Method::DELETE, &format!("/api/invitations/{id}")).await
}

/// `POST /api/invitation/look`.
pub async fn look_at_invitation(token: &str) -> Outcome<InvitationOffer> {
    let asked = LookAtInvitation { token: token.to_owned() };
    tell(Method::POST, "/api/invitation/look", &[], &asked).await
}

/// `POST /api/invitation`.
pub async fn accept_invitation(accept: &AcceptInvitation) -> Outcome<Session> {
    remember(tell(Method::POST, "/api/invitation", &[], accept).await)
}

/// `POST /api/session/passkey`.
pub async fn ask_to_sign(credentials: &SignIn) -> Outcome<Challenge> {
    tell(Method::POST, "/api/session/passkey", &[], credentials).await
}

/// `POST /api/session/cas`, by whoever has just come back from the portal.
pub async fn prove_second(second: Option<SecondProof>) -> Outcome<Session> {
    let proof = ProveSecond { second };
    remember(tell(Method::POST, "/api/session/cas", &[], &proof).await)
}

/// `POST /api/session/cas/passkey`.
pub async fn ask_to_sign_after_portal() -> Outcome<Challenge> {
    ask(Method::POST, "/api/session/cas/passkey").await
}

/// `PUT /api/account/password`.
pub async fn change_password(change: &ChangePassword) -> Outcome<()> {
    tell_nothing(Method::PUT, "/api/account/password", change).await
}

/// `GET /api/account/second-factor`.
pub async fn second_factor() -> Outcome<SecondFactor> {
    ask(Method::GET, "/api/account/second-factor").await
}

/// `POST /api/account/totp`.
pub async fn offer_totp(confirm: &ConfirmPassword) -> Outcome<TotpOffer> {
    tell(Method::POST, "/api/account/totp", &[], confirm).await
}

/// `PUT /api/account/totp`.
pub async fn confirm_totp(code: &ConfirmTotp) -> Outcome<RecoveryCodes> {
    tell(Method::PUT, "/api/account/totp", &[], code).await
}

/// `DELETE /api/account/totp`.
pub async fn remove_totp(confirm: &ConfirmPassword) -> Outcome<()> {
    tell_nothing(Method::DELETE, "/api/account/totp", confirm).await
}

/// `POST /api/account/recovery-codes`.
pub async fn make_recovery_codes(confirm: &ConfirmPassword) -> Outcome<RecoveryCodes> {
    tell(Method::POST, "/api/account/recovery-codes", &[], confirm).await
}

/// `POST /api/account/passkeys/challenge`.
pub async fn ask_for_passkey(confirm: &ConfirmPassword) -> Outcome<Challenge> {
    tell(Method::POST, "/api/account/passkeys/challenge", &[], confirm).await
}

/// `POST /api/account/passkeys`.
pub async fn add_passkey(passkey: &NewPasskey) -> Outcome<RecoveryCodes> {
    tell(Method::POST, "/api/account/passkeys", &[], passkey).await
}

/// `DELETE /api/account/passkeys/{id}`.
pub async fn remove_passkey(id: &str, confirm: &ConfirmPassword) -> Outcome<()> {
    tell_nothing(Method::DELETE, &format!("/api/account/passkeys/{id}"), confirm).await
}

/// `GET /api/account/sessions`.
pub async fn own_sessions() -> Outcome<Vec<OwnSession>> {
    ask(Method::GET, "/api/account/sessions").await
}

/// `DELETE /api/account/sessions/{id}`.
pub async fn end_session(id: &str) -> Outcome<()> {
    ask_nothing(Method::DELETE, &format!("/api/account/sessions/{id}")).await
}

/// `DELETE /api/account/sessions`.
pub async fn end_other_sessions() -> Outcome<()> {
    ask_nothing(Method::DELETE, "/api/account/sessions").await
}
