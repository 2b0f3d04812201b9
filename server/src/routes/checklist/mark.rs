//! `PUT /api/establishments/{uai}/checklist`: marks one line; answers all that are marked.

use crate::{auth::Admin, error::ApiError, extract::Body, state::AppState, store::By};
use api::{ChecklistItem, MarkItem};
use axum::{Json, extract::State};
use domain::service::checklist::Item;

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Body(asked): Body<MarkItem>,
) -> Result<Json<Vec<ChecklistItem>>, ApiError> {
    let item = Item::parse(&asked.item).ok_or(ApiError::invalid("item"))?;
    let uai = &access.establishment.uai;
    let by = By { account: Some(&access.account.id), at: app.clock.now() };
    app.store.mark_item(uai, item.slug(), asked.state, by).await?;
    Ok(Json(app.store.checklist(uai).await?))
}
