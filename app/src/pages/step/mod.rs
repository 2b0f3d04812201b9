//! One step: its two lists, and the panel of the person that is being decided.

mod address;
mod alias;
mod bulk;
mod causes;
mod desk;
mod facets;
mod family;
mod homonyms;
mod leave;
mod panel;
mod person;
mod row_line;
mod row_list;
mod search;
mod shortcuts;
mod toolbar;

use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::components::steps_nav::StepsNav;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::pages::import::{FilesMissing, establishment_name, status_above};
use crate::pages::not_found::NotFound;
use crate::pages::sending::{AllSteps, SendingPanel};
use crate::routes;
use crate::state::import::use_import;
use crate::texts::{self};
use bulk::{Bulk, BulkPreview};
use causes::Causes;
use desk::Desk;
use domain::category::Category;
use domain::reconciliation::{Scope, Show as Shown, StepState};
use facets::ListFilters;
use family::Family;
use homonyms::Homonyms;
use leave::Leave;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use panel::Panel;
use row_list::RowList;
use shortcuts::{KeyHelp, Openings};
use toolbar::Toolbar;

pub use shortcuts::Shortcuts;

/// A step of the import.
#[component]
pub fn Step() -> impl IntoView {
    let params = use_params_map();
    let uai = routes::uai();
    let category = Memo::new(move |_| {
        params.with(|params| params.get("step").and_then(|slug| routes::category(&slug)))
    });
    move || match category.get() {
        Some(category) => view! { <Reconciliation uai=uai category=category /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// What a step shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Lists,
    Homonyms,
    Causes,
    Sending,
    AllSteps,
}

/// The lists with the panel beside them, or another view of the same step.
#[component]
fn Desktop(uai: Signal<String>, category: Category, place: Place) -> impl IntoView {
    let desk = Desk::new(uai, category);
    provide_context(desk);
    let openings = Openings {
        help: RwSignal::new(false),
        bulk: RwSignal::new(false),
        family: RwSignal::new(false),
        alike: RwSignal::new(false),
    };
    let bulk = RwSignal::new(None::<Scope>);
    let panel_open = Memo::new(move |_| desk.row.get().is_some());
    let shows = move |list: Shown| match desk.filter.with(|filter| filter.show) {
        Shown::All => true,
        Shown::Only(decision) => decision.is_recognised() == (list == Shown::Recognised),
        only => only == list,
    };
    view! {
        <Toolbar openings=openings />
        {match place {
            Place::Homonyms => view! { <Homonyms /> }.into_any(),
            Place::Causes => view! { <Causes /> }.into_any(),
            Place::Lists | Place::Sending | Place::AllSteps => {
                view! {
                    <div class="step" class:step-with-panel=panel_open>
                        <div class="step-lists">
                            <ListFilters />
                            <Show when=move || shows(Shown::Unrecognised)>
                                <RowList show=Shown::Unrecognised />
                            </Show>
                            <Show when=move || shows(Shown::Recognised)>
                                <RowList show=Shown::Recognised />
                            </Show>
                        </div>
                        <Show when=move || panel_open.get()>
                            <Panel openings=openings bulk=bulk />
                        </Show>
                    </div>
                }
                .into_any()
            }
        }}
        <Bulk open=openings.bulk scope=bulk />
        <BulkPreview scope=bulk />
        <Family open=openings.family />
        <KeyHelp openings=openings />
    }
}

/// Decisions that the last linkage could not keep.
#[component]
fn Contested() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    move || {
        let count = import.overview.with(|view| view.as_ref().map_or(0, |view| view.contested));
        (count > 0).then(|| {
            view! {
                <Notice tone=Tone::Warning>
                    <p>{texts::counts::contested(i18n, count)}</p>
                </Notice>
            }
        })
    }
}

#[component]
fn Reconciliation(#[prop(into)] uai: Signal<String>, category: Category) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let query = use_query_map();
    let place = Memo::new(move |_| {
        query.with(|query| {
            let is = |name: &str| query.get(name).is_some();
            if is(routes::ALL_STEPS) {
                Place::AllSteps
            } else if is(routes::SENDING) {
                Place::Sending
            } else if is(routes::HOMONYMS) {
                Place::Homonyms
            } else if is(routes::CAUSES) {
                Place::Causes
            } else {
                Place::Lists
            }
        })
    });
    let ready = Memo::new(move |_| import.is_for(&uai.get()) && import.is_linked());
    let is_empty = Memo::new(move |_| {
        import.step(category).is_some_and(|step| step.state == StepState::Empty)
    });
    let title = Signal::derive(move || {
        let n = category.index() + 1;
        let category = texts::category(i18n, category);
        t_string!(i18n, step.title, n = n, category = category).to_string()
    });
    let school = Signal::derive(move || establishment_name(import));
    let result = Signal::derive(move || t_string!(i18n, step.result).to_string());
    let here = Signal::derive(move || texts::category(i18n, category));
    let above = Signal::derive(move || {
        let uai = uai.get();
        let files =
            Above { href: routes::import(&uai), name: t_string!(i18n, import.title).to_string() };
        vec![status_above(import, &uai), files]
    });
    view! {
        <Path above=above here=here />
        <PageHeading text=title above=result place=school />
        <Show when=move || ready.get() fallback=move || view! { <FilesMissing uai=uai /> }>
            <StepsNav uai=uai />
            <Contested />
            {move || match place.get() {
                Place::Sending => view! { <SendingPanel uai=uai category=category /> }.into_any(),
                Place::AllSteps => view! { <AllSteps uai=uai category=category /> }.into_any(),
                _ if is_empty.get() => view! { <p>{tu_string!(i18n, step.empty)}</p> }.into_any(),
                place => view! { <Desktop uai=uai category=category place=place /> }.into_any(),
            }}
            <Leave uai=uai />
        </Show>
    }
}
