//! A person searched again under another spelling; the source stays as it is.

use super::desk::use_desk;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use ::engine::DetailView;
use leptos::prelude::*;

/// Two fields and a button, behind a disclosure.
#[component]
pub fn Alias(detail: DetailView) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let row = detail.row.row;
    let alias = detail.alias;
    let is_set = alias.is_some();
    let (last_name, first_name) =
        alias.unwrap_or_else(|| (detail.row.last_name.clone(), detail.row.first_name.clone()));
    let last_name = RwSignal::new(last_name);
    let first_name = RwSignal::new(first_name);
    let searching = RwSignal::new(false);
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if searching.get_untracked() {
            return;
        }
        searching.set(true);
        leptos::task::spawn_local(async move {
            let (last, first) = (last_name.get_untracked(), first_name.get_untracked());
            if import.search_again(row, last, first).await {
                desk.said.set(t_string!(i18n, step.alias_done).to_string());
            }
            searching.try_set(false);
        });
    };
    let forget = move |_| leptos::task::spawn_local(async move { import.forget_alias(row).await });
    view! {
        <details class="alias" open=is_set>
            <summary>{tu_string!(i18n, step.alias)}</summary>
            <form on:submit=on_submit>
                <p class="field-help">{tu_string!(i18n, step.alias_help)}</p>
                <div class="alias-fields">
                    <label class="rows-filter">
                        <span>{tu_string!(i18n, words.field.last_name)}</span>
                        <input
                            type="text"
                            autocomplete="off"
                            spellcheck="false"
                            prop:value=last_name
                            on:input:target=move |event| last_name.set(event.target().value())
                        />
                    </label>
                    <label class="rows-filter">
                        <span>{tu_string!(i18n, words.field.first_name)}</span>
                        <input
                            type="text"
                            autocomplete="off"
                            spellcheck="false"
                            prop:value=first_name
                            on:input:target=move |event| first_name.set(event.target().value())
                        />
                    </label>
                </div>
                <div class="buttons">
                    <button type="submit" class="button" prop:disabled=searching>
                        {tu_string!(i18n, step.alias_search)}
                    </button>
                    {is_set
                        .then(|| {
                            view! {
                                <button type="button" class="button" on:click=forget>
                                    {tu_string!(i18n, step.alias_forget)}
                                </button>
                            }
                        })}
                </div>
            </form>
        </details>
    }
}
