//! The root: what every screen shares, and which screen an address shows.

use crate::components::frame::Frame;
use crate::components::heading::Navigation;
use crate::components::signed_in::SignedIn;
use crate::i18n::{I18nContextProvider, Locale, use_i18n};
use crate::pages::accessibility::Accessibility;
use crate::pages::accounts::Accounts;
use crate::pages::audit::{EstablishmentAudit, WholeAudit};
use crate::pages::cas_clients::CasClients;
use crate::pages::cas_configuration::CasConfiguration;
use crate::pages::diagnosis::Diagnosis;
use crate::pages::establishments::Establishments;
use crate::pages::first_account::FirstAccount;
use crate::pages::guide::Guide;
use crate::pages::handout::Handout;
use crate::pages::help::Help;
use crate::pages::history::History;
use crate::pages::import::ImportFiles;
use crate::pages::invitation::Invitation;
use crate::pages::not_found::NotFound;
use crate::pages::own_account::OwnAccount;
use crate::pages::privacy::Privacy;
use crate::pages::purge::Purge;
use crate::pages::report::{Report, ReportSoFar};
use crate::pages::services::{NewService, Service, Services};
use crate::pages::sign_in::SignIn;
use crate::pages::site_map::SiteMap;
use crate::pages::status::Status;
use crate::pages::step::{Shortcuts, Step};
use crate::pages::timetable::Timetable;
use crate::pages::undo::Undo;
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
                        view=|| view! { <SignedIn><Establishments /></SignedIn> }
                    />
                    <Route path=path!("/connexion") view=SignIn />
                    <Route path=path!("/confidentialite") view=Privacy />
                    <Route path=path!("/aide") view=Help />
                    <Route path=path!("/accessibilite") view=Accessibility />
                    <Route path=path!("/plan") view=SiteMap />
                    <Route path=path!("/premier-compte") view=FirstAccount />
                    <Route path=path!("/invitation") view=Invitation />
                    <Route
                        path=path!("/compte")
                        view=|| view! { <SignedIn><OwnAccount /></SignedIn> }
                    />
                    <Route
                        path=path!("/administration/comptes")
                        view=|| view! { <SignedIn><Accounts /></SignedIn> }
                    />
                    <Route
                        path=path!("/administration/serveurs-cas")
                        view=|| view! { <SignedIn><CasClients /></SignedIn> }
                    />
                    <Route
                        path=path!("/administration/journal")
                        view=|| view! { <SignedIn><WholeAudit /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai")
                        view=|| view! { <SignedIn><Status /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/import")
                        view=|| view! { <SignedIn><ImportFiles /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/import/bilan")
                        view=|| view! { <SignedIn><ReportSoFar /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/import/:step")
                        view=|| view! { <SignedIn><Step /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/journal")
                        view=|| view! { <SignedIn><EstablishmentAudit /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/emploi-du-temps")
                        view=|| view! { <SignedIn><Timetable /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/comptes")
                        view=|| view! { <SignedIn><Handout /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/configuration-cas")
                        view=|| view! { <SignedIn><CasConfiguration /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/services")
                        view=|| view! { <SignedIn><Services /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/services/:code")
                        view=|| view! { <SignedIn><Service /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/nouveau-service")
                        view=|| view! { <SignedIn><NewService /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/guide")
                        view=|| view! { <SignedIn><Guide /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/diagnostic")
                        view=|| view! { <SignedIn><Diagnosis /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/conservation")
                        view=|| view! { <SignedIn><Purge /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/imports")
                        view=|| view! { <SignedIn><History /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/imports/:id/annulation")
                        view=|| view! { <SignedIn><Undo /></SignedIn> }
                    />
                    <Route
                        path=path!("/e/:uai/imports/:id")
                        view=|| view! { <SignedIn><Report /></SignedIn> }
                    />
                </Routes>
            }
        />
    }
}
