//! One step: its two lists, and the panel of the person that is being decided.

use crate::components::account_facts::{AccountFacts, full_name};
use crate::components::candidate_card::{CandidateCard, Choice, no_key};
use crate::components::dialog::ConfirmDialog;
use crate::components::directory_search::DirectorySearch;
use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::components::row_list::RowList;
use crate::components::steps_nav::StepsNav;
use crate::i18n::{t, t_string, use_i18n};
use crate::pages::import::{FilesMissing, establishment_name, status_above, told};
use crate::pages::not_found::NotFound;
use crate::pages::sending::SendingPanel;
use crate::routes;
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{
    AccountView, Act, DetailView, HolderView, ListKind, PartnerView, RefusalView, RowsQuery,
};
use domain::category::Category;
use domain::reconciliation::StepState;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

/// A step of the import.
#[component]
pub fn Step() -> impl IntoView {
    let params = use_params_map();
    let uai = Memo::new(move |_| params.with(|params| params.get("uai").unwrap_or_default()));
    let category = Memo::new(move |_| {
        params.with(|params| params.get("step").and_then(|slug| routes::category(&slug)))
    });
    move || match category.get() {
        Some(category) => view! { <Reconciliation uai=uai category=category /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
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

/// Undo, redo, and the way to what will be sent.
#[component]
fn Toolbar(uai: Signal<String>, category: Category) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let said = RwSignal::new(String::new());
    let history = move || {
        import.overview.with(|view| view.as_ref().map(|view| view.history).unwrap_or_default())
    };
    let undo = move |_| {
        leptos::task::spawn_local(async move {
            import.undo().await;
            said.set(t_string!(i18n, step.done_undo).to_string());
        });
    };
    let redo = move |_| {
        leptos::task::spawn_local(async move {
            import.redo().await;
            said.set(t_string!(i18n, step.done_redo).to_string());
        });
    };
    view! {
        <div class="toolbar">
            <button type="button" class="button" prop:disabled=move || !history().can_undo on:click=undo>
                {t!(i18n, step.undo)}
            </button>
            <button type="button" class="button" prop:disabled=move || !history().can_redo on:click=redo>
                {t!(i18n, step.redo)}
            </button>
            <A href=move || routes::sending(&uai.get(), category) attr:class="button button-main">
                {t!(i18n, step.to_sending)}
            </A>
            <p class="said" role="status">
                {said}
            </p>
        </div>
    }
}

/// One person, its candidates, and the whole directory.
#[component]
fn Panel(uai: Signal<String>, category: Category, row: u32) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let detail = RwSignal::new(None::<DetailView>);
    let said = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<String>);
    let exchange = RwSignal::new(None::<Choice>);
    let exchange_open = RwSignal::new(false);
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
        detail.with(|detail| detail.as_ref().map(|d| name_of(d)).unwrap_or_default())
    });
    let partner = Signal::derive(move || {
        detail.with(|detail| detail.as_ref().and_then(|d| d.row.partner.clone()))
    });
    let was_recognised = move || {
        detail.with_untracked(|detail| {
            detail.as_ref().is_some_and(|d| d.row.decision.is_recognised())
        })
    };
    let decide = move |act: Act, exchange: bool, done: String| {
        let navigate = navigate.clone();
        let from_the_waiting = !was_recognised();
        leptos::task::spawn_local(async move {
            refusal.set(None);
            let next = if from_the_waiting { next_row(import, category, row).await } else { None };
            match import.act(row, act, exchange).await {
                Err(reason) => refusal.set(Some(refused(i18n, &reason))),
                Ok(()) => match next {
                    // On to the next one that waits, without a step in the browser's history.
                    Some(next) => {
                        let options = NavigateOptions {
                            replace: true,
                            scroll: false,
                            ..NavigateOptions::default()
                        };
                        navigate(&routes::row(&uai.get_untracked(), category, next), options);
                    }
                    None if from_the_waiting => {
                        said.try_set(format!("{done} {}", t_string!(i18n, step.all_done)));
                    }
                    None => {
                        said.try_set(done);
                    }
                },
            }
        });
    };
    let decide = StoredValue::new_local(decide);
    let run = move |act: Act, exchange: bool, done: String| {
        decide.with_value(|decide| decide(act, exchange, done));
    };
    let choose = Callback::new(move |(account, holder): Choice| {
        if holder.is_some() {
            exchange.set(Some((account, holder)));
            exchange_open.set(true);
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
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| act(Act::Refuse)>
                    {t!(i18n, step.refuse)}
                </button>
                <button type="button" class="button" on:click=move |_| act(Act::Review)>
                    {t!(i18n, step.review)}
                </button>
                <button type="button" class="button" on:click=move |_| act(Act::Reset)>
                    {t!(i18n, step.reset)}
                </button>
            </div>
            <DirectorySearch partner=partner on_choose=choose />
            <ConfirmDialog
                open=exchange_open
                title=Signal::derive(move || t_string!(i18n, step.exchange_title).to_string())
                confirm=Signal::derive(move || t_string!(i18n, step.exchange).to_string())
                on_confirm=on_exchange
            >
                <p>{move || exchange.get().map(|(account, holder)| exchanged(i18n, &account, holder.as_ref()))}</p>
            </ConfirmDialog>
        </section>
    }
}

#[component]
fn Person(detail: DetailView) -> impl IntoView {
    let i18n = use_i18n();
    let row = detail.row;
    let children = texts::list(row.children);
    let stands = row.partner.map(|partner| match partner {
        PartnerView::Account(account) => view! { <AccountFacts account=account /> }.into_any(),
        PartnerView::Absent(key) => view! { <p>{t!(i18n, step.absent, key = key)}</p> }.into_any(),
    });
    view! {
        <div class="person">
            <h3>{t!(i18n, step.pronote_account)}</h3>
            <ul class="facts">
                {row.class.map(|class| view! { <li>{t!(i18n, step.class_of, class = class)}</li> })}
                {row.birth_date.map(|date| view! { <li>{t!(i18n, step.born, date = date.to_string())}</li> })}
                {(!children.is_empty())
                    .then(|| view! { <li>{t!(i18n, step.children_of, children = children)}</li> })}
                <li>
                    <code>{row.pronote_id}</code>
                </li>
                <li>{texts::decision(i18n, row.decision)}</li>
            </ul>
            {stands.map(|stands| view! { <h3>{t!(i18n, step.stands)}</h3> <div class="candidate">{stands}</div> })}
        </div>
    }
}

#[component]
fn Candidates(detail: DetailView, on_choose: Callback<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    let partner = match &detail.row.partner {
        Some(PartnerView::Account(account)) => Some(account.account),
        _ => None,
    };
    let cards = detail.candidates.into_iter().map(|candidate| {
        let stands = partner == Some(candidate.account.account);
        view! { <CandidateCard candidate=candidate stands=stands on_choose=on_choose /> }
    });
    let cards: Vec<_> = cards.collect();
    view! {
        <h3>{t!(i18n, step.candidates)}</h3>
        {if cards.is_empty() {
            view! { <p>{t!(i18n, step.no_candidates)}</p> }.into_any()
        } else {
            view! { <ul class="candidates">{cards}</ul> }.into_any()
        }}
    }
}

/// Ends the import, or gives it up, after saying what is kept.
#[component]
fn Leave(uai: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let open = RwSignal::new(false);
    let failure = RwSignal::new(String::new());
    let close = move |()| {
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let uai = uai.get_untracked();
            match import.close().await {
                Ok(Some(id)) => navigate(&routes::report(&uai, &id), Default::default()),
                Ok(None) => navigate(&routes::status(&uai), Default::default()),
                Err(error) => failure.set(told(i18n, &error)),
            }
        });
    };
    let close = Callback::new(close);
    let waits = move || {
        import.steps().iter().any(|step| matches!(step.state, StepState::Open | StepState::Changed))
    };
    let kept = move || {
        let validated = import.validated();
        if validated.is_empty() {
            t!(i18n, step.leave_kept_none).into_any()
        } else {
            let steps = texts::categories(i18n, validated, "");
            t!(i18n, step.leave_kept, steps = steps).into_any()
        }
    };
    view! {
        <div class="leave">
            <Show when=move || failure.with(|failure| !failure.is_empty())>
                <Notice tone=Tone::Error>
                    <p>{failure}</p>
                </Notice>
            </Show>
            <Show
                when=waits
                fallback=move || {
                    view! {
                        <button type="button" class="button button-main" on:click=move |_| close.run(())>
                            {t!(i18n, step.finish)}
                        </button>
                    }
                }
            >
                <button type="button" class="button" on:click=move |_| open.set(true)>
                    {t!(i18n, step.leave)}
                </button>
            </Show>
            <ConfirmDialog
                open=open
                title=Signal::derive(move || t_string!(i18n, step.leave_title).to_string())
                confirm=Signal::derive(move || t_string!(i18n, step.leave_confirm).to_string())
                decline=Signal::derive(move || t_string!(i18n, step.leave_stay).to_string())
                on_confirm=close
            >
                <p>{kept}</p>
                <p>{t!(i18n, step.leave_lost)}</p>
            </ConfirmDialog>
        </div>
    }
}

/// The row that waits after this one, in the order of the list; the first one after the last.
async fn next_row(
    import: crate::state::import::ImportState,
    category: Category,
    row: u32,
) -> Option<u32> {
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
