//! Opens the import of an establishment for a screen that works on its files.

use super::{Elsewhere, told};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{tu_string, use_i18n};
use crate::state::import::use_import;
use leptos::prelude::*;

/// Shows its children once the import of the establishment is open in this tab.
#[component]
pub fn Opened(
    /// The establishment.
    #[prop(into)]
    uai: Signal<String>,
    /// What works on its files.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let failure = RwSignal::new(None::<String>);
    let open = move || {
        let uai = uai.get_untracked();
        leptos::task::spawn_local(async move {
            let opened = import.open(&uai).await;
            failure.try_set(opened.err().map(|error| told(i18n, &error)));
        });
    };
    // Another establishment's import of this tab is not forgotten without a word.
    let go_on = RwSignal::new(false);
    let elsewhere = move || {
        if go_on.get() { None } else { import.unsent_elsewhere(&uai.get()) }
    };
    Effect::new(move || {
        go_on.track();
        uai.track();
        if untrack(elsewhere).is_none() {
            open();
        }
    });
    let children = StoredValue::new(children);
    let waits = move || failure.with(Option::is_none) && elsewhere().is_none();
    view! {
        {move || {
            failure.get().map(|told| {
                view! {
                    <Notice tone=Tone::Error>
                        <p>{told}</p>
                        <button type="button" class="button" on:click=move |_| open()>
                            {tu_string!(i18n, frame.retry)}
                        </button>
                    </Notice>
                }
            })
        }}
        {move || elsewhere().map(|other| view! { <Elsewhere other=other go_on=go_on /> })}
        <Show when=move || import.engine.has_stopped()>
            <Notice tone=Tone::Error>
                <p>{tu_string!(i18n, import.engine_stopped)}</p>
            </Notice>
        </Show>
        <Show
            when=move || import.is_for(&uai.get())
            fallback=move || {
                view! {
                    <Show when=waits>
                        <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, import.engine_loading)}</p>
                    </Show>
                }
            }
        >
            {children.with_value(|children| children())}
        </Show>
    }
}
