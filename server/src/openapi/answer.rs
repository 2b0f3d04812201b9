//! What each type of a handler's answer says of the response. Handlers give a body with 200, or with
//! 201 where they say a status beside it; a status alone is 204.

use super::Description;
use crate::{
    auth::CallerRefusal,
    error::ApiError,
    routes::session::{Arrival, Redirection},
};
use api::ErrorEnvelope;
use axum::{
    Json,
    http::{HeaderName, StatusCode},
};
use serde_json::Value;
use utoipa::{
    PartialSchema as _, ToSchema,
    openapi::{RefOr, Response, Schema, content::Content, response::ResponseBuilder},
};

/// An answer of a handler.
pub(crate) trait Answer {
    /// Says which statuses it has, with which bodies.
    fn describe(description: &mut Description);
}

impl<T: ToSchema> Answer for Json<T> {
    fn describe(description: &mut Description) {
        let schema = description.schema_of::<T>();
        description.response("200", json("Done.", schema));
    }
}

impl<T: ToSchema> Answer for (StatusCode, Json<T>) {
    fn describe(description: &mut Description) {
        let schema = description.schema_of::<T>();
        description.response("201", json("Made.", schema));
    }
}

impl Answer for StatusCode {
    fn describe(description: &mut Description) {
        description.response("204", Response::new("Done."));
    }
}

impl Answer for (StatusCode, [(HeaderName, &'static str); 1]) {
    fn describe(description: &mut Description) {
        StatusCode::describe(description);
    }
}

impl Answer for Arrival {
    fn describe(description: &mut Description) {
        Json::<api::Session>::describe(description);
    }
}

impl Answer for Redirection {
    fn describe(description: &mut Description) {
        description.response("303", Response::new("Another address."));
    }
}

/// Text that is JSON already.
impl Answer for ([(HeaderName, &'static str); 1], String) {
    fn describe(description: &mut Description) {
        description.response("200", json("Done.", Value::schema()));
    }
}

impl<T: Answer> Answer for Result<T, ApiError> {
    fn describe(description: &mut Description) {
        T::describe(description);
        let schema = description.schema_of::<ErrorEnvelope>();
        description.response("default", json("A refusal.", schema));
    }
}

/// Plain text, because CAS servers take whatever JSON comes for attributes.
impl<T: Answer> Answer for Result<T, CallerRefusal> {
    fn describe(description: &mut Description) {
        T::describe(description);
        let text = ResponseBuilder::new().description("A refusal.");
        let text = text.content("text/plain", Content::new(Some(String::schema())));
        description.response("default", text.build());
    }
}

fn json(told: &str, schema: RefOr<Schema>) -> Response {
    let content = Content::new(Some(schema));
    ResponseBuilder::new().description(told).content("application/json", content).build()
}
