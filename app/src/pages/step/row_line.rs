//! A row of a list: the PRONOTE account on the left, what stands or is proposed on the right.

use super::desk::use_desk;
use super::row_list::element_id;
use crate::components::account_facts::full_name;
use crate::i18n::{t_string, use_i18n};
use crate::texts::{self, I18n};
use ::engine::{PartnerView, RowView};
use domain::reconciliation::{Decision, Outlook};
use leptos::prelude::*;

/// A row; empty until it is known.
#[component]
pub fn RowLine(
    /// The list it is in.
    list: &'static str,
    /// Its place in the list, from 0.
    index: u32,
    /// The row.
    row: Memo<Option<RowView>>,
    /// The place that Tab reaches.
    current: RwSignal<u32>,
) -> impl IntoView {
    let desk = use_desk();
    let number = move || row.with(|row| row.as_ref().map(|row| row.row));
    let is_open = move || number().is_some() && number() == desk.row.get();
    let open = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(row) = number()
        {
            event.prevent_default();
            desk.open_row(row);
        }
    };
    view! {
        <div
            id=element_id(list, index)
            class="grid-row"
            class:row-open=is_open
            role="row"
            aria-rowindex=index + 2
            aria-current=move || is_open().then_some("true")
            tabindex=move || if current.get() == index { "0" } else { "-1" }
            style=("--row", index.to_string())
            on:focus=move |_| current.set(index)
            on:keydown=open
        >
            {move || match row.get() {
                Some(row) => view! { <Cells row=row /> }.into_any(),
                None => view! { <span role="gridcell" class="quiet">"…"</span> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Cells(row: RowView) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let number = row.row;
    let name = format!("{} {}", row.last_name, row.first_name).trim().to_owned();
    let rest = if row.decision.is_recognised() {
        t_string!(i18n, step.see_label, name = name.clone()).to_string()
    } else {
        t_string!(i18n, step.browse_label, name = name.clone()).to_string()
    };
    let link = match partner(i18n, &row) {
        Some(partner) => partner,
        None => t_string!(i18n, step.browse).to_string(),
    };
    let proposed = proposed(i18n, &row);
    let details = texts::list(row.class.iter().cloned().chain(row.children.iter().cloned()));
    let flags = row.flags.iter().map(|&flag| {
        view! { <span class="flag">{texts::flag(i18n, flag)}</span> }
    });
    let flags = flags.collect_view();
    let date = row.birth_date.map(|date| date.to_string()).unwrap_or_default();
    view! {
        <span role="rowheader">
            <span class="row-name">{name}</span>
            <span class="row-details">{details} {flags}</span>
        </span>
        <span role="gridcell" class="row-date">{date}</span>
        <span role="gridcell" class="row-id">
            <code>{row.pronote_id}</code>
        </span>
        <span role="gridcell" class="row-account">
            // A plain link: the router would call each of them the current page.
            <a href=move || desk.href(number) class="row-link" data-noscroll="" tabindex="-1">
                {link}
                <span class="visually-hidden">" " {rest}</span>
            </a>
            <span class="row-details">{proposed}</span>
        </span>
    }
}

fn partner(i18n: I18n, row: &RowView) -> Option<String> {
    Some(match row.partner.as_ref()? {
        PartnerView::Account(account) => format!("{} ({})", full_name(account), account.identifier),
        PartnerView::Absent(key) => t_string!(i18n, step.absent, key = key.clone()).to_string(),
    })
}

/// What stands; of those that wait, the best candidate and how sure it is.
fn proposed(i18n: I18n, row: &RowView) -> AnyView {
    if row.decision != Decision::Undecided {
        return texts::decision(i18n, row.decision).into_any();
    }
    let Some(best) = row.best.clone() else {
        return t_string!(i18n, step.no_proposal).to_string().into_any();
    };
    let class = match row.outlook {
        Outlook::Certain => "certainty certainty-certain",
        Outlook::Probable => "certainty certainty-probable",
        Outlook::Possible | Outlook::Nobody => "certainty certainty-possible",
    };
    let count = row.candidates;
    let more = (count > 1).then(|| t_string!(i18n, step.proposals, count = count).to_string());
    view! {
        <span class=class>{texts::outlook(i18n, row.outlook)}</span>
        " "
        {best}
        {more.map(|more| format!(" ({more})"))}
    }
    .into_any()
}
