//! A portal account that may be the right one, why, and the button that takes it.

use crate::components::account_facts::{AccountFacts, full_name};
use crate::components::differences::Differences;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::texts::{self, I18n};
use ::engine::{AccountView, CandidateView, FoundView, HolderView};
use domain::person::NoKey;
use domain::reconciliation::{Certainty, FieldPair};
use leptos::prelude::*;

/// What a person asks for: an account, and whether to take it from whoever has it.
pub type Choice = (AccountView, Option<HolderView>);

/// A candidate, beside PRONOTE's account, with its reasons.
#[component]
pub fn CandidateCard(
    /// The candidate.
    candidate: CandidateView,
    /// Its number among those shown, from 1: the key that accepts it.
    number: usize,
    /// It is the one that stands already.
    stands: bool,
    /// Called with the account when it is taken.
    #[prop(into)]
    on_choose: Callback<Choice>,
) -> impl IntoView {
    let i18n = use_i18n();
    let word = if candidate.by_family {
        t_string!(i18n, step.by_family).to_string()
    } else {
        texts::certainty(i18n, candidate.certainty)
    };
    let class = match candidate.certainty {
        Certainty::Certain => "certainty certainty-certain",
        Certainty::Probable => "certainty certainty-probable",
        Certainty::Possible => "certainty certainty-possible",
    };
    let reasons = candidate.reasons.iter().map(|&reason| {
        view! { <li>{texts::reason(i18n, reason)}</li> }
    });
    let calculation = (!candidate.by_family)
        .then(|| view! { <Calculation fields=candidate.fields.clone() total=candidate.weight /> });
    view! {
        <li class="candidate" class:candidate-stands=stands>
            <p class="candidate-head">
                <span class="candidate-number" aria-hidden="true">{number}</span>
                <span class=class>{word}</span>
                <strong>{full_name(&candidate.account)}</strong>
                <code>{candidate.account.identifier.clone()}</code>
            </p>
            <Differences fields=candidate.fields />
            <Take account=candidate.account holder=candidate.holder stands=stands proposed=true on_choose=on_choose />
            <ul class="reasons" aria-label=move || t_string!(i18n, step.reasons)>
                {reasons.collect_view()}
            </ul>
            {calculation}
        </li>
    }
}

/// The bits, for those who want them.
#[component]
fn Calculation(fields: Vec<FieldPair>, total: f64) -> impl IntoView {
    let i18n = use_i18n();
    let bits = |bits: f64| format!("{bits:+.1}").replace('.', ",");
    let lines = fields.into_iter().filter_map(|field| {
        let name = texts::field(i18n, field.field);
        let bits = bits(field.bits?);
        Some(view! { <li>{t!(i18n, step.bits_of, field = name, bits = bits)}</li> })
    });
    let lines = lines.collect_view();
    view! {
        <details class="calculation">
            <summary>{tu_string!(i18n, step.calculation)}</summary>
            <ul>{lines}</ul>
            <p>{t!(i18n, step.weight, bits = bits(total))}</p>
            <p class="quiet">{tu_string!(i18n, step.bits_help)}</p>
        </details>
    }
}

/// An account found by a search.
#[component]
pub fn FoundCard(
    /// The account.
    found: FoundView,
    /// What it was searched with.
    query: String,
    /// It is the one that stands already.
    stands: bool,
    /// Called with the account when it is taken.
    #[prop(into)]
    on_choose: Callback<Choice>,
) -> impl IntoView {
    view! {
        <li class="candidate">
            <AccountFacts account=found.account.clone() query=query />
            <Take account=found.account holder=found.holder stands=stands proposed=false on_choose=on_choose />
        </li>
    }
}

/// Who has an account, in words.
pub fn held_by(i18n: I18n, holder: &HolderView) -> String {
    match holder {
        HolderView::Row { name, category, .. } => {
            let (name, category) = (name.clone(), texts::category(i18n, *category));
            t_string!(i18n, step.held_row, name = name, category = category).to_string()
        }
        HolderView::Stored { pronote_id } => {
            t_string!(i18n, step.held_stored, id = pronote_id.clone()).to_string()
        }
    }
}

/// Why an account cannot be chosen, in words.
pub fn no_key(i18n: I18n, reason: NoKey) -> String {
    match reason {
        NoKey::Missing => t_string!(i18n, step.no_key_missing).to_string(),
        NoKey::Unusable => t_string!(i18n, step.no_key_unusable).to_string(),
    }
}

#[component]
fn Take(
    account: AccountView,
    holder: Option<HolderView>,
    stands: bool,
    /// Proposed by the engine, rather than searched.
    proposed: bool,
    on_choose: Callback<Choice>,
) -> impl IntoView {
    let i18n = use_i18n();
    if stands {
        return ().into_any();
    }
    if let Some(reason) = account.no_key {
        return view! { <p class="quiet">{no_key(i18n, reason)}</p> }.into_any();
    }
    let name = full_name(&account);
    let held = holder.as_ref().map(|holder| held_by(i18n, holder));
    let word = match (&held, proposed) {
        (Some(_), _) => t_string!(i18n, step.accept_exchange).to_string(),
        (None, true) => t_string!(i18n, step.accept).to_string(),
        (None, false) => t_string!(i18n, step.choose).to_string(),
    };
    let class = if held.is_some() { "button" } else { "button button-main" };
    view! {
        {held.map(|held| view! { <p class="held">{held}</p> })}
        <button
            type="button"
            class=class
            on:click=move |_| on_choose.run((account.clone(), holder.clone()))
        >
            {word}
            <span class="visually-hidden">" " {name}</span>
        </button>
    }
    .into_any()
}
