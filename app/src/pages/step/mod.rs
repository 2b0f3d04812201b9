//! One step: its two lists, and the panel of the person that is being decided.

mod leave;
mod panel;
mod person;
mod toolbar;

use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::components::row_list::RowList;
use crate::components::steps_nav::StepsNav;
use crate::i18n::{t, t_string, use_i18n};
use crate::pages::import::{FilesMissing, establishment_name, status_above};
use crate::pages::not_found::NotFound;
use crate::pages::sending::SendingPanel;
use crate::routes;
use crate::state::import::use_import;
use crate::texts::{self};
use ::engine::ListKind;
use domain::category::Category;
use domain::reconciliation::StepState;
use leave::Leave;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use panel::Panel;
use toolbar::Toolbar;

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
    let open_row = Memo::new(move |_| {
        query.with(|query| query.get(routes::ROW).and_then(|row| row.parse::<u32>().ok()))
    });
    let is_sending = Memo::new(move |_| query.with(|query| query.get(routes::SENDING).is_some()));
    let ready = Memo::new(move |_| import.is_for(&uai.get()) && import.is_linked());
    let is_empty = move || import.step(category).is_some_and(|step| step.state == StepState::Empty);
    let title = Signal::derive(move || {
        let n = category.index() + 1;
        let category = texts::category(i18n, category);
        t_string!(i18n, step.title, n = n, category = category).to_string()
    });
    let place = Signal::derive(move || establishment_name(import));
    let result = Signal::derive(move || t_string!(i18n, step.result).to_string());
    let panel_open = move || open_row.get().is_some();
    let here = Signal::derive(move || texts::category(i18n, category));
    let above = Signal::derive(move || {
        let uai = uai.get();
        let files =
            Above { href: routes::import(&uai), name: t_string!(i18n, import.title).to_string() };
        vec![status_above(import, &uai), files]
    });
    view! {
        <Path above=above here=here />
        <PageHeading text=title above=result place=place />
        <Show when=move || ready.get() fallback=move || view! { <FilesMissing uai=uai /> }>
            <StepsNav uai=uai />
            <Contested />
            <Show when=move || is_sending.get()>
                <SendingPanel uai=uai category=category />
            </Show>
            <Show when=move || !is_sending.get() && is_empty()>
                <p>{t!(i18n, step.empty)}</p>
            </Show>
            <Show when=move || !is_sending.get() && !is_empty()>
                <Toolbar uai=uai category=category />
                <div class="step" class:step-with-panel=panel_open>
                    <div class="step-lists">
                        <RowList uai=uai category=category list=ListKind::Unrecognised open_row=open_row />
                        <RowList uai=uai category=category list=ListKind::Recognised open_row=open_row />
                    </div>
                    {move || {
                        open_row.get().map(|row| view! { <Panel uai=uai category=category row=row /> })
                    }}
                </div>
            </Show>
            <Leave uai=uai />
        </Show>
    }
}
