//! Searches the whole directory while typing, narrowed by profile, class or establishment.

use super::desk::use_desk;
use crate::components::candidate_card::FoundCard;
use crate::i18n::{t, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::engine::{FoundView, PartnerView, SearchChoices, SearchQuery, SearchView};
use domain::category::Category;
use leptos::html::Input;
use leptos::prelude::*;

/// Accounts shown at most.
const SHOWN: u32 = 12;

/// A search field, what narrows it, and what it finds.
#[component]
pub fn DirectorySearch(
    /// The account that stands already.
    #[prop(into)]
    partner: Signal<Option<PartnerView>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let query = RwSignal::new(SearchQuery { limit: SHOWN, ..SearchQuery::default() });
    let found = RwSignal::new(SearchView::default());
    let input = NodeRef::<Input>::new();
    Effect::new(move || {
        let asked = query.get();
        // What is found changes its holders with each decision.
        import.overview.track();
        leptos::task::spawn_local(async move {
            let accounts = import.search(asked.clone()).await;
            if query.try_get_untracked().is_some_and(|now| now == asked) {
                found.try_set(accounts);
            }
        });
    });
    // Another person, another search; the filters stay.
    Effect::new(move || {
        desk.row.track();
        query.update(|query| query.text.clear());
    });
    Effect::new(move |before: Option<()>| {
        desk.search.track();
        if before.is_some()
            && let Some(input) = input.get_untracked()
        {
            let _ = input.focus();
        }
    });
    let asked = Memo::new(move |_| {
        query.with(|query| {
            query.text.trim().chars().count() > 1
                || query.category.is_some()
                || query.class.is_some()
                || query.establishment.is_some()
        })
    });
    let stands = move |found: &FoundView| {
        partner.with_untracked(|partner| match partner {
            Some(PartnerView::Account(account)) => account.account == found.account.account,
            _ => false,
        })
    };
    let on_choose = Callback::new(move |choice| desk.choose(choice));
    let more = move || found.with(|found| found.total.saturating_sub(SHOWN));
    view! {
        <div class="search" role="search">
            <label for="recherche">{tu_string!(i18n, step.search)}</label>
            <p class="field-help" id="recherche-aide">
                {tu_string!(i18n, step.search_help)}
            </p>
            <input
                id="recherche"
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="recherche-aide"
                node_ref=input
                prop:value=move || query.with(|query| query.text.clone())
                on:input:target=move |event| query.update(|query| query.text = event.target().value())
            />
            <Narrow query=query />
            <p role="status" class="quiet">
                {move || {
                    asked.get().then(|| {
                        let count = found.with(|found| found.total);
                        if count == 0 {
                            tu_string!(i18n, step.search_none).into_any()
                        } else {
                            t!(i18n, step.search_results, count = move || count).into_any()
                        }
                    })
                }}
            </p>
            <ul class="candidates">
                {move || {
                    let text = query.with_untracked(|query| query.text.clone());
                    let shown = if asked.get() { found.get().found } else { Vec::new() };
                    shown
                        .into_iter()
                        .map(|found| {
                            let stands = stands(&found);
                            let query = text.clone();
                            view! { <FoundCard found=found query=query stands=stands on_choose=on_choose /> }
                        })
                        .collect_view()
                }}
            </ul>
            <Show when=move || asked.get() && { more() > 0 }>
                <p class="quiet">{t!(i18n, step.search_more, count = more)}</p>
            </Show>
        </div>
    }
}

/// Profile, class, establishment; a field that would offer one value only is not shown.
#[component]
fn Narrow(query: RwSignal<SearchQuery>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let choices = RwSignal::new(SearchChoices::default());
    leptos::task::spawn_local(async move {
        choices.try_set(import.search_choices().await);
    });
    let some = |value: String| (!value.is_empty()).then_some(value);
    let categories = move || {
        let option = |category: Category| {
            view! { <option value=category.code()>{texts::category(i18n, category)}</option> }
        };
        choices.get().categories.into_iter().map(option).collect_view()
    };
    let options = |values: Vec<String>| {
        values
            .into_iter()
            .map(|value| view! { <option value=value.clone()>{value.clone()}</option> })
    };
    let of_code = |code: &str| Category::ALL.into_iter().find(|category| category.code() == code);
    view! {
        <div class="search-narrow">
            <label>
                <span>{tu_string!(i18n, step.search_category)}</span>
                <select on:change:target=move |event| {
                    query.update(|query| query.category = of_code(&event.target().value()));
                }>
                    <option value="">{tu_string!(i18n, step.search_any)}</option>
                    {categories}
                </select>
            </label>
            <Show when=move || choices.with(|choices| choices.classes.len() > 1)>
                <label>
                    <span>{tu_string!(i18n, words.field.class)}</span>
                    <select on:change:target=move |event| {
                        query.update(|query| query.class = some(event.target().value()));
                    }>
                        <option value="">{tu_string!(i18n, step.search_any)}</option>
                        {move || options(choices.get().classes).collect_view()}
                    </select>
                </label>
            </Show>
            <Show when=move || choices.with(|choices| choices.establishments.len() > 1)>
                <label>
                    <span>{tu_string!(i18n, step.search_establishment)}</span>
                    <select on:change:target=move |event| {
                        query.update(|query| query.establishment = some(event.target().value()));
                    }>
                        <option value="">{tu_string!(i18n, step.search_any)}</option>
                        {move || options(choices.get().establishments).collect_view()}
                    </select>
                </label>
            </Show>
        </div>
    }
}
