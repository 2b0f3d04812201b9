//! Undo, redo, what concerns the whole step, and the way to what will be sent.

use super::desk::use_desk;
use super::shortcuts::Openings;
use crate::components::work_file::SaveWork;
use crate::i18n::{tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use leptos::prelude::*;
use leptos_router::components::A;

/// What is done once in a while.
const RARE: &str = "autres-actions";

/// The bar above the lists.
#[component]
pub fn Toolbar(openings: Openings) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let all = RwSignal::new(false);
    let history = move || {
        import.overview.with(|view| view.as_ref().map(|view| view.history).unwrap_or_default())
    };
    view! {
        <div class="toolbar">
            <button
                type="button"
                class="button"
                prop:disabled=move || !history().can_undo
                on:click=move |_| desk.undo()
            >
                {tu_string!(i18n, step.undo)}
            </button>
            <button
                type="button"
                class="button"
                prop:disabled=move || !history().can_redo
                on:click=move |_| desk.redo()
            >
                {tu_string!(i18n, step.redo)}
            </button>
            <button type="button" class="button" on:click=move |_| openings.bulk.set(true)>
                {tu_string!(i18n, step.bulk)}
            </button>
            // On a phone, what is done once in a while waits behind one button: the list stands higher.
            <button
                type="button"
                class="button toolbar-more"
                aria-expanded=move || all.get().to_string()
                aria-controls=RARE
                on:click=move |_| all.update(|all| *all = !*all)
            >
                {tu_string!(i18n, step.more)}
            </button>
            <div id=RARE class="toolbar-rare" class:toolbar-open=all>
                <A href=move || routes::homonyms(&desk.uai.get(), desk.category) attr:class="button">
                    {tu_string!(i18n, step.to_homonyms)}
                </A>
                <A href=move || routes::causes(&desk.uai.get(), desk.category) attr:class="button">
                    {tu_string!(i18n, step.to_causes)}
                </A>
                <A href=move || routes::report_so_far(&desk.uai.get()) attr:class="button">
                    {tu_string!(i18n, step.to_report)}
                </A>
                <SaveWork />
                <button type="button" class="button" on:click=move |_| openings.help.set(true)>
                    {tu_string!(i18n, step.keys)}
                </button>
                <A href=move || routes::all_steps(&desk.uai.get(), desk.category) attr:class="button">
                    {tu_string!(i18n, step.to_all)}
                </A>
            </div>
            <A href=move || routes::sending(&desk.uai.get(), desk.category) attr:class="button button-main">
                {tu_string!(i18n, step.to_sending)}
            </A>
        </div>
        <p class="said" role="status">
            {desk.said}
        </p>
    }
}
