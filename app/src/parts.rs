//! The parts of the page that are fetched when one of their screens is first shown. What stands nowhere
//! here comes with the first load: what surrounds every screen, and the status, seen from a phone.
//!
//! One part is one file; what two or three of them share is another, for each choice of them. So there are
//! few: screens that are used one after the other are in the same.

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
use crate::pages::own_account::OwnAccount;
use crate::pages::privacy::Privacy;
use crate::pages::purge::Purge;
use crate::pages::report::{Report, ReportSoFar};
use crate::pages::services::{NewService, Service, Services};
use crate::pages::sign_in::SignIn;
use crate::pages::site_map::SiteMap;
use crate::pages::step::Step;
use crate::pages::timetable::Timetable;
use crate::pages::undo::Undo;
use futures_util::FutureExt as _;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::pin::Pin;

/// A screen of a part.
#[derive(Clone, Copy)]
pub struct Screen {
    fetch: fn() -> Fetching<()>,
    draw: fn() -> Fetching<AnyView>,
}

type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

impl Screen {
    /// Fetches its part; nothing is asked of the network when it is there.
    ///
    /// # Errors
    ///
    /// The part could not be fetched. It can be tried again.
    pub async fn fetch(self) -> Result<(), SplitLoaderError> {
        (self.fetch)().await
    }

    /// Draws it where its part is there; `None` otherwise.
    pub fn draw(self) -> Option<AnyView> {
        (self.draw)().now_or_never()?.ok()
    }
}

/// Each screen of a part under its name.
macro_rules! part {
    ($part:ident: $($name:ident => $screen:ident),+ $(,)?) => {
        $(
            #[doc = concat!("[`", stringify!($screen), "`].")]
            pub fn $name() -> Screen {
                #[wasm_split(
                    $part,
                    fallible,
                    preload(fetch),
                    wasm_split_path = ::leptos::wasm_split
                )]
                fn $name() -> Result<AnyView, SplitLoaderError> {
                    Ok(view! { <$screen /> }.into_any())
                }
                Screen { fetch: || Box::pin(fetch()), draw: || Box::pin($name()) }
            }
        )+
    };
}

part!(entry:
    establishments => Establishments,
    sign_in => SignIn,
    first_account => FirstAccount,
    invitation => Invitation,
    privacy => Privacy,
    help => Help,
    accessibility => Accessibility,
    site_map => SiteMap,
);

part!(files:
    import_files => ImportFiles,
);

part!(work:
    step => Step,
    report_so_far => ReportSoFar,
    report => Report,
    history => History,
    undo => Undo,
    timetable => Timetable,
    handout => Handout,
);

part!(settings:
    services => Services,
    service => Service,
    new_service => NewService,
    guide => Guide,
    diagnosis => Diagnosis,
    cas_configuration => CasConfiguration,
    cas_clients => CasClients,
    accounts => Accounts,
    own_account => OwnAccount,
    whole_audit => WholeAudit,
    establishment_audit => EstablishmentAudit,
    purge => Purge,
);
