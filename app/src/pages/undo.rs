//! Undoing an import: what it would do, then doing it.

use crate::api::{self, history};
use crate::components::heading::PageHeading;
use crate::components::loaded::{Failure, loaded};
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::schools::school_name;
use crate::texts::{self, I18n, trouble};
use crate::wire;
use ::api::{ErrorCode, StoredMapping, Undo as Undoing};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

/// The preview, and the button.
#[component]
pub fn Undo() -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let uai = routes::uai();
    let school = school_name(uai);
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let found = LocalResource::new(move || {
        let (uai, id) = (uai.get(), id.get());
        async move {
            let import = api::import(&uai, &id).await?;
            // The revision that the preview is of; the stock may change between both answers, and
            // then undoing is refused.
            let revision = api::revision(&uai).await?;
            Ok::<_, api::Trouble>((import, revision, history::preview_undo(&uai, &id).await?))
        }
    });
    let done = RwSignal::new(None::<Undoing>);
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let undo = move |revision: u64| {
        working.set(true);
        leptos::task::spawn_local(async move {
            match history::undo(&uai.get_untracked(), &id.get_untracked(), revision).await {
                Ok(undone) => done.set(Some(undone)),
                Err(error) => {
                    failure.set(told(i18n, &error));
                    found.refetch();
                }
            }
            working.try_set(false);
        });
    };
    let title = Signal::derive(move || t_string!(i18n, undo.title).to_string());
    let above = Signal::derive(move || {
        let uai = uai.get();
        vec![
            Above { href: routes::status(&uai), name: school.get() },
            Above {
                href: routes::history(&uai),
                name: t_string!(i18n, undo.history_title).to_string(),
            },
        ]
    });
    let preview = move || {
        loaded(found, move |(import, revision, undoing): (_, u64, Undoing)| {
            let import: ::api::Import = import;
            let date = texts::day_and_time(&import.started_at);
            let mode = texts::mode(i18n, wire::mode(import.mode));
            view! {
                <p>{t!(i18n, undo.of, date = date, mode = mode, name = import.started_by)}</p>
                <section class="card" aria-labelledby="effet">
                    <h2 id="effet">{tu_string!(i18n, undo.effect)}</h2>
                    {effect(i18n, &undoing)}
                    {left(i18n, undoing.left)}
                </section>
                <p class="buttons">
                    <button
                        type="button"
                        class="button button-main"
                        prop:disabled=working
                        on:click=move |_| undo(revision)
                    >
                        {tu_string!(i18n, undo.button)}
                    </button>
                    <A href=routes::history(&uai.get()) attr:class="button">
                        {tu_string!(i18n, undo.leave)}
                    </A>
                </p>
            }
        })
    };
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=school place=school />
        <Failure text=failure />
        {move || match done.get() {
            Some(undone) => {
                view! {
                    <Notice tone=Tone::Success>
                        <p>{tu_string!(i18n, undo.done)}</p>
                        {effect(i18n, &undone)}
                    </Notice>
                    <p>
                        <A href=routes::status(&uai.get())>{tu_string!(i18n, report.to_status)}</A>
                    </p>
                }
                    .into_any()
            }
            None => preview().into_any(),
        }}
    }
}

/// Undoing computes nothing that could be lost: one looks again.
fn told(i18n: I18n, error: &api::Trouble) -> String {
    match error {
        api::Trouble::Refused(body) if body.code == ErrorCode::Stale => {
            t_string!(i18n, undo.stale).to_string()
        }
        other => trouble(i18n, other),
    }
}

fn effect(i18n: I18n, undoing: &Undoing) -> impl IntoView + use<> {
    let (restored, removed, left) = (undoing.restored, undoing.removed, undoing.left_count);
    let nothing = restored + removed == 0;
    view! {
        <ul>
            {nothing.then(|| view! { <li>{tu_string!(i18n, undo.nothing)}</li> })}
            {(restored > 0).then(|| view! { <li>{t!(i18n, undo.restored, count = restored)}</li> })}
            {(removed > 0).then(|| view! { <li>{t!(i18n, undo.removed, count = removed)}</li> })}
            {(left > 0).then(|| view! { <li>{t!(i18n, undo.left, count = left)}</li> })}
            <li>{t!(i18n, undo.stock, count = undoing.stock)}</li>
        </ul>
    }
}

fn left(i18n: I18n, left: Vec<StoredMapping>) -> impl IntoView {
    let row = move |one: StoredMapping| {
        view! {
            <tr>
                <th scope="row">
                    <code>{one.pair.pronote_id}</code>
                </th>
                <td data-label=t_string!(i18n, undo.ent_key).to_string()>
                    <code class="long">{one.pair.ent_key}</code>
                </td>
                <td data-label=t_string!(i18n, status.category).to_string()>
                    {texts::category(i18n, wire::category(one.category))}
                </td>
            </tr>
        }
    };
    (!left.is_empty()).then(|| {
        view! {
            <details>
                <summary>{tu_string!(i18n, undo.left_list)}</summary>
                <table class="rows-table" aria-label=t_string!(i18n, undo.effect).to_string()>
                    <thead>
                        <tr>
                            <th scope="col">{tu_string!(i18n, undo.pronote_id)}</th>
                            <th scope="col">{tu_string!(i18n, undo.ent_key)}</th>
                            <th scope="col">{tu_string!(i18n, status.category)}</th>
                        </tr>
                    </thead>
                    <tbody>{left.into_iter().map(row).collect_view()}</tbody>
                </table>
            </details>
        }
    })
}
