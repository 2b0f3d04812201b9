//! The root: what every screen shares, and which screen an address shows.

use crate::components::fetched::Fetched;
use crate::components::frame::Frame;
use crate::components::heading::Navigation;
use crate::components::signed_in::SignedIn;
use crate::i18n::{I18nContextProvider, Locale, use_i18n};
use crate::pages::import::ImportHeading;
use crate::pages::not_found::NotFound;
use crate::pages::status::Status;
use crate::pages::step::Shortcuts;
use crate::parts;
use crate::state::account::AccountState;
use crate::state::import::ImportState;
use crate::state::schools::Schools;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(AccountState::new());
    provide_context(ImportState::new());
    provide_context(Navigation::new());
    provide_context(Shortcuts::new());
    provide_context(Schools::new());
    view! {
        <I18nContextProvider>
            <Router>
                <Frame>
                    <Screens />
                </Frame>
            </Router>
        </I18nContextProvider>
    }
}

/// Which screen an address shows. Another language draws the screen again: many of its words were made
/// when it was drawn.
#[component]
fn Screens() -> impl IntoView {
    let i18n = use_i18n();
    let language = Memo::new(move |_| i18n.get_locale() == Locale::en);
    view! {
        <For
            each=move || [language.get()]
            key=|language| *language
            children=|_| view! {
                <Routes fallback=|| view! { <NotFound /> }>
                    <Route
                        path=path!("/")
                        view=|| view! { <SignedIn><Fetched screen=parts::establishments() /></SignedIn> }
                    />
                    <Route path=path!("/connexion") view=|| view! { <Fetched screen=parts::sign_in() /> } />
                    <Route path=path!("/confidentialite") view=|| view! { <Fetched screen=parts::privacy() /> } />
                    <Route path=path!("/aide") view=|| view! { <Fetched screen=parts::help() /> } />
                    <Route path=path!("/accessibilite") view=|| view! { <Fetched screen=parts::accessibility() /> } />
                    <Route path=path!("/plan") view=|| view! { <Fetched screen=parts::site_map() /> } />
                    <Route path=path!("/premier-compte") view=|| view! { <Fetched screen=parts::first_account() /> } />
                    <Route path=path!("/invitation") view=|| view! { <Fetched screen=parts::invitation() /> } />
                    <Route
                        path=path!("/compte")
                        view=|| view! { <SignedIn><Fetched screen=parts::own_account() /></SignedIn> }
                    />
                    <Route
                        path=path!("/administration/comptes")
                        view=|| view! { <SignedIn><Fetched screen=parts::accounts() /></SignedIn> }
                    />
                    <Route
                        path=path!("/administration/serveurs-cas")
                        view=|| view! { <SignedIn><Fetched screen=parts::cas_clients() /></SignedIn> }
                    />
                    <Route
                        path=path!("/administration/journal")
                        view=|| view! { <SignedIn><Fetched screen=parts::whole_audit() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai")
                        view=|| view! { <SignedIn><Status /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/import")
                        view=|| view! {
                            <SignedIn>
                                <ImportHeading />
                                <Fetched screen=parts::import_files() has_heading=true />
                            </SignedIn>
                        }
                    />
                    <Route
                        path=path!("/e/:uai/import/bilan")
                        view=|| view! { <SignedIn><Fetched screen=parts::report_so_far() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/import/:step")
                        view=|| view! { <SignedIn><Fetched screen=parts::step() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/journal")
                        view=|| view! { <SignedIn><Fetched screen=parts::establishment_audit() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/emploi-du-temps")
                        view=|| view! { <SignedIn><Fetched screen=parts::timetable() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/comptes")
                        view=|| view! { <SignedIn><Fetched screen=parts::handout() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/configuration-cas")
                        view=|| view! { <SignedIn><Fetched screen=parts::cas_configuration() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/services")
                        view=|| view! { <SignedIn><Fetched screen=parts::services() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/services/:code")
                        view=|| view! { <SignedIn><Fetched screen=parts::service() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/nouveau-service")
                        view=|| view! { <SignedIn><Fetched screen=parts::new_service() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/guide")
                        view=|| view! { <SignedIn><Fetched screen=parts::guide() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/diagnostic")
                        view=|| view! { <SignedIn><Fetched screen=parts::diagnosis() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/conservation")
                        view=|| view! { <SignedIn><Fetched screen=parts::purge() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/imports")
                        view=|| view! { <SignedIn><Fetched screen=parts::history() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/imports/:id/annulation")
                        view=|| view! { <SignedIn><Fetched screen=parts::undo() /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/imports/:id")
                        view=|| view! { <SignedIn><Fetched screen=parts::report() /></SignedIn> }
                    />
                </Routes>
            }
        />
    }
}
