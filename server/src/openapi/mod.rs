//! The `OpenAPI` document: made of the router's table and of the types in the handlers' own arguments
//! and answers, so that it cannot say what the code does not do. Nothing is written about a route by
//! hand; what a type of argument means is said once, in [`request`], and of answers in [`answer`].

mod answer;
mod handler;
mod request;

pub(crate) use handler::Described;

use crate::{auth::session, config::PublicUrl, router};
use axum::http::Method;
use request::{CAS_BASIC, CAS_BEARER, CSRF, SESSION};
use utoipa::{
    PartialSchema as _, ToSchema,
    openapi::{
        Components, HttpMethod, Info, OpenApi, OpenApiVersion, Paths, RefOr, Required, Response,
        Schema,
        content::Content,
        path::{Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
        request_body::RequestBodyBuilder,
        schema::{ObjectBuilder, Type},
        security::{
            ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
        },
    },
};

/// What is known of a route once its handler's types have been asked.
#[derive(Default)]
pub(crate) struct Description {
    operation: OperationBuilder,
    /// Named schemas that it refers to.
    schemas: Vec<(String, RefOr<Schema>)>,
    parameters: Vec<Parameter>,
    /// Ways of showing who asks, each of them enough; empty: nothing has to be shown.
    credentials: Vec<Vec<&'static str>>,
    /// Who may ask, in words.
    callers: Option<&'static str>,
}

/// The whole document, of a server that is reached under this address.
pub fn document(public_url: &PublicUrl) -> OpenApi {
    let mut paths = Paths::new();
    let mut components = Components::new();
    for (method, path, describe) in router::described() {
        let mut description = Description::default();
        describe(&mut description);
        components.schemas.extend(std::mem::take(&mut description.schemas));
        let http_method = http_method(&method);
        paths.add_path_operation(path, vec![http_method], description.of_route(&method, path));
    }
    for name in [CSRF, SESSION, CAS_BASIC, CAS_BEARER] {
        components.add_security_scheme(name, security_scheme(name, public_url));
    }
    let info = Info::new("Raccord", env!("CARGO_PKG_VERSION"));
    let mut document = OpenApi::new(info, paths);
    document.openapi = OpenApiVersion::Version31;
    document.components = Some(components);
    document
}

impl Description {
    /// Refers to a type by its name where it has one.
    fn schema_of<T: ToSchema>(&mut self) -> RefOr<Schema> {
        let schema = T::schema();
        T::schemas(&mut self.schemas);
        // Lists have no name of their own: they are written where they stand.
        if matches!(schema, RefOr::T(Schema::Array(_))) {
            return schema;
        }
        let name = T::name().into_owned();
        let reference = utoipa::openapi::Ref::from_schema_name(&name);
        self.schemas.push((name, schema));
        RefOr::Ref(reference)
    }

    fn body(&mut self, required: Required, schema: Option<RefOr<Schema>>) {
        let body = RequestBodyBuilder::new()
            .content("application/json", Content::new(schema))
            .required(Some(required));
        self.change(|operation| operation.request_body(Some(body.build())));
    }

    fn response(&mut self, status: &str, response: Response) {
        self.change(|operation| operation.response(status, response));
    }

    fn change(&mut self, change: impl FnOnce(OperationBuilder) -> OperationBuilder) {
        self.operation = change(std::mem::take(&mut self.operation));
    }

    fn of_route(mut self, method: &Method, path: &str) -> Operation {
        let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let mut parameters: Vec<_> = names.map(path_parameter).collect();
        parameters.append(&mut self.parameters);
        // The API's unsafe requests must come from our page, whoever sends them.
        if !method.is_safe() && path.starts_with("/api/") {
            if self.credentials.is_empty() {
                self.credentials.push(Vec::new());
            }
            self.credentials.iter_mut().for_each(|means| means.push(CSRF));
        }
        let mut operation = self
            .operation
            .operation_id(Some(operation_id(method, path)))
            .tag(path.split('/').nth(2).unwrap_or_default())
            .description(Some(self.callers.unwrap_or("Anybody.")))
            .parameters(Some(parameters));
        for means in self.credentials {
            let all = means.into_iter().fold(SecurityRequirement::default(), |all, one| {
                all.add(one, Vec::<String>::new())
            });
            operation = operation.security(all);
        }
        operation.build()
    }
}

/// For instance `put_establishments_uai_imports_id_steps_category`.
fn operation_id(method: &Method, path: &str) -> String {
    let words = path.split('/').skip(2).map(|part| part.trim_matches(['{', '}']).replace('-', "_"));
    let words = words.fold(method.as_str().to_lowercase(), |id, word| id + "_" + &word);
    if path.starts_with("/cas/") { format!("cas_{words}") } else { words }
}

fn http_method(method: &Method) -> HttpMethod {
    match *method {
        Method::POST => HttpMethod::Post,
        Method::PUT => HttpMethod::Put,
        Method::PATCH => HttpMethod::Patch,
        Method::DELETE => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

/// What a part of an address is, by the name that the router's table gives it.
fn path_parameter(name: &str) -> Parameter {
    let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1));
    let schema: RefOr<Schema> = match name {
        "uai" => text.pattern(Some("^[0-9]{7}[A-Za-z]$")).into(),
        "category" => api::Category::schema(),
        "server" => api::CasServer::schema(),
        _ => text.into(),
    };
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(schema))
        .build()
}

fn security_scheme(name: &str, public_url: &PublicUrl) -> SecurityScheme {
    match name {
        CSRF => SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description(
            api::CSRF_HEADER,
            "The value that GET /api/session tells; a browser also says where the request comes from",
        ))),
        SESSION => SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
            session::cookie_name(public_url),
            "Set at sign-in",
        ))),
        CAS_BASIC => http_scheme(HttpAuthScheme::Basic),
        _ => http_scheme(HttpAuthScheme::Bearer),
    }
}

fn http_scheme(scheme: HttpAuthScheme) -> SecurityScheme {
    let told = "The secret that a superadmin made for a CAS server";
    SecurityScheme::Http(HttpBuilder::new().scheme(scheme).description(Some(told)).build())
}
