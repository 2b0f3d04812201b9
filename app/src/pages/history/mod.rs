//! All imports of an establishment, newest first: what each did, how the stock went, as a picture and as
//! files.

mod chart;
mod export;

use crate::api::{self, history};
use crate::components::heading::PageHeading;
use crate::components::loaded::loaded;
use crate::components::pager::{PAGE, Pager};
use crate::components::path::{Above, Path};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::texts::{self, I18n};
use crate::wire;
use ::api::{Import, Page, Right, Status};
use chart::Chart;
use export::Export;
use leptos::prelude::*;
use leptos_router::components::A;

/// The history.
#[component]
pub fn History() -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    let offset = RwSignal::new(0);
    let page = LocalResource::new(move || {
        let (uai, offset) = (uai.get(), offset.get());
        async move {
            let status = api::status(&uai).await?;
            Ok::<_, api::Trouble>((status, history::history(&uai, offset, PAGE).await?))
        }
    });
    let title = Signal::derive(move || t_string!(i18n, undo.history_title).to_string());
    let place = Signal::derive(move || match page.get() {
        Some(Ok((status, _))) => {
            format!("{} ({})", status.establishment.name, status.establishment.uai)
        }
        _ => uai.get(),
    });
    let above =
        Signal::derive(move || vec![Above { href: routes::status(&uai.get()), name: place.get() }]);
    let total = Signal::derive(move || match page.get() {
        Some(Ok((_, page))) => page.total,
        _ => 0,
    });
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=place place=place />
        <p>{tu_string!(i18n, undo.history_intro)}</p>
        {loaded(
            page,
            move |(status, page): (Status, Page<Import>)| {
                if page.items.is_empty() {
                    return view! { <p class="quiet">{tu_string!(i18n, status.never)}</p> }.into_any();
                }
                let is_admin = status.establishment.right == Right::Admin;
                let uai = status.establishment.uai.clone();
                view! {
                    <Chart imports=page.items.clone() stock=status.establishment.stock />
                    {table(i18n, &uai, is_admin, page.items)}
                    <Export uai=uai />
                }
                .into_any()
            },
        )}
        <Pager offset=offset total=total list=title />
    }
}

/// The stock right after an import's last step.
fn stock_after(import: &Import) -> Option<u32> {
    let last = import.steps.iter().max_by_key(|step| step.validated_at.as_str());
    last.map(|step| step.stock)
}

fn table(i18n: I18n, uai: &str, is_admin: bool, imports: Vec<Import>) -> impl IntoView + use<> {
    let uai = uai.to_owned();
    let row = move |import: Import| {
        let sum = |of: fn(&::api::Step) -> u32| import.steps.iter().map(of).sum::<u32>();
        let flow = format!(
            "+{} ~{} −{}",
            texts::thousands(sum(|step| step.added)),
            texts::thousands(sum(|step| step.changed)),
            texts::thousands(sum(|step| step.removed)),
        );
        let after = stock_after(&import).map(texts::thousands);
        let date = texts::day_and_time(&import.started_at);
        let steps = import.steps.iter().map(|step| wire::category(step.category));
        let steps = texts::categories(i18n, steps, t_string!(i18n, status.open_none));
        let undone = import.undone.as_ref().map(|undone| {
            let (at, by) = (texts::day_and_time(&undone.at), undone.by.clone());
            view! { <span class="row-details">{t!(i18n, undo.undone, date = at, name = by)}</span> }
        });
        let began = date.clone();
        let can_undo = is_admin && import.undone.is_none() && !import.steps.is_empty();
        view! {
            <tr>
                <th scope="row">
                    <A href=routes::report(&uai, &import.id)>{date}</A>
                </th>
                <td data-label=t_string!(i18n, status.history_mode).to_string()>
                    {texts::mode(i18n, wire::mode(import.mode))}
                </td>
                <td data-label=t_string!(i18n, undo.by).to_string()>{import.started_by.clone()}</td>
                <td data-label=t_string!(i18n, status.history_steps).to_string()>{steps} {undone}</td>
                <td data-label=t_string!(i18n, undo.flow).to_string()>{flow}</td>
                <td data-label=t_string!(i18n, undo.after).to_string()>{after}</td>
                <td>
                    {can_undo
                        .then(|| {
                            view! {
                                <A href=routes::undo(&uai, &import.id)>
                                    {t!(i18n, undo.link, date = began)}
                                </A>
                            }
                        })}
                </td>
            </tr>
        }
    };
    view! {
        <table class="rows-table" aria-label=t_string!(i18n, undo.history_title).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, status.history_date)}</th>
                    <th scope="col">{tu_string!(i18n, status.history_mode)}</th>
                    <th scope="col">{tu_string!(i18n, undo.by)}</th>
                    <th scope="col">{tu_string!(i18n, status.history_steps)}</th>
                    <th scope="col">{tu_string!(i18n, undo.flow)}</th>
                    <th scope="col">{tu_string!(i18n, undo.after)}</th>
                    <th scope="col">{tu_string!(i18n, undo.act)}</th>
                </tr>
            </thead>
            <tbody>{imports.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
