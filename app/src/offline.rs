//! The page before it runs and without network: what stood in its place goes, and the browser keeps
//! the page's own files. What it keeps is written in `public/service-worker.js`.

use std::time::Duration;

/// What `index.html` shows until the page runs.
const OPENING: &str = "ouverture";

/// When the browser begins to fetch all the files: a slow phone has drawn its first screen by then, and did not
/// share its network and its processor.
const AFTER_THE_SCREEN: Duration = Duration::from_secs(3);

/// What keeps the page's files.
const SERVICE_WORKER: &str = "/service-worker.js";

/// The page runs: what stood in its place goes.
pub fn opened() {
    if let Some(opening) = leptos::prelude::document().get_element_by_id(OPENING) {
        opening.remove();
    }
}

/// Has the browser keep the page's own files, so that it opens without network. Browsers do it over
/// TLS and on one's own machine only; the page works as well without.
pub fn keep_the_page() {
    let window = leptos::prelude::window();
    if !window.is_secure_context() {
        return;
    }
    let keep = move || {
        let registered = window.navigator().service_worker().register(SERVICE_WORKER);
        leptos::task::spawn_local(async move {
            // A browser that refuses (a private window, for instance) opens the page with network only.
            let _ = wasm_bindgen_futures::JsFuture::from(registered).await;
        });
    };
    leptos::prelude::set_timeout(keep, AFTER_THE_SCREEN);
}
