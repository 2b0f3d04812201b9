//! The panel of one person: candidates, the whole directory, and what to decide.

use super::person::{Candidates, Person};
use crate::components::account_facts::full_name;
use crate::components::candidate_card::{Choice, no_key};
use crate::components::dialog::ConfirmDialog;
use crate::components::directory_search::DirectorySearch;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, use_i18n};
use crate::routes;
use crate::state::import::{ImportState, use_import};
use crate::texts::{self, I18n};
use ::engine::{AccountView, Act, DetailView, HolderView, ListKind, RefusalView, RowsQuery};
use domain::category::Category;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// One person, its candidates, and the whole directory.
#[component]
pub fn Panel(uai: Signal<String>, category: Category, row: u32) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let detail = RwSignal::new(None::<DetailView>);
    let said = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<String>);
    let exchange = RwSignal::new(None::<Choice>);
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        import.overview.track();
        leptos::task::spawn_local(async move {
            detail.try_set(import.detail(row).await);
        });
    });
    // The panel of another person takes the focus; a decision about the same one does not.
    let shown = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|d| d.row.row)));
    Effect::new(move || {
        if shown.get().is_some()
            && let Some(heading) = heading.get()
        {
            let _ = heading.focus();
        }
    });
    let name = Signal::derive(move || {
        detail.with(|detail| detail.as_ref().map(name_of).unwrap_or_default())
    });
    let partner = Signal::derive(move || {
        detail.with(|detail| detail.as_ref().and_then(|d| d.row.partner.clone()))
    });
    let deciding = Deciding { uai, category, row, detail, said, refusal };
    let navigate = StoredValue::new_local(navigate);
    let run = move |act: Act, exchange: bool, done: String| {
        let navigate = navigate.get_value();
        leptos::task::spawn_local(async move {
            if let Some(next) = deciding.act(import, i18n, act, exchange, done).await {
                navigate(
                    &next,
                    NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
                );
            }
        });
    };
    let choose = Callback::new(move |(account, holder): Choice| {
        if holder.is_some() {
            exchange.set(Some((account, holder)));
        } else {
            let done = t_string!(i18n, step.done_accept, name = name.get_untracked()).to_string();
            run(Act::Accept { account: account.account }, false, done);
        }
    });
    let on_exchange = Callback::new(move |()| {
        if let Some((account, _)) = exchange.get_untracked() {
            let done = t_string!(i18n, step.done_accept, name = name.get_untracked()).to_string();
            run(Act::Accept { account: account.account }, true, done);
        }
    });
    let act = move |act: Act| {
        let name = name.get_untracked();
        let done = match act {
            Act::Refuse => t_string!(i18n, step.done_refuse, name = name).to_string(),
            Act::Review => t_string!(i18n, step.done_review, name = name).to_string(),
            _ => t_string!(i18n, step.done_reset, name = name).to_string(),
        };
        run(act, false, done);
    };
    view! {
        <section class="panel" aria-labelledby="personne">
            <p class="panel-back">
                <A href=move || routes::step(&uai.get(), category) scroll=false>
                    {t!(i18n, step.back_to_list)}
                </A>
            </p>
            <h2 id="personne" tabindex="-1" node_ref=heading>
                {t!(i18n, step.detail, name = name)}
            </h2>
            <p class="said" role="status">
                {said}
            </p>
            {move || {
                refusal.get().map(|told| {
                    view! {
                        <Notice tone=Tone::Error>
                            <p>{told}</p>
                        </Notice>
                    }
                })
            }}
            {move || detail.get().map(|detail| view! { <Person detail=detail.clone() /> <Candidates detail=detail on_choose=choose /> })}
            <Acts on_act=Callback::new(act) />
            <DirectorySearch partner=partner on_choose=choose />
            <Exchange asked=exchange on_confirm=on_exchange />
        </section>
    }
}

/// The panel's signals that a decision reads and writes.
#[derive(Clone, Copy)]
struct Deciding {
    uai: Signal<String>,
    category: Category,
    row: u32,
    detail: RwSignal<Option<DetailView>>,
    said: RwSignal<String>,
    refusal: RwSignal<Option<String>>,
}

impl Deciding {
    /// Takes a decision; answers the address of the next person that waits, when this one waited:
    /// the page goes on to it without a step in the browser's history.
    async fn act(
        self,
        import: ImportState,
        i18n: I18n,
        act: Act,
        exchange: bool,
        done: String,
    ) -> Option<String> {
        let waited = self.detail.with_untracked(|detail| {
            detail.as_ref().is_some_and(|detail| !detail.row.decision.is_recognised())
        });
        self.refusal.set(None);
        let next = if waited { next_row(import, self.category, self.row).await } else { None };
        if let Err(reason) = import.act(self.row, act, exchange).await {
            self.refusal.set(Some(refused(i18n, &reason)));
            return None;
        }
        if next.is_none() {
            let told =
                if waited { format!("{done} {}", t_string!(i18n, step.all_done)) } else { done };
            self.said.try_set(told);
        }
        next.map(|next| routes::row(&self.uai.get_untracked(), self.category, next))
    }
}

/// What can be decided without choosing an account.
#[component]
fn Acts(on_act: Callback<Act>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| on_act.run(Act::Refuse)>
                {t!(i18n, step.refuse)}
            </button>
            <button type="button" class="button" on:click=move |_| on_act.run(Act::Review)>
                {t!(i18n, step.review)}
            </button>
            <button type="button" class="button" on:click=move |_| on_act.run(Act::Reset)>
                {t!(i18n, step.reset)}
            </button>
        </div>
    }
}

/// Asks before an account is taken from the one who holds it.
#[component]
fn Exchange(asked: RwSignal<Option<Choice>>, on_confirm: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move || {
        if asked.with(Option::is_some) {
            open.set(true);
        }
    });
    view! {
        <ConfirmDialog
            open=open
            title=Signal::derive(move || t_string!(i18n, step.exchange_title).to_string())
            confirm=Signal::derive(move || t_string!(i18n, step.exchange).to_string())
            on_confirm=on_confirm
        >
            <p>{move || asked.get().map(|(account, holder)| exchanged(i18n, &account, holder.as_ref()))}</p>
        </ConfirmDialog>
    }
}

/// The row that waits after this one, in the order of the list; the first one after the last.
async fn next_row(import: ImportState, category: Category, row: u32) -> Option<u32> {
    let list = ListKind::Unrecognised;
    let query = RowsQuery { category, list, filter: String::new(), offset: 0, limit: u32::MAX };
    let rows = import.rows(query).await?.rows;
    let place = rows.iter().position(|one| one.row == row)?;
    let after = rows[place + 1..].iter().chain(&rows[..place]);
    after.map(|one| one.row).next()
}

fn name_of(detail: &DetailView) -> String {
    format!("{} {}", detail.row.last_name, detail.row.first_name).trim().to_owned()
}

fn refused(i18n: I18n, refusal: &RefusalView) -> String {
    match refusal {
        RefusalView::Taken(holder) => crate::components::candidate_card::held_by(i18n, holder),
        RefusalView::NoKey(reason) => no_key(i18n, *reason),
        RefusalView::SharedId => t_string!(i18n, step.shared_id).to_string(),
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
