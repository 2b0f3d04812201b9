//! A family on one screen: pupils, brothers and sisters, guardians, settled together.

use super::desk::use_desk;
use crate::components::account_facts::{AccountFacts, full_name};
use crate::components::dialog::Dialog;
use crate::components::differences::Differences;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{CandidateView, FamilyView, MemberView, PartnerView, RowView};
use domain::reconciliation::Scope;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The family of the open person.
#[component]
pub fn Family(open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let family = RwSignal::new(None::<FamilyView>);
    // The account that is to be taken for each row.
    let chosen = RwSignal::new(BTreeMap::<u32, u32>::new());
    Effect::new(move || {
        import.overview.track();
        let (true, Some(row)) = (open.get(), desk.row.get()) else { return };
        leptos::task::spawn_local(async move {
            let found = import.family(row).await;
            chosen.set(found.as_ref().map(proposed).unwrap_or_default());
            family.set(found);
        });
    });
    let count = Memo::new(move |_| chosen.with(BTreeMap::len));
    let accept = move |_| {
        let pairs = chosen.get_untracked().into_iter();
        let pairs = pairs.map(|(row, account)| (row as usize, account as usize));
        desk.accept_all(Scope::Pairs(pairs.collect()));
    };
    view! {
        <Dialog
            open=open
            id="famille"
            title=Signal::derive(move || t_string!(i18n, step.family_title).to_string())
        >
            <div class="family" tabindex="0" role="group" aria-labelledby="famille">
                {move || family.get().map(|family| members(i18n, family, chosen))}
            </div>
            <div class="buttons">
                <Show when=move || { count.get() > 0 }>
                    <button type="button" class="button button-main" on:click=accept>
                        {t!(i18n, step.family_accept, count = move || count.get())}
                    </button>
                </Show>
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {tu_string!(i18n, frame.close)}
                </button>
            </div>
        </Dialog>
    }
}

/// The best free account of each member that waits, each account once.
fn proposed(family: &FamilyView) -> BTreeMap<u32, u32> {
    let mut taken = BTreeSet::new();
    let waiting = family.members.iter().filter(|member| !member.row.decision.is_recognised());
    let pairs = waiting.filter_map(|member| {
        let account = member.choices.first()?.account.account;
        taken.insert(account).then_some((member.row.row, account))
    });
    pairs.collect()
}

fn members(i18n: I18n, family: FamilyView, chosen: RwSignal<BTreeMap<u32, u32>>) -> impl IntoView {
    if family.members.is_empty() {
        return view! { <p>{tu_string!(i18n, step.family_none)}</p> }.into_any();
    }
    let members = family.members.into_iter();
    let members =
        members.map(|member| view! { <Member member=member chosen=chosen /> }).collect_view();
    let accounts = family.accounts.into_iter();
    let accounts: Vec<_> = accounts
        .map(|account| {
            view! {
                <li>
                    <AccountFacts account=account />
                </li>
            }
        })
        .collect();
    view! {
        <ul class="family-members">{members}</ul>
        {(!accounts.is_empty())
            .then(|| {
                view! {
                    <h3>{tu_string!(i18n, step.family_accounts)}</h3>
                    <ul class="candidates">{accounts}</ul>
                }
            })}
    }
    .into_any()
}

/// Somebody of the family: what stands, or the choice of an account.
#[component]
fn Member(member: MemberView, chosen: RwSignal<BTreeMap<u32, u32>>) -> impl IntoView {
    let i18n = use_i18n();
    let MemberView { row, category, choices } = member;
    let number = row.row;
    let name = format!("{} {}", row.last_name, row.first_name);
    let step = texts::category_one(i18n, category);
    let class = row.class.clone().unwrap_or_default();
    let settled = settled(i18n, &row);
    let id = format!("membre-{number}");
    let shown = StoredValue::new(choices.clone());
    let fields = move || {
        let account = chosen.with(|chosen| chosen.get(&number).copied())?;
        let is_it = |choice: &&CandidateView| choice.account.account == account;
        let found = shown.with_value(|choices| choices.iter().find(is_it).cloned());
        found.map(|choice| view! { <Differences fields=choice.fields /> })
    };
    let label = t_string!(i18n, step.family_choose, name = name.clone()).to_string();
    let choice = move || {
        if choices.is_empty() {
            return view! { <p class="quiet">{tu_string!(i18n, step.family_nobody)}</p> }
                .into_any();
        }
        let options = choices.iter().map(|choice| {
            let account = choice.account.account;
            let word = if choice.by_family {
                t_string!(i18n, step.by_family).to_string()
            } else {
                texts::certainty(i18n, choice.certainty)
            };
            let text =
                format!("{} ({}) : {word}", full_name(&choice.account), choice.account.identifier);
            let selected = chosen.with_untracked(|chosen| chosen.get(&number) == Some(&account));
            view! { <option value=account selected=selected>{text}</option> }
        });
        let options = options.collect_view();
        let on_change = move |value: String| {
            chosen.update(|chosen| match value.parse() {
                Ok(account) => {
                    chosen.insert(number, account);
                }
                Err(_) => {
                    chosen.remove(&number);
                }
            });
        };
        view! {
            <p class="field">
                <label for=id.clone()>{label.clone()}</label>
                <select id=id.clone() on:change:target=move |event| on_change(event.target().value())>
                    <option value="">{tu_string!(i18n, step.family_leave)}</option>
                    {options}
                </select>
            </p>
            {fields}
        }
        .into_any()
    };
    view! {
        <li class="candidate">
            <p>
                <span class="quiet">{step} " "</span>
                <strong>{name}</strong>
                " "
                {class}
            </p>
            {match settled {
                Some(settled) => view! { <p class="settled">{settled}</p> }.into_any(),
                None => choice(),
            }}
        </li>
    }
}

fn settled(i18n: I18n, row: &RowView) -> Option<String> {
    let decision = texts::decision(i18n, row.decision);
    let account = match row.partner.as_ref()? {
        PartnerView::Account(account) => {
            format!("{} ({})", full_name(account), account.identifier)
        }
        PartnerView::Absent(key) => t_string!(i18n, step.absent, key = key.clone()).to_string(),
    };
    Some(format!("{decision} : {account}"))
}
