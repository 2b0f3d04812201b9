//! Profiles and categories that are none of the six: asked once.

use crate::i18n::{t, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::engine::WordView;
use domain::category::Category;
use domain::files::layout::Side;
use leptos::prelude::*;

/// The unknown words; nothing when there is none.
#[component]
pub fn Words() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let words = Memo::new(move |_| {
        import
            .overview
            .with(|view| view.as_ref().map(|view| view.words.clone()).unwrap_or_default())
    });
    let question = move |(place, word): (usize, WordView)| {
        let id = format!("mot-{place}");
        let (count, text) = (word.count, word.word.clone());
        let label = match word.side {
            Side::Pronote => {
                t!(i18n, import.words.pronote, word = text, count = move || count).into_any()
            }
            Side::Portal => {
                t!(i18n, import.words.portal, word = text, count = move || count).into_any()
            }
        };
        let chosen = word.category;
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <select
                    id=id
                    on:change:target=move |event| {
                        let category = event.target().value().parse().ok();
                        let category = category.and_then(|at: usize| Category::ALL.get(at).copied());
                        let word = word.clone();
                        leptos::task::spawn_local(async move { import.say(word, category).await });
                    }
                >
                    <option value="" selected=chosen.is_none()>
                        {tu_string!(i18n, import.words.none)}
                    </option>
                    {Category::ALL
                        .map(|one| {
                            view! {
                                <option value=one.index().to_string() selected=chosen == Some(one)>
                                    {texts::category(i18n, one)}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
        }
    };
    view! {
        <Show when=move || words.with(|words| !words.is_empty())>
            <section class="card" aria-labelledby="mots">
                <h2 id="mots">{tu_string!(i18n, import.words.title)}</h2>
                <p>{tu_string!(i18n, import.words.intro)}</p>
                <For
                    each=move || words.get().into_iter().enumerate()
                    key=|(place, word)| (*place, word.word.clone(), word.count)
                    children=question
                />
            </section>
        </Show>
    }
}
