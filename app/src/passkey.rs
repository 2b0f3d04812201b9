//! The only file that talks to the browser's authenticators. Everything goes through as JSON, in the
//! forms that `WebAuthn` level 3 gives; whoever has an older browser is told so.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What a browser is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To make a passkey.
    Create,
    /// To sign with one.
    Get,
}

/// Asks the browser; its answer as JSON, or `None` when it cannot or its user did not want to.
pub async fn ask(what: Ask, options: &str) -> Option<String> {
    let (method, parse) = match what {
        Ask::Create => ("create", "parseCreationOptionsFromJSON"),
        Ask::Get => ("get", "parseRequestOptionsFromJSON"),
    };
    let window: JsValue = web_sys::window()?.into();
    let class = get(&window, "PublicKeyCredential")?;
    let asked = get(&JSON::parse(options).ok()?, "publicKey")?;
    let public_key = call(&class, parse, Some(&asked))?;
    let request = Object::new();
    Reflect::set(&request, &"publicKey".into(), &public_key).ok()?;
    let credentials = get(&get(&window, "navigator")?, "credentials")?;
    let promise: Promise = call(&credentials, method, Some(&request))?.dyn_into().ok()?;
    let credential = JsFuture::from(promise).await.ok()?;
    let answer = call(&credential, "toJSON", None)?;
    JSON::stringify(&answer).ok()?.as_string()
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn call(object: &JsValue, method: &str, argument: Option<&JsValue>) -> Option<JsValue> {
    let method: Function = get(object, method)?.dyn_into().ok()?;
    match argument {
        Some(argument) => method.call1(object, argument).ok(),
        None => method.call0(object).ok(),
    }
}
