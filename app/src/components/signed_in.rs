//! Shows its children to those who are signed in; sends the others to sign in.

use crate::components::heading::PageHeading;
use crate::components::last_known::LastKnown;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::account::{Who, use_account};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// The guard of every screen but two.
#[component]
pub fn SignedIn(children: ChildrenFn) -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let location = use_location();
    let navigate = use_navigate();
    Effect::new(move || {
        // As it was when this screen came: on its way to another one, nothing is to be changed.
        let path = location.pathname.get_untracked();
        let back = NavigateOptions { replace: true, ..NavigateOptions::default() };
        if let Who::Nobody { .. } = account.who() {
            navigate(&routes::sign_in_then(&path), back);
        } else if account.lacks_second_factor() && path != routes::OWN_ACCOUNT {
            navigate(routes::OWN_ACCOUNT, back);
        }
    });
    // Who is signed in may be told again (a session renewed): the screen stays as it is.
    let state = Memo::new(move |_| match account.who() {
        Who::Somebody(_) => Shown::Screen,
        Who::Unknown => Shown::Trouble,
        Who::Asking | Who::Nobody { .. } => Shown::Waiting,
    });
    move || {
        match state.get() {
        Shown::Screen => children().into_any(),
        Shown::Waiting => {
            view! { <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, frame.loading)}</p> }.into_any()
        }
        Shown::Trouble => view! {
            <PageHeading text=Signal::derive(move || t_string!(i18n, frame.unreachable).to_string()) />
            <Notice tone=Tone::Error>
                <p>{tu_string!(i18n, frame.errors.unreachable)}</p>
                <button type="button" class="button" on:click=move |_| account.ask()>
                    {tu_string!(i18n, frame.retry)}
                </button>
            </Notice>
            <LastKnown />
        }
        .into_any(),
    }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Screen,
    Waiting,
    Trouble,
}
