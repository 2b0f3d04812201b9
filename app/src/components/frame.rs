//! What surrounds every screen: header, path, footer, and the mark of the demonstration.

use crate::components::menu::Menu;
use crate::components::notice::{Notice, Tone};
use crate::components::session_end::SessionEnd;
use crate::i18n::{t, t_string, use_i18n};
use crate::routes;
use crate::state::account::use_account;
use crate::state::import::use_import;
use crate::state::language;
use crate::texts::trouble;
use domain::uai::DEMONSTRATION;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// The frame.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let import = use_import();
    let location = use_location();
    let sign_out_trouble = RwSignal::new(String::new());
    let sign_out = move |()| {
        leptos::task::spawn_local(async move {
            let told = account.sign_out().await.err().map(|error| trouble(i18n, &error));
            if told.is_none() {
                // Whoever comes next in this tab finds nothing of the files.
                import.forget();
            }
            sign_out_trouble.set(told.unwrap_or_default());
        });
    };
    let is_demonstration = move || {
        let path = location.pathname.get();
        path.strip_prefix("/e/").is_some_and(|rest| rest.starts_with(DEMONSTRATION))
    };
    // Once before anything is drawn, and once after the texts' provider has asked the browser.
    language::remember(i18n);
    Effect::new(move |_| language::remember(i18n));
    warn_before_losing_files();
    keep_stray_drops_here();
    view! {
        <a class="skip" href="#contenu">
            {t!(i18n, frame.skip)}
        </a>
        <header class="header">
            <A href=routes::HOME attr:class="header-product">
                <img src="/icon.svg" alt="" width="32" height="32" />
                <span>{t!(i18n, frame.product)}</span>
            </A>
            <p class="header-tagline">{t!(i18n, frame.tagline)}</p>
            <Menu sign_out=Callback::new(sign_out) />
        </header>
        <Show when=is_demonstration>
            <aside class="demonstration" aria-label=move || t_string!(i18n, frame.demonstration_mark)>
                {t!(i18n, frame.demonstration)}
            </aside>
        </Show>
        <Show when=move || import.rehearsal.get()>
            <aside class="demonstration" aria-label=move || t_string!(i18n, frame.rehearsal_mark)>
                {t!(i18n, frame.rehearsal)}
            </aside>
        </Show>
        <main id="contenu" class="main" tabindex="-1">
            <Show when=move || sign_out_trouble.with(|told| !told.is_empty())>
                <Notice tone=Tone::Error>
                    <p>{sign_out_trouble}</p>
                </Notice>
            </Show>
            <SessionEnd />
            {children()}
        </main>
        <footer class="footer">
            <p>{t!(i18n, frame.privacy)}</p>
            <nav aria-label=move || t_string!(i18n, frame.footer)>
                <ul role="list">
                    <li>
                        <A href=routes::HELP>{t!(i18n, help.title)}</A>
                    </li>
                    <li>
                        <A href=routes::SITE_MAP>{t!(i18n, frame.site_map)}</A>
                    </li>
                    <li>
                        <A href=routes::PRIVACY>{t!(i18n, privacy.title)}</A>
                    </li>
                    <li>
                        <A href=routes::ACCESSIBILITY>{t!(i18n, accessibility.title)}</A>
                    </li>
                </ul>
            </nav>
        </footer>
    }
}

/// Closing the tab or reloading it loses the files and what is not validated: the browser asks first.
fn warn_before_losing_files() {
    let import = use_import();
    let before_unload = Closure::<dyn FnMut(web_sys::BeforeUnloadEvent)>::new(
        move |event: web_sys::BeforeUnloadEvent| {
            if import.would_lose() {
                event.prevent_default();
                // Older browsers ask only when a value is set; none shows it.
                event.set_return_value("?");
            }
        },
    );
    if let Some(window) = web_sys::window() {
        let listener = before_unload.as_ref().unchecked_ref();
        // It cannot fail: the name of the event is right.
        let _ = window.add_event_listener_with_callback("beforeunload", listener);
    }
    // It listens as long as the page lives.
    before_unload.forget();
}

/// A file dropped beside its place would make the browser open it and leave the page.
fn keep_stray_drops_here() {
    let _ = window_event_listener(leptos::ev::dragover, |event| event.prevent_default());
    let _ = window_event_listener(leptos::ev::drop, |event| event.prevent_default());
}
