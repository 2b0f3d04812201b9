//! All pages, as far as the reader may open them: a second way to each of them.

use crate::api;
use crate::components::heading::PageHeading;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::account::{Who, use_account};
use ::api::{Establishment, Right};
use leptos::prelude::*;
use leptos_router::components::A;

/// The site map.
#[component]
pub fn SiteMap() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let title = Signal::derive(move || t_string!(i18n, frame.site_map).to_string());
    let schools = LocalResource::new(move || {
        let signed_in = matches!(account.who(), Who::Somebody(_));
        async move {
            if signed_in { api::establishments().await.unwrap_or_default() } else { Vec::new() }
        }
    });
    let superadmin = move || {
        account.is_superadmin().then(|| {
            [
                (routes::ACCOUNTS, t_string!(i18n, accounts.title)),
                (routes::CAS_CLIENTS, t_string!(i18n, cas.title)),
                (routes::AUDIT, t_string!(i18n, audit.title)),
            ]
            .map(|(href, name)| link(href.to_owned(), name))
            .collect_view()
        })
    };
    let own = move || match account.who() {
        Who::Somebody(_) => {
            link(routes::OWN_ACCOUNT.to_owned(), t_string!(i18n, own.title)).into_any()
        }
        _ => link(routes::SIGN_IN.to_owned(), t_string!(i18n, frame.sign_in)).into_any(),
    };
    let of_schools =
        move || schools.get().map(|all| all.into_iter().map(|one| school(&one)).collect_view());
    view! {
        <PageHeading text=title />
        <ul>
            {link(routes::HOME.to_owned(), t_string!(i18n, frame.establishments))}
            {own}
            {superadmin}
            {link(routes::HELP.to_owned(), t_string!(i18n, help.title))}
            {link(routes::PRIVACY.to_owned(), t_string!(i18n, privacy.title))}
            {link(routes::ACCESSIBILITY.to_owned(), tu_string!(i18n, accessibility.heading))}
        </ul>
        {of_schools}
    }
}

/// The pages of an establishment.
fn school(one: &Establishment) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let uai = &one.uai;
    let mut pages = vec![
        (routes::status(uai), t_string!(i18n, status.title)),
        (routes::history(uai), t_string!(i18n, undo.history_title)),
    ];
    if one.right == Right::Admin {
        pages.extend([
            (routes::import(uai), t_string!(i18n, import.title)),
            (routes::guide(uai), t_string!(i18n, guide.title)),
            (routes::services(uai), t_string!(i18n, services.title)),
            (routes::diagnosis(uai), t_string!(i18n, diagnosis.title)),
            (routes::timetable(uai), t_string!(i18n, timetable.title)),
            (routes::handout(uai), t_string!(i18n, handout.title)),
            (routes::cas_configuration(uai), t_string!(i18n, cas.config_title)),
            (routes::audit(uai), t_string!(i18n, audit.title)),
            (routes::purge(uai), t_string!(i18n, purge.title)),
        ]);
    }
    view! {
        <h2>{format!("{} ({uai})", one.name)}</h2>
        <ul>{pages.into_iter().map(|(href, name)| link(href, name)).collect_view()}</ul>
    }
}

fn link(href: String, name: &'static str) -> impl IntoView {
    view! {
        <li>
            <A href=href>{name}</A>
        </li>
    }
}
