//! `POST /cas/v1/llng/userdb`: for LemonLDAP::NG as a user database of kind REST. Whatever else it is
//! answered, it refuses the user the whole portal: once it has shown its secret, the answer always is
//! `result: true`. Without an identifier to give, nothing is said of any, and the session keeps what
//! it holds.

use super::in_time;
use crate::{
    auth::{Caller, CallerRefusal},
    cas::attributes,
    state::AppState,
    store::StoreError,
};
use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
};
use serde_json::{Map, Value, json};

pub(crate) async fn handler(
    State(app): State<AppState>,
    caller: Result<Caller, CallerRefusal>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Value>, CallerRefusal> {
    let Caller(caller) = match caller {
        // Whoever asks learns nothing.
        Err(CallerRefusal::Unavailable) => return Ok(Json(found(Map::new()))),
        caller => caller?,
    };
    let asked: Value = body.ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default();
    if asked.get("searchingAttributes").is_some() {
        // It looks for users to choose from; here there are none to be seen.
        return Ok(Json(json!({"result": false, "users": []})));
    }
    let Some(login) = asked.get("user").or(asked.get("mail")).and_then(Value::as_str) else {
        return Ok(Json(found(Map::new())));
    };
    let answer = in_time(async {
        let managed = app.store.managed(&caller.client_id).await?;
        let released = app.store.released(&caller.client_id, login, None).await?;
        Ok::<_, StoreError>(attributes::flat(&managed, &released))
    });
    Ok(Json(found(answer.await.unwrap_or_else(|error| {
        tracing::error!(%error, "LemonLDAP::NG was answered without identifiers");
        Map::new()
    }))))
}

fn found(info: Map<String, Value>) -> Value {
    json!({"result": true, "info": info})
}
