//! Where files are given: dropped, or chosen with the browser's own dialog.

use crate::files;
use crate::i18n::{tu_string, use_i18n};
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::{DragEvent, File};

/// A place to drop files, with a button for those who do not drag.
#[component]
pub fn FileDrop(
    /// Identifies it within the page.
    id: &'static str,
    /// What is expected.
    #[prop(into)]
    label: Signal<String>,
    /// More about it.
    #[prop(into)]
    help: Signal<String>,
    /// Endings that the browser's dialog offers first.
    accept: &'static str,
    /// The names of the files taken so far; empty for none.
    #[prop(into)]
    chosen: Signal<String>,
    /// Nothing is missing without it.
    #[prop(optional)]
    optional: bool,
    /// Files cannot be given now: what is dropped is refused before it is let go.
    #[prop(into)]
    disabled: Signal<bool>,
    /// Called with the files.
    #[prop(into)]
    on_files: Callback<Vec<File>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let over = RwSignal::new(false);
    let input = NodeRef::<Input>::new();
    let help_id = format!("{id}-help");
    let give = move |files: Vec<File>| {
        if !files.is_empty() && !disabled.get_untracked() {
            on_files.run(files);
        }
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        give(files::of_list(event.data_transfer().and_then(|data| data.files())));
    };
    let on_change = move |_| {
        let Some(input) = input.get() else { return };
        give(files::of_list(input.files()));
        // The same file can be chosen again, after it was mended.
        input.set_value("");
    };
    let choose = move |_| {
        if let Some(input) = input.get() {
            input.click();
        }
    };
    view! {
        <div
            class="drop"
            class:drop-over=over
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                if disabled.get_untracked() {
                    if let Some(data) = event.data_transfer() {
                        data.set_drop_effect("none");
                    }
                } else {
                    over.set(true);
                }
            }
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <label for=id class="drop-label">
                {label}
                {(!optional).then(|| view! { <span aria-hidden="true">" *"</span> })}
            </label>
            <p class="field-help" id=help_id.clone()>
                {help}
            </p>
            <p class="drop-line">
                <button type="button" class="button" prop:disabled=disabled on:click=choose tabindex="-1" aria-hidden="true">
                    {tu_string!(i18n, import.choose)}
                </button>
                <span class="drop-chosen">
                    {move || match chosen.get() {
                        none if none.is_empty() => tu_string!(i18n, import.none_chosen).into_any(),
                        names => names.into_any(),
                    }}
                </span>
                <input
                    id=id
                    class="drop-input"
                    type="file"
                    multiple
                    accept=accept
                    aria-describedby=help_id
                    prop:disabled=disabled
                    node_ref=input
                    on:change=on_change
                />
            </p>
        </div>
    }
}
