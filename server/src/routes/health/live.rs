//! `GET /healthz`: the process answers.

pub(crate) async fn handler() -> &'static str {
    "alive\n"
}
