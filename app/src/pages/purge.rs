//! Keeping no longer than needed: identifiers that no import has confirmed for long, and all of them.

use crate::api::{self, history};
use crate::components::field::TextField;
use crate::components::heading::PageHeading;
use crate::components::loaded::{Failure, loaded};
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::schools::school_name;
use crate::texts::{self, I18n, trouble};
use crate::wire;
use ::api::{ErrorCode, Purge as Purging};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Days after which what no import has confirmed is proposed: a school year and the three months after
/// departure that the rules of portals leave (arrêté of 30 November 2006, article 6).
const DAYS: f64 = 455.0;

/// Which identifiers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Old,
    All,
}

/// Both purges, each with its preview.
#[component]
pub fn Purge() -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    let school = school_name(uai);
    let title = Signal::derive(move || t_string!(i18n, purge.title).to_string());
    let above = Signal::derive(move || {
        let uai = uai.get();
        vec![Above { href: routes::status(&uai), name: school.get() }]
    });
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=school place=school />
        <p>{tu_string!(i18n, purge.intro)}</p>
        <Part uai=uai what=What::Old />
        <Part uai=uai what=What::All />
    }
}

#[component]
fn Part(uai: Memo<String>, what: What) -> impl IntoView {
    let i18n = use_i18n();
    let before = StoredValue::new(match what {
        What::Old => Some(days_ago()),
        What::All => None,
    });
    let found = LocalResource::new(move || {
        let (uai, before) = (uai.get(), before.get_value());
        async move {
            let revision = api::revision(&uai).await?;
            let purging = history::preview_purge(&uai, before.as_deref()).await?;
            Ok::<_, api::Trouble>((revision, purging))
        }
    });
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let done = RwSignal::new(false);
    let erase = Callback::new(move |revision: u64| {
        working.set(true);
        done.set(false);
        leptos::task::spawn_local(async move {
            let (uai, before) = (uai.get_untracked(), before.get_value());
            match history::purge(&uai, before.as_deref(), revision).await {
                Ok(_) => {
                    failure.try_set(String::new());
                    done.try_set(true);
                }
                Err(error) => {
                    failure.try_set(told(i18n, &error));
                }
            }
            found.refetch();
            working.try_set(false);
        });
    });
    let id = match what {
        What::Old => "anciens",
        What::All => "tous",
    };
    let since = before.get_value().map(|time| texts::day_and_time(&time));
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=id>
                {match what {
                    What::Old => tu_string!(i18n, purge.old).into_any(),
                    What::All => tu_string!(i18n, purge.all).into_any(),
                }}
            </h2>
            <p>
                {match since {
                    Some(date) => t!(i18n, purge.old_intro, date = date).into_any(),
                    None => tu_string!(i18n, purge.all_intro).into_any(),
                }}
            </p>
            <Failure text=failure />
            <Show when=move || done.get()>
                <Notice tone=Tone::Success>
                    <p>{tu_string!(i18n, purge.done)}</p>
                </Notice>
            </Show>
            {loaded(
                found,
                move |(revision, purging): (u64, Purging)| {
                    let count: u32 = purging.by_category.iter().map(|(_, count)| count).sum();
                    if count == 0 {
                        return view! { <p class="quiet">{tu_string!(i18n, purge.nothing)}</p> }.into_any();
                    }
                    view! {
                        {counts(i18n, &purging)}
                        <Confirm
                            id=id
                            uai=uai
                            count=count
                            working=working
                            on_confirm=Callback::new(move |()| erase.run(revision))
                        />
                    }
                        .into_any()
                },
            )}
        </section>
    }
}

fn counts(i18n: I18n, purging: &Purging) -> impl IntoView + use<> {
    let found = purging.by_category.iter().filter(|(_, count)| *count > 0);
    let rows: Vec<_> = found
        .map(|(category, count)| {
            view! {
                <li>
                    {texts::category(i18n, wire::category(*category))} " : "
                    {texts::thousands(*count)}
                </li>
            }
        })
        .collect();
    view! {
        <ul>{rows}</ul>
        <p>{t!(i18n, undo.stock, count = purging.stock)}</p>
    }
}

/// It cannot be undone: the UAI is typed to show that one means it.
#[component]
fn Confirm(
    id: &'static str,
    uai: Memo<String>,
    count: u32,
    working: RwSignal<bool>,
    on_confirm: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let is_right = move || typed.with(|typed| typed.trim().eq_ignore_ascii_case(&uai.get()));
    let error = Signal::derive(move || {
        if tried.get() && !is_right() {
            t_string!(i18n, purge.uai_wrong, uai = uai.get()).to_string()
        } else {
            String::new()
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(is_right) && !working.get_untracked() {
            on_confirm.run(());
        }
    };
    let label = Signal::derive(move || t_string!(i18n, purge.uai).to_string());
    let field = match id {
        "anciens" => "uai-anciens",
        _ => "uai-tous",
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <TextField id=field label=label value=typed error=error />
            <p class="field-help">{tu_string!(i18n, frame.required)}</p>
            <button type="submit" class="button" prop:disabled=working>
                {t!(i18n, purge.button, count = texts::thousands(count))}
            </button>
        </form>
    }
}

fn told(i18n: I18n, error: &api::Trouble) -> String {
    match error {
        api::Trouble::Refused(body) if body.code == ErrorCode::Stale => {
            t_string!(i18n, purge.stale).to_string()
        }
        other => trouble(i18n, other),
    }
}

/// A moment in the past, UTC, RFC 3339.
fn days_ago() -> String {
    let milliseconds = js_sys::Date::now() - DAYS * 86_400_000.0;
    let date = js_sys::Date::new(&milliseconds.into());
    date.to_iso_string().into()
}
