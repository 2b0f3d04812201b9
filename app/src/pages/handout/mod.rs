//! The accounts to hand out: who has one, who has none yet, and letters to be printed. Passwords leave the
//! engine for the preview of the letters only, and are wiped when the screen is left.

mod create;
mod desk;
mod files;
mod letters;
mod list;
mod missing;
mod sheets;

use crate::components::heading::PageHeading;
use crate::components::path::Path;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::pages::import::{Opened, establishment_name, status_above};
use crate::routes;
use crate::state::import::use_import;
use create::Create;
use desk::Desk;
use files::HandoutFiles;
use leptos::prelude::*;
use letters::Letters;
use list::HolderList;
use missing::Missing;

/// The screen.
#[component]
pub fn Handout() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let uai = routes::uai();
    let title = Signal::derive(move || t_string!(i18n, handout.title).to_string());
    let place = Signal::derive(move || establishment_name(import));
    let above = Signal::derive(move || vec![status_above(import, &uai.get())]);
    view! {
        <div class="no-print">
            <Path above=above here=title />
            <PageHeading text=title above=place place=place />
            <p>{tu_string!(i18n, handout.intro)}</p>
        </div>
        <Opened uai=uai>
            <Loaded />
        </Opened>
    }
}

#[component]
fn Loaded() -> impl IntoView {
    let desk = Desk::new();
    let has_file = Memo::new(move |_| desk.view.with(|view| view.name.is_some()));
    view! {
        <HandoutFiles desk=desk />
        <Show when=move || has_file.get()>
            <HolderList desk=desk />
            <Letters desk=desk />
        </Show>
        <Missing desk=desk />
        <Create />
    }
}
