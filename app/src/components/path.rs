//! "Vous êtes ici": where the screen stands, with links to what is above it.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use leptos::prelude::*;
use leptos_router::components::A;

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
    view! {
        <nav class="path" aria-label=move || t_string!(i18n, frame.you_are_here)>
            <ol>
                <li>
                    <A href=routes::HOME>{tu_string!(i18n, frame.establishments)}</A>
                </li>
                {move || places().collect_view()}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
}
