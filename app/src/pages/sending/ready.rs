//! Everything is known: the step can be validated.

use super::Stage;
use super::difference::{Difference, Leaving, Moving};
use super::pairs::Pairs;
use crate::components::hold::{HoldNotice, is_free};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, tu_string, use_i18n};
use crate::pages::import::told;
use crate::state::import::{Preview, use_import};
use domain::category::Category;
use leptos::prelude::*;

/// What it will do, what it will send, and the button.
#[component]
pub fn Ready(category: Category, preview: Preview, stage: RwSignal<Stage>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let hold = preview.hold();
    let typed = RwSignal::new(String::new());
    let Preview { sending, body, outcome, leaving } = preview;
    let exchanges = sending.exchanges;
    let shown = StoredValue::new((sending.clone(), body.clone()));
    let seen = RwSignal::new(exchanges == 0);
    let asked = RwSignal::new(false);
    let saving = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let validate = move |_| {
        asked.set(true);
        let free = typed.with_untracked(|typed| is_free(hold, typed));
        if saving.get_untracked() || !seen.get_untracked() || !free {
            return;
        }
        saving.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            match import.validate(category).await {
                Ok(outcome) => {
                    stage.try_set(Stage::Saved(outcome));
                }
                Err(error) if error.is_overtaken() => {
                    let (sending, body) = shown.get_value();
                    stage.try_set(Stage::Unchecked(sending, body, told(i18n, &error)));
                }
                Err(error) => {
                    failure.try_set(Some(told(i18n, &error)));
                }
            }
            saving.try_set(false);
        });
    };
    let word = move || {
        if saving.get() {
            tu_string!(i18n, sending.validating).into_any()
        } else {
            tu_string!(i18n, sending.validate).into_any()
        }
    };
    view! {
        <Difference outcome=outcome.clone() />
        <Leaving outcome=outcome leaving=leaving />
        <Moving moved=sending.moved.clone() />
        {hold
            .map(|hold| {
                view! {
                    <HoldNotice id="retenue".to_owned() hold=hold typed=typed />
                    <Show when=move || asked.get() && typed.with(|typed| !is_free(Some(hold), typed))>
                        <Notice tone=Tone::Error>
                            <p>{tu_string!(i18n, sending.hold_needed)}</p>
                        </Notice>
                    </Show>
                }
            })}
        {(exchanges > 0)
            .then(|| {
                view! {
                    <p class="choice">
                        <input
                            type="checkbox"
                            id="echanges"
                            prop:checked=seen
                            on:change:target=move |event| seen.set(event.target().checked())
                        />
                        <label for="echanges">
                            {t!(i18n, sending.confirm_exchanges, count = move || exchanges)}
                        </label>
                    </p>
                    <Show when=move || asked.get() && !seen.get()>
                        <Notice tone=Tone::Error>
                            <p>{tu_string!(i18n, sending.confirm_needed)}</p>
                        </Notice>
                    </Show>
                }
            })}
        {move || {
            failure.get().map(|told| {
                view! {
                    <Notice tone=Tone::Error>
                        <p>
                            <strong>{tu_string!(i18n, sending.not_saved)}</strong>
                            " "
                            {told}
                        </p>
                        <p>{tu_string!(i18n, sending.kept_here)}</p>
                    </Notice>
                }
            })
        }}
        <p>
            <button type="button" class="button button-main" prop:disabled=saving on:click=validate>
                {word}
            </button>
        </p>
        <Pairs sending=sending body=body />
    }
}
