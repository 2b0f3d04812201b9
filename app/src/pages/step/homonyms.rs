//! Homonyms and duplicates of a step: who could be confused with whom, and what tells them apart.

use super::desk::use_desk;
use crate::components::account_facts::AccountFacts;
use crate::components::candidate_card::held_by;
use crate::components::pager::Pager;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{FoundView, HomonymsView, NameGroupView, RowView};
use domain::reconciliation::{Nature, Trait};
use leptos::prelude::*;
use leptos_router::components::A;

/// Groups of one page.
const GROUPS: u32 = 50;

/// The groups of the step.
#[component]
pub fn Homonyms() -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let offset = RwSignal::new(0_u32);
    let found = RwSignal::new(None::<HomonymsView>);
    Effect::new(move || {
        import.overview.track();
        let skip = offset.get();
        leptos::task::spawn_local(async move {
            found.try_set(import.homonyms(desk.category, skip, GROUPS).await);
        });
    });
    let total = Signal::derive(move || found.with(|found| found.as_ref().map_or(0, |f| f.total)));
    let title = Signal::derive(move || {
        let category = texts::category(i18n, desk.category);
        t_string!(i18n, step.homonyms_title, category = category).to_string()
    });
    view! {
        <section aria-labelledby="homonymes">
            <h2 id="homonymes">{title}</h2>
            <p>
                <A href=move || desk.href_of_lists()>{tu_string!(i18n, step.back_to_list)}</A>
            </p>
            {move || {
                found.get().map(|found| {
                    if found.groups.is_empty() {
                        view! { <p>{tu_string!(i18n, step.homonyms_none)}</p> }.into_any()
                    } else {
                        let groups = found.groups.into_iter();
                        let groups = groups.map(|group| view! { <Group group=group /> }).collect_view();
                        view! { <ul class="candidates">{groups}</ul> }.into_any()
                    }
                })
            }}
            <Pager offset=offset total=total list=title size=GROUPS />
        </section>
    }
}

#[component]
fn Group(group: NameGroupView) -> impl IntoView {
    let i18n = use_i18n();
    let name = group.rows.first().map(|row| format!("{} {}", row.last_name, row.first_name));
    let nature = match group.nature {
        Nature::Homonyms => t_string!(i18n, words.flag.homonym),
        Nature::Duplicates => t_string!(i18n, words.flag.duplicate),
    };
    let apart = if group.apart.is_empty() {
        t_string!(i18n, step.homonyms_nothing).to_string()
    } else {
        let apart = texts::list(group.apart.into_iter().map(|one| tells_apart(i18n, one)));
        t_string!(i18n, step.homonyms_apart, what = apart).to_string()
    };
    let rows = group.rows.into_iter().map(|row| view! { <Row row=row /> }).collect_view();
    let accounts = group.accounts.into_iter();
    let accounts = accounts.map(|FoundView { account, holder, .. }| {
        let held = holder.map(|holder| held_by(i18n, &holder));
        view! {
            <li>
                <AccountFacts account=account />
                {held.map(|held| view! { <p class="held">{held}</p> })}
            </li>
        }
    });
    let accounts = accounts.collect_view();
    view! {
        <li class="candidate">
            <h3>{name} " " <span class="flag">{nature}</span></h3>
            <p>{apart}</p>
            <div class="columns">
                <div>
                    <p class="quiet">{tu_string!(i18n, step.diff_pronote)}</p>
                    <ul class="plain">{rows}</ul>
                </div>
                <div>
                    <p class="quiet">{tu_string!(i18n, step.diff_portal)}</p>
                    <ul class="plain">{accounts}</ul>
                </div>
            </div>
        </li>
    }
}

#[component]
fn Row(row: RowView) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let number = row.row;
    let name = format!("{} {}", row.last_name, row.first_name);
    let date = row.birth_date.map(|date| date.to_string());
    let details = texts::list(row.class.into_iter().chain(date).chain(row.children));
    view! {
        <li>
            <a href=move || desk.href(number) data-noscroll="">
                {name}
            </a>
            <span class="row-details">
                {details} " " <code>{row.pronote_id}</code> " " {texts::decision(i18n, row.decision)}
            </span>
        </li>
    }
}

fn tells_apart(i18n: I18n, one: Trait) -> String {
    match one {
        Trait::BirthDate => t_string!(i18n, words.field.birth_date),
        Trait::Class => t_string!(i18n, words.field.class),
        Trait::Children => t_string!(i18n, words.field.children),
    }
    .to_string()
}
