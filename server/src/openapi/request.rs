//! What each type of a handler's arguments says of the request.

use super::Description;
use crate::{
    auth::{
        Admin, Caller, CallerRefusal, Holder, PortalWord, Reader, ReaderOf, SignedIn, Superadmin,
    },
    error::ApiError,
    extract::{Body, ClientAddress, Paged, Path, Query},
    preconditions::{IdempotencyKey, IfMatch},
    state::AppState,
};
use api::{IDEMPOTENCY_HEADER, Paging};
use axum::{
    body::Bytes,
    extract::{
        self, State,
        rejection::{BytesRejection, QueryRejection},
    },
    http::HeaderMap,
};
use tower_sessions::Session;
use utoipa::{
    ToSchema,
    openapi::{
        RefOr, Required, Schema,
        path::{ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Type},
    },
};

/// Names of the ways in which a request shows who asks.
pub(super) const CSRF: &str = "csrf";
pub(super) const SESSION: &str = "session";
pub(super) const CAS_BASIC: &str = "cas_basic";
pub(super) const CAS_BEARER: &str = "cas_bearer";

/// An argument of a handler.
pub(crate) trait Part {
    /// Says what it reads in the request; most read nothing that a caller chooses.
    fn describe(_: &mut Description) {}
}

impl Part for State<AppState> {}
impl Part for Session {}
impl Part for ClientAddress {}
impl Part for HeaderMap {}

/// In a cookie that the way back from the portal has set.
impl Part for PortalWord {}

/// Named in the router's table.
impl<T> Part for Path<T> {}
impl<T> Part for extract::Path<T> {}

impl<T: ToSchema> Part for Body<T> {
    fn describe(description: &mut Description) {
        let schema = description.schema_of::<T>();
        description.body(Required::True, Some(schema));
    }
}

impl Part for Result<Bytes, BytesRejection> {
    fn describe(description: &mut Description) {
        description.body(Required::False, None);
    }
}

impl<T: ToSchema> Part for Query<T> {
    fn describe(description: &mut Description) {
        let RefOr::T(Schema::Object(query)) = T::schema() else {
            return;
        };
        T::schemas(&mut description.schemas);
        for (name, schema) in query.properties {
            let required = query.required.contains(&name);
            parameter(description, &name, ParameterIn::Query, required, schema);
        }
    }
}

impl<T: ToSchema> Part for Result<extract::Query<T>, QueryRejection> {
    fn describe(description: &mut Description) {
        Query::<T>::describe(description);
    }
}

impl Part for Paged {
    fn describe(description: &mut Description) {
        Query::<Paging>::describe(description);
    }
}

impl Part for IfMatch {
    fn describe(description: &mut Description) {
        let text =
            ObjectBuilder::new().schema_type(Type::String).pattern(Some("^\"[0-9]{1,18}\"$"));
        parameter(description, "If-Match", ParameterIn::Header, true, text.into());
    }
}

impl Part for IdempotencyKey {
    fn describe(description: &mut Description) {
        let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[!-~]{1,128}$"));
        parameter(description, IDEMPOTENCY_HEADER, ParameterIn::Header, true, text.into());
    }
}

/// What a handler does without, in some cases.
impl<T: Part> Part for Result<T, ApiError> {
    fn describe(description: &mut Description) {
        let before = description.parameters.len();
        T::describe(description);
        for parameter in &mut description.parameters[before..] {
            parameter.required = Required::False;
        }
    }
}

impl Part for Holder {
    fn describe(description: &mut Description) {
        signed_in(description, "Whoever is signed in.");
    }
}

impl Part for SignedIn {
    fn describe(description: &mut Description) {
        signed_in(description, "Whoever is signed in, with a second factor where it is demanded.");
    }
}

impl Part for Superadmin {
    fn describe(description: &mut Description) {
        signed_in(description, "Superadmins.");
    }
}

impl Part for Reader {
    fn describe(description: &mut Description) {
        signed_in(description, "Readers and administrators of the establishment, and superadmins.");
    }
}

impl Part for ReaderOf {
    fn describe(description: &mut Description) {
        Reader::describe(description);
    }
}

impl Part for Admin {
    fn describe(description: &mut Description) {
        signed_in(description, "Administrators of the establishment, and superadmins.");
    }
}

impl Part for Caller {
    fn describe(description: &mut Description) {
        description.credentials = vec![vec![CAS_BASIC], vec![CAS_BEARER]];
        description.callers = Some("CAS servers with a secret.");
    }
}

impl Part for Result<Caller, CallerRefusal> {
    fn describe(description: &mut Description) {
        Caller::describe(description);
    }
}

fn signed_in(description: &mut Description, who: &'static str) {
    description.credentials = vec![vec![SESSION]];
    description.callers = Some(who);
}

fn parameter(
    description: &mut Description,
    name: &str,
    place: ParameterIn,
    required: bool,
    schema: RefOr<Schema>,
) {
    let required = if required { Required::True } else { Required::False };
    let parameter = ParameterBuilder::new().name(name).parameter_in(place).required(required);
    description.parameters.push(parameter.schema(Some(schema)).build());
}
