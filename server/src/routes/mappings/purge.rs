//! `DELETE /api/establishments/{uai}/mappings`: erase mappings for good, against the revision of the
//! preview; or with `?dry_run=true` say what would go.

use crate::{
    auth::Admin, error::ApiError, extract::Query, preconditions::IfMatch, state::AppState,
    store::By,
};
use api::{Purge, PurgeQuery};
use axum::{Json, extract::State};
use jiff::Timestamp;

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Query(query): Query<PurgeQuery>,
    revision: Result<IfMatch, ApiError>,
) -> Result<Json<Purge>, ApiError> {
    let uai = &access.establishment.uai;
    let confirmed_before = query.confirmed_before.map(|text| text.parse::<Timestamp>());
    let confirmed_before = confirmed_before.transpose();
    let confirmed_before = confirmed_before.map_err(|_| ApiError::invalid("confirmed_before"))?;
    if query.dry_run {
        return Ok(Json(app.store.preview_purge(uai, confirmed_before).await?));
    }
    let IfMatch(revision) = revision?;
    let by = By { account: Some(&access.account.id), at: app.clock.now() };
    match app.store.purge(uai, confirmed_before, revision, by).await? {
        Ok(purge) => Ok(Json(purge)),
        Err(revision) => Err(ApiError::stale(revision)),
    }
}
