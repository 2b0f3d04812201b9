//! Whether what is loaded makes sense, before it is linked: each doubt with a way on or back.

use crate::components::cas_counts::CasCounts;
use crate::components::notice::{Notice, Tone};
use crate::files;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts::{self, Doubt};
use crate::wire;
use ::engine::CheckView;
use domain::files::columns::Column;
use domain::reconciliation::{CasIds, Concern, Former, Mode, Portal, table};
use leptos::prelude::*;

/// Cases of one doubt that are shown; the others are counted.
const CASES_SHOWN: usize = 20;

/// The doubts about what is loaded, and the counts of CAS identifiers.
#[component]
pub fn Checks() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    // Decisions change nothing about it: only files, words and the mode do.
    let asked = Memo::new(move |_| {
        let mode = import.mode.get()?;
        import.overview.with(|view| {
            let view = view.as_ref().filter(|view| view.can_link)?;
            Some((mode, view.portal, view.files.clone(), view.words.clone()))
        })
    });
    Effect::new(move || match asked.get() {
        Some((mode, ..)) => leptos::task::spawn_local(async move { import.check(mode).await }),
        None => import.check.set(None),
    });
    let check =
        Memo::new(move |_| asked.with(Option::is_some).then(|| import.check.get()).flatten());
    view! {
        {move || {
            check.get().map(|check| {
                view! {
                    <section aria-labelledby="verifications">
                        <h2 id="verifications">{tu_string!(i18n, import.sense.title)}</h2>
                        <Doubts check=check.clone() />
                        <CasIdentifiers cas_ids=check.cas_ids />
                    </section>
                }
            })
        }}
    }
}

#[component]
fn Doubts(check: CheckView) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let CheckView { concerns, contradictions, .. } = check;
    let nothing = concerns.is_empty() && contradictions.is_empty();
    let is_serious = concerns.iter().any(Concern::is_serious);
    let doubt = move |concern: Concern| {
        let tone = if concern.is_serious() { Tone::Warning } else { Tone::Info };
        let other_mode = match concern {
            Concern::LooksPartial { .. } => Some(Mode::Partial),
            Concern::LooksComplete { .. } => Some(Mode::Complete),
            _ => None,
        };
        let portal = matches!(concern, Concern::OtherPortal { .. }).then(|| {
            let change = move |_| {
                leptos::task::spawn_local(
                    async move { import.change_portal(Portal::Changed).await },
                );
            };
            view! {
                <button type="button" class="button" on:click=change>
                    {tu_string!(i18n, import.portal.declare)}
                </button>
            }
        });
        let fixed = import.server_import.with_untracked(Option::is_some);
        let button = other_mode.filter(|_| !fixed).map(|mode| {
            let text = match mode {
                Mode::Partial => t_string!(i18n, import.sense.to_partial).to_string(),
                Mode::Complete => t_string!(i18n, import.sense.to_complete).to_string(),
            };
            view! {
                <button type="button" class="button" on:click=move |_| import.mode.set(Some(mode))>
                    {text}
                </button>
            }
        });
        view! {
            <Notice tone=tone>
                <Told doubt=texts::doubt(i18n, &concern) />
                {button}
                {portal}
            </Notice>
        }
    };
    view! {
        {nothing.then(|| view! { <p>{tu_string!(i18n, import.sense.none)}</p> })}
        {concerns.into_iter().map(doubt).collect_view()}
        {(!contradictions.is_empty())
            .then(|| {
                view! {
                    <Notice>
                        <Told doubt=texts::contradictions(i18n, &contradictions) />
                    </Notice>
                }
            })}
        {is_serious
            .then(|| {
                view! {
                    <label class="choice">
                        <input
                            type="checkbox"
                            prop:checked=import.checked
                            on:change:target=move |event| import.checked.set(event.target().checked())
                        />
                        " "
                        {tu_string!(i18n, import.sense.checked)}
                    </label>
                }
            })}
    }
}

#[component]
fn Told(doubt: Doubt) -> impl IntoView {
    let i18n = use_i18n();
    let more = doubt.cases.len().saturating_sub(CASES_SHOWN);
    let cases = doubt.cases.into_iter().take(CASES_SHOWN).map(|case| view! { <li>{case}</li> });
    let cases = cases.collect_view();
    view! {
        <p>
            <strong>{doubt.what}</strong>
        </p>
        {(!cases.is_empty()).then(|| view! { <ul>{cases}</ul> })}
        {(more > 0).then(|| view! { <p>{t!(i18n, import.sense.more, count = more)}</p> })}
        <p>{doubt.advice}</p>
    }
}

/// The counts of CAS identifiers, with the list of those to be cleared.
#[component]
fn CasIdentifiers(cas_ids: CasIds) -> impl IntoView {
    let i18n = use_i18n();
    let counts = wire::cas_id_counts(&cas_ids);
    view! {
        <h3>{tu_string!(i18n, import.cas.title)}</h3>
        <CasCounts counts=counts />
        {(!cas_ids.former.is_empty()).then(|| view! { <FormerIds former=cas_ids.former /> })}
    }
}

/// The identifiers of a former portal, to be cleared in PRONOTE.
#[component]
fn FormerIds(former: Vec<Former>) -> impl IntoView {
    let i18n = use_i18n();
    let more = former.len().saturating_sub(CASES_SHOWN);
    let line = move |one: &Former| {
        view! { <li>{format!("{} ({}) : {}", one.name, texts::category(i18n, one.category), one.cas_id)}</li> }
    };
    let shown = former.iter().take(CASES_SHOWN).map(line).collect_view();
    let download = move |_| {
        let heading = [Column::Profile, Column::FullName, Column::CasId];
        let mut rows = vec![heading.map(|column| texts::column(i18n, column)).to_vec()];
        rows.extend(former.iter().map(|one| {
            vec![texts::category(i18n, one.category), one.name.clone(), one.cas_id.clone()]
        }));
        files::download(
            "identifiants-cas-a-effacer.csv",
            "text/csv",
            table::write(&rows).as_bytes(),
        );
    };
    view! {
        <details>
            <summary>{tu_string!(i18n, import.cas.former_list)}</summary>
            <p>{tu_string!(i18n, import.cas.former_help)}</p>
            <ul>{shown}</ul>
            {(more > 0).then(|| view! { <p>{t!(i18n, import.sense.more, count = more)}</p> })}
            <button type="button" class="button" on:click=download>
                {tu_string!(i18n, import.cas.download)}
            </button>
        </details>
    }
}
