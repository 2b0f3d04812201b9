//! Moves through a long list.

use crate::i18n::{t, t_string, tu_string, use_i18n};
use leptos::prelude::*;

/// Rows of one page.
pub const PAGE: u32 = 50;

/// Which part of a list is shown, and buttons to the parts around it. Nothing for a short list.
#[component]
pub fn Pager(
    /// Rows skipped.
    offset: RwSignal<u32>,
    /// Rows in all.
    #[prop(into)]
    total: Signal<u32>,
    /// The list's name, for screen readers.
    #[prop(into)]
    list: Signal<String>,
    /// Rows of one page.
    #[prop(default = PAGE)]
    size: u32,
) -> impl IntoView {
    let i18n = use_i18n();
    let from = move || (offset.get() + 1).min(total.get());
    let to = move || (offset.get() + size).min(total.get());
    let label = move || t_string!(i18n, step.pages_of, list = list.get()).to_string();
    view! {
        <Show when=move || { total.get() > size }>
            <nav class="pager" aria-label=label>
                <button
                    type="button"
                    class="button"
                    prop:disabled=move || offset.get() == 0
                    on:click=move |_| offset.update(|offset| *offset = offset.saturating_sub(size))
                >
                    {tu_string!(i18n, step.previous)}
                </button>
                <span>{t!(i18n, step.page, from = from, to = to, total = move || total.get())}</span>
                <button
                    type="button"
                    class="button"
                    prop:disabled=move || { offset.get() + size >= total.get() }
                    on:click=move |_| offset.update(|offset| *offset += size)
                >
                    {tu_string!(i18n, step.next)}
                </button>
            </nav>
        </Show>
    }
}
