//! The person of the panel, and the accounts that are proposed.

use super::desk::use_desk;
use crate::components::account_facts::AccountFacts;
use crate::components::candidate_card::CandidateCard;
use crate::components::differences::Differences;
use crate::i18n::{t, tu_string, use_i18n};
use crate::texts::{self};
use ::engine::{DetailView, PartnerView};
use domain::reconciliation::Outlook;
use leptos::prelude::*;

/// What PRONOTE says of the person, and what stands.
#[component]
pub fn Person(detail: DetailView) -> impl IntoView {
    let i18n = use_i18n();
    let row = detail.row;
    let children = texts::list(row.children);
    let fields = detail.stands;
    let stands = row.partner.map(|partner| match partner {
        PartnerView::Account(account) => {
            view! { <AccountFacts account=account /> <Differences fields=fields /> }.into_any()
        }
        PartnerView::Absent(key) => view! { <p>{t!(i18n, step.absent, key = key)}</p> }.into_any(),
    });
    view! {
        <div class="person">
            <h3>{tu_string!(i18n, step.pronote_account)}</h3>
            <ul class="facts">
                {row.class.map(|class| view! { <li>{t!(i18n, step.class_of, class = class)}</li> })}
                {row.birth_date.map(|date| view! { <li>{t!(i18n, step.born, date = date.to_string())}</li> })}
                {(!children.is_empty())
                    .then(|| view! { <li>{t!(i18n, step.children_of, children = children)}</li> })}
                <li>
                    <code>{row.pronote_id}</code>
                </li>
                <li>{texts::decision(i18n, row.decision)}</li>
                {row
                    .flags
                    .into_iter()
                    .map(|flag| view! { <li class="flag">{texts::flag(i18n, flag)}</li> })
                    .collect_view()}
            </ul>
            {stands.map(|stands| view! { <h3>{tu_string!(i18n, step.stands)}</h3> <div class="candidate candidate-stands">{stands}</div> })}
        </div>
    }
}

/// The accounts that are proposed; why there is none, and what to do, where nothing is sure.
#[component]
pub fn Candidates(detail: DetailView) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let partner = match &detail.row.partner {
        Some(PartnerView::Account(account)) => Some(account.account),
        _ => None,
    };
    let alias = detail.alias.map(|(last_name, first_name)| {
        let name = format!("{last_name} {first_name}");
        view! { <p>{t!(i18n, step.alias_is, name = name)}</p> }
    });
    let advice = detail.cause.map(|cause| {
        view! {
            <div class="advice">
                <p>
                    <strong>{texts::cause(i18n, cause)}</strong>
                </p>
                <p>{texts::cause_advice(i18n, cause)}</p>
            </div>
        }
    });
    let on_choose = Callback::new(move |choice| desk.choose(choice));
    let cards = detail.candidates.into_iter().enumerate().map(|(index, candidate)| {
        let stands = partner == Some(candidate.account.account);
        view! { <CandidateCard candidate=candidate number=index + 1 stands=stands on_choose=on_choose /> }
    });
    let cards: Vec<_> = cards.collect();
    if detail.row.outlook == Outlook::Nobody {
        // Long shots come after what to do, so that nobody takes one for a proposal.
        return view! {
            <h3>{tu_string!(i18n, step.candidates)}</h3>
            {alias}
            <p>{tu_string!(i18n, step.no_candidates)}</p>
            {advice}
            {(!cards.is_empty())
                .then(|| {
                    view! {
                        <h3>{tu_string!(i18n, step.long_shots)}</h3>
                        <ul class="candidates">{cards}</ul>
                    }
                })}
        }
        .into_any();
    }
    view! {
        <h3>{tu_string!(i18n, step.candidates)}</h3>
        {alias}
        <ul class="candidates">{cards}</ul>
        {advice}
    }
    .into_any()
}
