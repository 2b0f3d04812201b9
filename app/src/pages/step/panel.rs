//! The panel of one person: what to decide, candidates, the whole directory.

use super::alias::Alias;
use super::desk::{name_of, use_desk};
use super::person::{Candidates, Person};
use super::search::DirectorySearch;
use super::shortcuts::Openings;
use crate::components::account_facts::full_name;
use crate::components::dialog::ConfirmDialog;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::texts::{self, I18n};
use ::engine::{AccountView, Act, HolderView};
use domain::reconciliation::{Scope, Way};
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;

/// One person, its candidates, and the whole directory.
#[component]
pub fn Panel(openings: Openings, bulk: RwSignal<Option<Scope>>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let heading = NodeRef::<html::H2>::new();
    // The panel of another person takes the focus; a decision about the same one does not.
    let shown = Memo::new(move |_| desk.detail.with(|detail| detail.as_ref().map(|d| d.row.row)));
    Effect::new(move || {
        if shown.get().is_some()
            && let Some(heading) = heading.get()
        {
            let _ = heading.focus();
        }
    });
    let name = move || desk.detail.with(|detail| detail.as_ref().map(name_of).unwrap_or_default());
    let place = move || {
        desk.detail.with(|detail| {
            let detail = detail.as_ref()?;
            let (place, total) = (detail.place? + 1, detail.total);
            Some(t_string!(i18n, step.place, place = place, total = total).to_string())
        })
    };
    // This pair and those like it.
    Effect::new(move || {
        if openings.alike.get() {
            openings.alike.set(false);
            if let Some(row) = shown.get_untracked() {
                bulk.set(Some(Scope::Like(row as usize)));
            }
        }
    });
    let partner = Signal::derive(move || {
        desk.detail.with(|detail| detail.as_ref().and_then(|d| d.row.partner.clone()))
    });
    view! {
        <section class="panel" aria-labelledby="personne">
            <div class="panel-top">
                <A href=move || desk.href_of_lists() scroll=false>
                    {tu_string!(i18n, step.back_to_list)}
                </A>
                <span class="quiet">{place}</span>
            </div>
            <h2 id="personne" tabindex="-1" node_ref=heading>
                {move || t!(i18n, step.detail, name = name())}
            </h2>
            {move || {
                desk.refusal.get().map(|told| {
                    view! {
                        <Notice tone=Tone::Error>
                            <p>{told}</p>
                        </Notice>
                    }
                })
            }}
            <Acts openings=openings />
            {move || {
                desk.detail.get().map(|detail| {
                    view! {
                        <Person detail=detail.clone() />
                        <Candidates detail=detail.clone() />
                        <Alias detail=detail />
                    }
                })
            }}
            <DirectorySearch partner=partner />
            <Exchange />
        </section>
    }
}

/// What can be done without choosing among accounts, each with its key.
#[component]
fn Acts(openings: Openings) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let alike = move || desk.detail.with(|detail| detail.as_ref().map_or(0, |d| d.alike));
    let relatives = move || desk.detail.with(|detail| detail.as_ref().map_or(0, |d| d.relatives));
    view! {
        <div class="acts">
            <button type="button" class="button" on:click=move |_| desk.act(Act::Refuse, false)>
                {tu_string!(i18n, step.refuse)}
                <kbd aria-hidden="true">"r"</kbd>
            </button>
            <button type="button" class="button" on:click=move |_| desk.act(Act::Review, false)>
                {tu_string!(i18n, step.review)}
                <kbd aria-hidden="true">"v"</kbd>
            </button>
            <button type="button" class="button" on:click=move |_| desk.act(Act::Reset, false)>
                {tu_string!(i18n, step.reset)}
                <kbd aria-hidden="true">"x"</kbd>
            </button>
            <button type="button" class="button" on:click=move |_| desk.go(Way::Previous)>
                {tu_string!(i18n, step.previous_person)}
                <kbd aria-hidden="true">"p"</kbd>
            </button>
            <button type="button" class="button" on:click=move |_| desk.go(Way::Next)>
                {tu_string!(i18n, step.next_person)}
                <kbd aria-hidden="true">"n"</kbd>
            </button>
            <Show when=move || { alike() > 1 }>
                <button type="button" class="button" on:click=move |_| openings.alike.set(true)>
                    {t!(i18n, step.alike, count = move || alike() - 1)}
                    <kbd aria-hidden="true">"s"</kbd>
                </button>
            </Show>
            <Show when=move || { relatives() > 0 }>
                <button type="button" class="button" on:click=move |_| openings.family.set(true)>
                    {tu_string!(i18n, step.family)}
                    <kbd aria-hidden="true">"f"</kbd>
                </button>
            </Show>
        </div>
    }
}

/// Asks before an account is taken from the one who holds it.
#[component]
fn Exchange() -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let open = RwSignal::new(false);
    Effect::new(move || {
        if desk.exchange.with(Option::is_some) {
            open.set(true);
        }
    });
    let asked = move || {
        let (account, holder) = desk.exchange.get()?;
        Some(exchanged(i18n, &account, holder.as_ref()))
    };
    view! {
        <ConfirmDialog
            open=open
            id="echange"
            title=Signal::derive(move || t_string!(i18n, step.exchange_title).to_string())
            confirm=Signal::derive(move || t_string!(i18n, step.exchange).to_string())
            on_confirm=move |()| desk.exchange_it()
        >
            <p>{asked}</p>
        </ConfirmDialog>
    }
}

fn exchanged(i18n: I18n, account: &AccountView, holder: Option<&HolderView>) -> String {
    let account = full_name(account);
    match holder {
        Some(HolderView::Row { name, category, .. }) => {
            let (name, category) = (name.clone(), texts::category(i18n, *category));
            t_string!(i18n, step.exchange_row, account = account, name = name, category = category)
                .to_string()
        }
        Some(HolderView::Stored { pronote_id }) => {
            let id = pronote_id.clone();
            t_string!(i18n, step.exchange_stored, account = account, id = id).to_string()
        }
        None => String::new(),
    }
}
