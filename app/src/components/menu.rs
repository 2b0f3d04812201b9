//! The main menu: where one may go, who one is, and the way out.

use crate::i18n::{t, t_string, use_i18n};
use crate::routes;
use crate::state::account::use_account;
use crate::state::language;
use ::api::Role;
use leptos::prelude::*;
use leptos_router::components::A;

/// The menu. It is outside the screens, which are drawn again in another language: its words follow by
/// themselves.
#[component]
pub fn Menu(
    /// Signs out.
    sign_out: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    view! {
    <nav class="header-account" aria-label=move || t_string!(i18n, frame.main_menu)>
        <ul role="list">
            {move || {
                account.account().map(|who| {
                    let name = who.name.clone();
                    view! {
                        <li>
                            <A href=routes::HOME>{t!(i18n, frame.establishments)}</A>
                        </li>
                        {(who.role == Role::Superadmin)
                            .then(|| {
                                view! {
                                    <li>
                                        <A href=routes::ACCOUNTS>{t!(i18n, accounts.title)}</A>
                                    </li>
                                    <li>
                                        <A href=routes::CAS_CLIENTS>{t!(i18n, cas.title)}</A>
                                    </li>
                                    <li>
                                        <A href=routes::AUDIT>{t!(i18n, audit.title)}</A>
                                    </li>
                                }
                            })}
                        <li>
                            <A href=routes::OWN_ACCOUNT>{t!(i18n, own.title)}</A>
                        </li>
                        <li class="header-name">
                            {t!(i18n, frame.signed_in_as, name = name)}
                        </li>
                        <li>
                            <button type="button" class="button button-quiet" on:click=move |_| sign_out.run(())>
                                {t!(i18n, frame.sign_out)}
                            </button>
                        </li>
                    }
                })
            }}
            <li>
                <button
                    type="button"
                    class="button button-quiet"
                    lang=move || t_string!(i18n, frame.language_code)
                    on:click=move |_| language::change(i18n)
                >
                    {t!(i18n, frame.language)}
                </button>
            </li>
        </ul>
    </nav>
    }
}
