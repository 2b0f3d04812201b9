//! "Vous êtes ici": where the screen stands, with links to what is above it.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

/// A place above the current one: its address and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Above {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: String,
}

/// The path, from the list of establishments to the current screen.
#[component]
pub fn Path(
    /// The places between the list and the current screen.
    #[prop(into)]
    above: Signal<Vec<Above>>,
    /// The name of the current screen.
    #[prop(into)]
    here: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let places = move || {
        above.get().into_iter().map(|place| {
            view! {
                <li>
                    <A href=place.href>{place.name}</A>
                </li>
            }
        })
    };
    let location = use_location();
    let help = move || {
        routes::help_about(&location.pathname.get()).map(|href| {
            view! {
                // In a tab of its own: what is typed or decided here stays.
                <a class="path-help" href=href target="_blank">
                    {tu_string!(i18n, frame.help_here)}
                    <span class="visually-hidden">{tu_string!(i18n, frame.new_tab)}</span>
                </a>
            }
        })
    };
    view! {
        <div class="path-line">
            <nav class="path" aria-label=move || t_string!(i18n, frame.you_are_here)>
                <ol>
                    <li>
                        <A href=routes::HOME>{tu_string!(i18n, frame.establishments)}</A>
                    </li>
                    {move || places().collect_view()}
                    <li aria-current="page">{here}</li>
                </ol>
            </nav>
            {help}
        </div>
    }
}
