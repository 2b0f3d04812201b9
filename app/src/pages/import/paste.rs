//! A list pasted from the clipboard.

use crate::files::{self, Given};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use leptos::html::Textarea;
use leptos::prelude::*;

/// A place to paste a list; what was pasted goes to the engine like a file.
#[component]
pub fn Paste(
    /// Nothing can be given now.
    #[prop(into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let text = NodeRef::<Textarea>::new();
    let empty = RwSignal::new(false);
    let pasted = StoredValue::new(0_u32);
    let on_click = move |_| {
        let Some(text) = text.get() else { return };
        let typed = text.value();
        empty.set(typed.trim().is_empty());
        if empty.get_untracked() {
            return;
        }
        text.set_value("");
        pasted.update_value(|count| *count += 1);
        let name = t_string!(i18n, import.paste.name, number = pasted.get_value()).to_string();
        let bytes = Ok(files::buffer(typed.as_bytes()));
        let given = Given { name, modified: None, bytes };
        leptos::task::spawn_local(async move { import.load(vec![given]).await });
    };
    view! {
        <details class="paste">
            <summary>{tu_string!(i18n, import.paste.title)}</summary>
            <div class="field">
                <label for="liste-collee">{tu_string!(i18n, import.paste.label)}</label>
                <p class="field-help" id="liste-collee-aide">
                    {tu_string!(i18n, import.paste.help)}
                </p>
                <textarea
                    id="liste-collee"
                    rows="4"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby="liste-collee-aide"
                    aria-invalid=move || empty.get().then_some("true")
                    node_ref=text
                ></textarea>
                <p class="field-error" aria-live="assertive" aria-atomic="true">
                    {move || if empty.get() { Some(t!(i18n, import.paste.empty)) } else { None }}
                </p>
            </div>
            <button type="button" class="button" prop:disabled=disabled on:click=on_click>
                {tu_string!(i18n, import.paste.read)}
            </button>
        </details>
    }
}
