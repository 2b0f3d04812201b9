//! What the portal knows of PRONOTE: the establishment's settings, its services and who may use them.

mod access;
mod block;
mod block_preview;
mod fields;
mod form;
mod general;
mod icon;
mod list;
mod settings;
mod technical;
mod users;

pub use access::profile_name;
pub use form::{NewService, Service};

use crate::api::{self, services};
use crate::components::heading::PageHeading;
use crate::components::loaded::loaded;
use crate::components::path::{Above, Path};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::schools::school_name;
use ::api::{EstablishmentDetails, Service as Described};
use leptos::prelude::*;
use list::List;
use settings::SettingsForm;

/// The settings and the services of an establishment.
#[component]
pub fn Services() -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    let school = school_name(uai);
    let known = LocalResource::new(move || {
        let uai = uai.get();
        async move {
            let details = services::details(&uai).await?;
            let list = services::list(&uai).await?;
            Ok::<_, api::Trouble>((details, list))
        }
    });
    let title = Signal::derive(move || t_string!(i18n, services.title).to_string());
    let above = Signal::derive(move || {
        let uai = uai.get();
        vec![Above { href: routes::status(&uai), name: school.get() }]
    });
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=school place=school />
        <p>{tu_string!(i18n, services.intro)}</p>
        {loaded(known, move |(details, list): (EstablishmentDetails, Vec<Described>)| {
            view! {
                <List uai=details.establishment.uai.clone() services=list />
                <SettingsForm details=details />
            }
        })}
    }
}
