//! The person of the panel, and the accounts that are proposed.

use crate::components::account_facts::AccountFacts;
use crate::components::candidate_card::{CandidateCard, Choice};
use crate::i18n::{t, use_i18n};
use crate::texts::{self};
use ::engine::{DetailView, PartnerView};
use leptos::prelude::*;

/// What PRONOTE says of the person, and what stands.
#[component]
pub fn Person(detail: DetailView) -> impl IntoView {
    let i18n = use_i18n();
    let row = detail.row;
    let children = texts::list(row.children);
    let stands = row.partner.map(|partner| match partner {
        PartnerView::Account(account) => view! { <AccountFacts account=account /> }.into_any(),
        PartnerView::Absent(key) => view! { <p>{t!(i18n, step.absent, key = key)}</p> }.into_any(),
    });
    view! {
        <div class="person">
            <h3>{t!(i18n, step.pronote_account)}</h3>
            <ul class="facts">
                {row.class.map(|class| view! { <li>{t!(i18n, step.class_of, class = class)}</li> })}
                {row.birth_date.map(|date| view! { <li>{t!(i18n, step.born, date = date.to_string())}</li> })}
                {(!children.is_empty())
                    .then(|| view! { <li>{t!(i18n, step.children_of, children = children)}</li> })}
                <li>
                    <code>{row.pronote_id}</code>
                </li>
                <li>{texts::decision(i18n, row.decision)}</li>
            </ul>
            {stands.map(|stands| view! { <h3>{t!(i18n, step.stands)}</h3> <div class="candidate">{stands}</div> })}
        </div>
    }
}

/// The accounts that are proposed.
#[component]
pub fn Candidates(detail: DetailView, on_choose: Callback<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    let partner = match &detail.row.partner {
        Some(PartnerView::Account(account)) => Some(account.account),
        _ => None,
    };
    let cards = detail.candidates.into_iter().map(|candidate| {
        let stands = partner == Some(candidate.account.account);
        view! { <CandidateCard candidate=candidate stands=stands on_choose=on_choose /> }
    });
    let cards: Vec<_> = cards.collect();
    view! {
        <h3>{t!(i18n, step.candidates)}</h3>
        {if cards.is_empty() {
            view! { <p>{t!(i18n, step.no_candidates)}</p> }.into_any()
        } else {
            view! { <ul class="candidates">{cards}</ul> }.into_any()
        }}
    }
}
