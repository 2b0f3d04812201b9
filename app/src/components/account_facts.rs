//! What tells a portal account from its namesakes.

use crate::i18n::{t, use_i18n};
use crate::texts;
use ::engine::AccountView;
use domain::linkage::search::marks;
use leptos::prelude::*;

/// Names, then profile, class, birth date, children and identifier, as far as they are known.
#[component]
pub fn AccountFacts(
    /// The account.
    account: AccountView,
    /// What it was searched with: the letters found are marked.
    #[prop(optional)]
    query: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = marks(&query, &full_name(&account)).into_iter().map(|(piece, found)| {
        if found {
            view! { <mark class="found">{piece}</mark> }.into_any()
        } else {
            piece.into_any()
        }
    });
    let name = name.collect_view();
    let classes = texts::list(account.classes);
    let children = texts::list(account.children);
    let some = |text: String| (!text.is_empty()).then_some(text);
    view! {
        <p class="account-name">{name}</p>
        <ul class="facts">
            {some(account.profile).map(|profile| view! { <li>{profile}</li> })}
            {some(classes).map(|class| view! { <li>{t!(i18n, step.class_of, class = class)}</li> })}
            {account.birth_date.map(|date| view! { <li>{t!(i18n, step.born, date = date.to_string())}</li> })}
            {some(children).map(|children| view! { <li>{t!(i18n, step.children_of, children = children)}</li> })}
            {account.establishment.map(|name| view! { <li>{name}</li> })}
            <li>
                <code>{account.identifier}</code>
            </li>
        </ul>
    }
}

/// "NOM Prénom".
pub fn full_name(account: &AccountView) -> String {
    format!("{} {}", account.last_name, account.first_name).trim().to_owned()
}
