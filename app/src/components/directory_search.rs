//! Searches the whole directory while typing.

use crate::components::candidate_card::{Choice, FoundCard};
use crate::i18n::{t, use_i18n};
use crate::state::import::use_import;
use ::engine::{FoundView, PartnerView};
use leptos::prelude::*;

/// Accounts shown at most.
const SHOWN: u32 = 12;

/// A search field and what it finds.
#[component]
pub fn DirectorySearch(
    /// The account that stands already.
    #[prop(into)]
    partner: Signal<Option<PartnerView>>,
    /// Called with the account when one is chosen.
    #[prop(into)]
    on_choose: Callback<Choice>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let query = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<FoundView>::new());
    // Answers come in the order of the questions: the last one stays.
    Effect::new(move || {
        let asked = query.get();
        // What is found changes its holders with each decision.
        import.overview.track();
        leptos::task::spawn_local(async move {
            let accounts = import.search(asked.clone(), SHOWN).await;
            if query.try_get_untracked().is_some_and(|now| now == asked) {
                found.try_set(accounts);
            }
        });
    });
    let asked = move || query.with(|query| query.trim().chars().count() > 1);
    let stands = move |found: &FoundView| {
        partner.with(|partner| match partner {
            Some(PartnerView::Account(account)) => account.account == found.account.account,
            _ => false,
        })
    };
    view! {
        <div class="search" role="search">
            <label for="recherche">{t!(i18n, step.search)}</label>
            <p class="field-help" id="recherche-aide">
                {t!(i18n, step.search_help)}
            </p>
            <input
                id="recherche"
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="recherche-aide"
                prop:value=query
                on:input:target=move |event| query.set(event.target().value())
            />
            <p role="status" class="quiet">
                {move || {
                    asked().then(|| {
                        let count = found.with(Vec::len);
                        if count == 0 {
                            t!(i18n, step.search_none).into_any()
                        } else {
                            t!(i18n, step.search_results, count = move || count).into_any()
                        }
                    })
                }}
            </p>
            <ul class="candidates">
                {move || {
                    let shown = if asked() { found.get() } else { Vec::new() };
                    shown
                        .into_iter()
                        .map(|one| view! { <FoundCard stands=stands(&one) found=one on_choose=on_choose /> })
                        .collect_view()
                }}
            </ul>
        </div>
    }
}
