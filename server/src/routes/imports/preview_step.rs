//! `POST /api/establishments/{uai}/preview/{category}`: what the first step of an import would do that
//! was not begun. Looking begins nothing: no import is made, none is closed.

use super::{check_sources, validate_step::parse_pairs};
use crate::{
    auth::Admin,
    error::ApiError,
    extract::{Body, Path},
    preconditions::IfMatch,
    state::AppState,
    store::{StepPreview, StepRequest},
};
use api::{Category, PreviewStep, StepOutcome};
use axum::{Json, extract::State};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct PreviewPath {
    category: Category,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<PreviewPath>,
    IfMatch(revision): IfMatch,
    Body(asked): Body<PreviewStep>,
) -> Result<Json<StepOutcome>, ApiError> {
    check_sources(&asked.import.sources)?;
    let preview = StepPreview {
        mode: asked.import.mode,
        sources: asked.import.sources,
        step: StepRequest {
            uai: access.establishment.uai,
            import_id: String::new(),
            category: path.category,
            revision,
            pairs: parse_pairs(&asked.step.pairs)?,
            replace: asked.step.replace,
            report: asked.step.report,
            validated_by: access.account.id,
            validated_at: app.clock.now(),
        },
    };
    Ok(Json(app.store.preview_new(&preview).await??))
}
