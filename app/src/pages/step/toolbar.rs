//! Undo, redo, and the way to what will be sent.

use crate::i18n::{t, t_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use domain::category::Category;
use leptos::prelude::*;
use leptos_router::components::A;

/// Undo, redo, and the way to what will be sent.
#[component]
pub fn Toolbar(uai: Signal<String>, category: Category) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let said = RwSignal::new(String::new());
    let history = move || {
        import.overview.with(|view| view.as_ref().map(|view| view.history).unwrap_or_default())
    };
    let undo = move |_| {
        leptos::task::spawn_local(async move {
            import.undo().await;
            said.set(t_string!(i18n, step.done_undo).to_string());
        });
    };
    let redo = move |_| {
        leptos::task::spawn_local(async move {
            import.redo().await;
            said.set(t_string!(i18n, step.done_redo).to_string());
        });
    };
    view! {
        <div class="toolbar">
            <button type="button" class="button" prop:disabled=move || !history().can_undo on:click=undo>
                {t!(i18n, step.undo)}
            </button>
            <button type="button" class="button" prop:disabled=move || !history().can_redo on:click=redo>
                {t!(i18n, step.redo)}
            </button>
            <A href=move || routes::sending(&uai.get(), category) attr:class="button button-main">
                {t!(i18n, step.to_sending)}
            </A>
            <p class="said" role="status">
                {said}
            </p>
        </div>
    }
}
