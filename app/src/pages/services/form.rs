//! The form of one service: the portal's tabs, one below the other.

use super::access::AccessPart;
use super::block::BlockPart;
use super::fields::Unsaved;
use super::general::GeneralPart;
use super::technical::TechnicalPart;
use super::users::UsersPart;
use crate::api::{self, services};
use crate::components::heading::PageHeading;
use crate::components::loaded::{Failure, loaded, told};
use crate::components::path::{Above, Path};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::schools::school_name;
use ::api::{Block, EstablishmentDetails, Service as Described, Sso, Xiti};
use domain::service::{PronoteAddress, settings as rules};
use domain::uai::Uai;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

/// A service that there is.
#[component]
pub fn Service() -> impl IntoView {
    let params = use_params_map();
    let code = Memo::new(move |_| params.with(|params| params.get("code").unwrap_or_default()));
    view! { <OneService code=Signal::derive(move || Some(code.get())) /> }
}

/// A service to be made.
#[component]
pub fn NewService() -> impl IntoView {
    view! { <OneService code=Signal::derive(|| None) /> }
}

#[component]
fn OneService(code: Signal<Option<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    let school = school_name(uai);
    let known = LocalResource::new(move || {
        let (uai, code) = (uai.get(), code.get());
        async move {
            let details = services::details(&uai).await?;
            let list = services::list(&uai).await?;
            let found = match &code {
                None => Some(usual(&details)),
                Some(code) => list.into_iter().find(|one| one.code.eq_ignore_ascii_case(code)),
            };
            Ok::<_, api::Trouble>((details, found, code))
        }
    });
    let title = Signal::derive(move || match code.get() {
        Some(code) => code,
        None => t_string!(i18n, services.new).to_string(),
    });
    let above = Signal::derive(move || {
        let uai = uai.get();
        let list = t_string!(i18n, services.title).to_string();
        vec![
            Above { href: routes::status(&uai), name: school.get() },
            Above { href: routes::services(&uai), name: list },
        ]
    });
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=school place=school />
        {loaded(
            known,
            move |(details, found, former): (
                EstablishmentDetails,
                Option<Described>,
                Option<String>,
            )| match found {
                Some(service) => {
                    view! { <Form details=details service=service former=former /> }.into_any()
                }
                None => view! { <p>{tu_string!(i18n, services.not_found)}</p> }.into_any(),
            },
        )}
    }
}

/// What the portal's documents advise for a new service.
fn usual(details: &EstablishmentDetails) -> Described {
    let url = details.settings.pronote_url.clone().or_else(|| {
        let uai = Uai::parse(&details.establishment.uai).ok()?;
        Some(PronoteAddress::hosted(&uai).to_string())
    });
    Described {
        code: rules::USUAL_CODE.to_owned(),
        title: rules::USUAL_CODE.to_owned(),
        sso: Sso::PronoteCas,
        url: url.unwrap_or_default(),
        order: 90,
        xiti: Xiti::Undefined,
        grouping: rules::USUAL_GROUPING.to_owned(),
        description: String::new(),
        icon: None,
        anonymous: false,
        block: Block { version: details.settings.pronote_version.clone(), ..Block::default() },
        access: Vec::new(),
        users: Vec::new(),
    }
}

#[component]
fn Form(
    details: EstablishmentDetails,
    service: Described,
    /// Its code as it is stored; none for a new one.
    former: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let uai = StoredValue::new(details.establishment.uai.clone());
    let stored = StoredValue::new(former.is_some().then(|| service.clone()));
    let typed = RwSignal::new(service);
    let failure = RwSignal::new(String::new());
    let order = RwSignal::new(super::fields::order_text(typed.with_untracked(|typed| typed.order)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(tenths) = super::fields::parse_order(&order.get_untracked()) else {
            failure.set(t_string!(i18n, services.order_wrong).to_string());
            return;
        };
        typed.update(|typed| typed.order = tenths);
        let (former, navigate) = (former.clone(), navigate.clone());
        leptos::task::spawn_local(async move {
            let (uai, service) = (uai.get_value(), typed.get_untracked());
            let answer = match &former {
                Some(code) => services::change(&uai, code, &service).await,
                None => services::add(&uai, &service).await,
            };
            if told(i18n, failure, answer).is_some() {
                navigate(&routes::services(&uai), NavigateOptions::default());
            }
        });
    };
    let details = StoredValue::new(details);
    let unsaved = Signal::derive(move || {
        typed.with(|typed| stored.with_value(|stored| stored.as_ref() != Some(typed)))
    });
    view! {
        <form on:submit=submit>
            <p class="quiet">{tu_string!(i18n, services.required)}</p>
            <GeneralPart typed=typed order=order />
            <BlockPart typed=typed details=details />
            <AccessPart typed=typed uai=uai />
            <UsersPart typed=typed uai=uai />
            <TechnicalPart typed=typed details=details />
            <Failure text=failure />
            <Unsaved when=unsaved />
            <button type="submit" class="button button-main">
                {tu_string!(i18n, services.save_service)}
            </button>
        </form>
    }
}
