//! Complete or partial, and which state of PRONOTE's box goes with it.

use crate::i18n::{t, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts::{self};
use crate::wire;
use domain::reconciliation::Mode;
use leptos::prelude::*;

/// The choice; nothing is chosen in advance.
#[component]
pub fn ModeChoice() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    // Once a step is stored, the server's import has its mode.
    let fixed = Memo::new(move |_| {
        import.server_import.with(|begun| {
            begun
                .as_ref()
                .filter(|begun| !begun.steps.is_empty())
                .map(|begun| wire::mode(begun.mode))
        })
    });
    let on_change =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            import.mode.set(match event.target().value().as_str() {
                COMPLETE => Some(Mode::Complete),
                PARTIAL => Some(Mode::Partial),
                _ => None,
            });
        };
    let value = move || match import.mode.get() {
        Some(Mode::Complete) => COMPLETE,
        Some(Mode::Partial) => PARTIAL,
        None => "",
    };
    view! {
        <div class="field">
            <label for="mode">
                {tu_string!(i18n, import.mode)} <span aria-hidden="true">" *"</span>
            </label>
            <p class="field-help" id="mode-aide">
                {tu_string!(i18n, import.mode_help)}
            </p>
            <select
                id="mode"
                required
                aria-describedby="mode-aide mode-choisi"
                prop:value=value
                prop:disabled=move || fixed.get().is_some()
                on:change:target=on_change
            >
                <option value="">{tu_string!(i18n, import.mode_none)}</option>
                <option value=COMPLETE>{tu_string!(i18n, import.mode_complete)}</option>
                <option value=PARTIAL>{tu_string!(i18n, import.mode_partial)}</option>
            </select>
            <p id="mode-choisi" class="mode-choisi" role="status">
                {move || match (fixed.get(), import.mode.get()) {
                    (Some(mode), _) => {
                        t!(i18n, import.mode_fixed, mode = texts::mode(i18n, mode)).into_any()
                    }
                    (None, Some(Mode::Complete)) => tu_string!(i18n, import.mode_complete_help).into_any(),
                    (None, Some(Mode::Partial)) => tu_string!(i18n, import.mode_partial_help).into_any(),
                    (None, None) => ().into_any(),
                }}
            </p>
        </div>
    }
}

const COMPLETE: &str = "complet";
const PARTIAL: &str = "partiel";
