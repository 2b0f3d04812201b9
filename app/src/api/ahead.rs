//! What `index.html` asked before the page ran (`bundle/ahead.mjs`): each answer is used once, where it is
//! one, and none once something was changed.

use super::log;
use gloo_net::http::{Method, Response};
use js_sys::{Map, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where the script of `index.html` puts its promises, by address.
const PLACE: &str = "ahead";

thread_local! {
    static ASKED: RefCell<Option<Map>> = RefCell::new(of_the_page());
}

/// The answer to a question that was asked ahead, once it is there. None where it was not asked, or the
/// server did not give what was asked: then it has to be asked now.
pub async fn answer(address: &str) -> Option<Response> {
    let address = JsValue::from_str(address);
    let promise: Promise = ASKED.with_borrow(|asked| {
        let asked = asked.as_ref()?;
        let promise = asked.get(&address).dyn_into().ok()?;
        asked.delete(&address);
        Some(promise)
    })?;
    let answer: web_sys::Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    answer.ok().then(|| answer.into())
}

/// Something is changed: what was asked before it says no more how things are.
pub fn forget() {
    ASKED.take();
}

/// What the page's own script has asked; told to the log here, since the page did not run then.
fn of_the_page() -> Option<Map> {
    let window = web_sys::window()?;
    let asked: Map = Reflect::get(&window, &JsValue::from_str(PLACE)).ok()?.dyn_into().ok()?;
    for address in asked.keys().into_iter().flatten() {
        log::note(Method::GET, &address.as_string().unwrap_or_default(), None);
    }
    Some(asked)
}
