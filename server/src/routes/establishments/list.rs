//! `GET /api/establishments`: those that the account may see, ordered by name.

use super::on_wire;
use crate::{
    auth::{SignedIn, right_in},
    error::ApiError,
    extract::Paged,
    state::AppState,
    store::Visible,
};
use api::{Establishment, Page, Role};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    SignedIn(account): SignedIn,
    Paged(paging): Paged,
) -> Result<Json<Page<Establishment>>, ApiError> {
    let visible = match account.role {
        Role::Superadmin => Visible::All,
        Role::Member => Visible::To(&account.id),
    };
    let page = app.store.establishments(visible, paging).await?;
    let mut progress = app.store.progress(visible, paging).await?;
    let seen = page.items.into_iter().filter_map(|establishment| {
        // A right that was withdrawn since the account was read hides it again.
        let right = right_in(&account, &establishment.uai)?;
        // One that was registered between both readings is told without it.
        let progress = progress.remove(&establishment.uai);
        Some(api::Establishment { progress, ..on_wire(establishment, right) })
    });
    Ok(Json(Page { items: seen.collect(), total: page.total }))
}
