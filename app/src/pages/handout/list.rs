//! Who has an account: narrowed, searched, a page at a time. No password is shown.

use super::desk::Desk;
use crate::components::pager::{PAGE, Pager};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::texts;
use ::engine::{HandoutAnswer, HandoutRequest, HolderRow, HolderRows};
use domain::category::Category;
use leptos::prelude::*;

/// The list.
#[component]
pub fn HolderList(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let offset = RwSignal::new(0_u32);
    Effect::new(move || {
        desk.filter.track();
        offset.set(0);
    });
    let rows = LocalResource::new(move || {
        desk.view.track();
        let (filter, offset) = (desk.filter.get(), offset.get());
        async move {
            let request = HandoutRequest::Rows { filter, offset, limit: PAGE };
            match desk.ask(request).await {
                Some(HandoutAnswer::Rows(rows)) => rows,
                _ => HolderRows::default(),
            }
        }
    });
    let shown = Memo::new(move |_| rows.get().unwrap_or_default());
    let total = Signal::derive(move || shown.with(|shown| shown.total));
    let title = Signal::derive(move || t_string!(i18n, handout.list.title).to_string());
    view! {
        <section aria-labelledby="comptes" class="no-print">
            <h2 id="comptes">{title}</h2>
            <Filters desk=desk />
            <p role="status">{t!(i18n, handout.list.count, count = move || total.get())}</p>
            <table class="rows-table" aria-labelledby="comptes">
                <thead>
                    <tr>
                        <th scope="col">{tu_string!(i18n, handout.list.name)}</th>
                        <th scope="col">{tu_string!(i18n, handout.list.category)}</th>
                        <th scope="col">{tu_string!(i18n, handout.list.class)}</th>
                        <th scope="col">{tu_string!(i18n, handout.list.login)}</th>
                        <th scope="col">{tu_string!(i18n, handout.list.password)}</th>
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        shown.get().rows.into_iter().map(|row| view! { <Row row=row /> }).collect_view()
                    }}
                </tbody>
            </table>
            <Pager offset=offset total=total list=title />
        </section>
    }
}

#[component]
fn Row(row: HolderRow) -> impl IntoView {
    let i18n = use_i18n();
    let category = match row.category {
        Ok(category) => texts::category_one(i18n, category),
        Err(profile) => profile,
    };
    let password = match (row.printed, row.has_password) {
        (true, _) => t_string!(i18n, handout.list.printed),
        (false, true) => t_string!(i18n, handout.list.has_password),
        (false, false) => t_string!(i18n, handout.list.no_password),
    };
    view! {
        <tr>
            <th scope="row">{row.name}</th>
            <td data-label=t_string!(i18n, handout.list.category).to_string()>{category}</td>
            <td data-label=t_string!(i18n, handout.list.class).to_string()>{row.class}</td>
            <td data-label=t_string!(i18n, handout.list.login).to_string()>{row.login}</td>
            <td data-label=t_string!(i18n, handout.list.password).to_string()>
                {password.to_string()}
            </td>
        </tr>
    }
}

#[component]
fn Filters(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let filter = desk.filter;
    let classes = Memo::new(move |_| desk.view.with(|view| view.classes.clone()));
    view! {
        <div class="timetable-choices">
            <div class="field">
                <label for="comptes-profil">{tu_string!(i18n, handout.list.category)}</label>
                <select
                    id="comptes-profil"
                    on:change:target=move |event| {
                        let at: Option<usize> = event.target().value().parse().ok();
                        let category = at.and_then(|at| Category::ALL.get(at).copied());
                        filter.update(|filter| filter.category = category);
                    }
                >
                    <option value="">{tu_string!(i18n, handout.list.all)}</option>
                    {Category::ALL
                        .map(|one| {
                            view! { <option value=one.index().to_string()>{texts::category(i18n, one)}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="comptes-classe">{tu_string!(i18n, handout.list.class)}</label>
                <select
                    id="comptes-classe"
                    on:change:target=move |event| {
                        let class = Some(event.target().value()).filter(|class| !class.is_empty());
                        filter.update(|filter| filter.class = class);
                    }
                >
                    <option value="">{tu_string!(i18n, handout.list.all_classes)}</option>
                    {move || {
                        classes
                            .get()
                            .into_iter()
                            .map(|class| view! { <option value=class.clone()>{class.clone()}</option> })
                            .collect_view()
                    }}
                </select>
            </div>
            <div class="field">
                <label for="comptes-recherche">{tu_string!(i18n, handout.list.search)}</label>
                <input
                    id="comptes-recherche"
                    type="search"
                    autocomplete="off"
                    prop:value=move || filter.with(|filter| filter.text.clone())
                    on:input:target=move |event| filter.update(|filter| filter.text = event.target().value())
                />
            </div>
        </div>
        <Show when=move || desk.view.with(|view| !view.earlier.is_empty())>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || filter.with(|filter| filter.only_new)
                    on:change:target=move |event| {
                        filter.update(|filter| filter.only_new = event.target().checked());
                    }
                />
                " "
                {tu_string!(i18n, handout.list.only_new)}
            </label>
        </Show>
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=move || filter.with(|filter| filter.not_printed)
                on:change:target=move |event| {
                    filter.update(|filter| filter.not_printed = event.target().checked());
                }
            />
            " "
            {tu_string!(i18n, handout.list.not_printed)}
        </label>
    }
}
