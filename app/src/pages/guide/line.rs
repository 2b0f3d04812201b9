//! One line of the guide.

use crate::components::copied::Copied;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts::{self, guide as words};
use ::api::{ChecklistItem, ItemState};
use domain::service::guide::Line;
use leptos::prelude::*;

/// Where it is done, what is chosen and typed there, what the screen says, and whether it is done.
#[component]
pub fn GuideLine(
    /// The line.
    line: Line,
    /// What is marked.
    marked: RwSignal<Vec<ChecklistItem>>,
    /// Marks it.
    mark: Callback<(&'static str, Option<ItemState>)>,
    /// Whether it can be marked.
    is_admin: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let item = line.item;
    let slug = item.slug();
    let title = words::title(i18n, item);
    let copied = |(name, value): (&'static str, String)| {
        let value = StoredValue::new(value);
        view! {
            <Copied name=Signal::derive(move || name.to_owned()) value=Signal::derive(move || value.get_value()) />
        }
    };
    // An empty field is said, not copied.
    let (empty, typed): (Vec<_>, Vec<_>) = line.typed.into_iter().partition(|(_, v)| v.is_empty());
    let empty = empty.into_iter().map(|(name, _)| {
        view! { <p class="quiet">{name} " : " {tu_string!(i18n, services.block_empty)}</p> }
    });
    let path = (!line.path.is_empty()).then(|| {
        let places = line.path.into_iter().map(|place| view! { <li>{place}</li> });
        view! {
            <ol class="menu-path" lang="fr" aria-label=move || t_string!(i18n, guide.path)>
                {places.collect_view()}
            </ol>
        }
    });
    let chosen = (!line.chosen.is_empty()).then(|| {
        let all = line.chosen.into_iter().map(|one| view! { <li>{one}</li> });
        view! {
            <p class="quiet">{tu_string!(i18n, guide.chosen)}</p>
            <ul lang="fr">{all.collect_view()}</ul>
        }
    });
    let has_typed = !typed.is_empty();
    let said = line.said.map(|said| {
        view! {
            <p class="quiet">{tu_string!(i18n, guide.said)}</p>
            <blockquote class="guide-said" lang="fr">{said}</blockquote>
        }
    });
    view! {
        <li class="guide-line">
            <h3>{title.clone()}</h3>
            <p>{words::about(i18n, item)}</p>
            {path}
            {chosen}
            {has_typed.then(|| view! { <p class="quiet">{tu_string!(i18n, guide.typed)}</p> })}
            {typed.into_iter().map(copied).collect_view()}
            {empty.collect_view()}
            {said}
            <Marks slug=slug title=title marked=marked mark=mark is_admin=is_admin />
        </li>
    }
}

#[component]
fn Marks(
    slug: &'static str,
    title: String,
    marked: RwSignal<Vec<ChecklistItem>>,
    mark: Callback<(&'static str, Option<ItemState>)>,
    is_admin: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let now = Memo::new(move |_| {
        marked.with(|marked| marked.iter().find(|one| one.item == slug).cloned())
    });
    let title = StoredValue::new(title);
    let tick = move |state: ItemState, id: &'static str| {
        let label = move || match state {
            ItemState::Done => t_string!(i18n, guide.done_of, name = title.get_value()).to_string(),
            ItemState::NotConcerned => {
                t_string!(i18n, guide.not_concerned_of, name = title.get_value()).to_string()
            }
        };
        let word = move || match state {
            ItemState::Done => t_string!(i18n, guide.done).to_string(),
            ItemState::NotConcerned => t_string!(i18n, guide.not_concerned).to_string(),
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    id=format!("{id}-{slug}")
                    aria-label=label
                    disabled=!is_admin
                    prop:checked=move || now.with(|now| now.as_ref().is_some_and(|now| now.state == state))
                    on:change:target=move |event| {
                        mark.run((slug, event.target().checked().then_some(state)));
                    }
                />
                " "
                {word}
            </label>
        }
    };
    view! {
        <div class="guide-marks">
            {tick(ItemState::Done, "fait")}
            {tick(ItemState::NotConcerned, "sans-objet")}
            <span class="quiet" role="status">
                {move || now.get().map(|now| {
                    let date = texts::day_and_time(&now.at);
                    t_string!(i18n, guide.marked, name = now.by, date = date).to_string()
                })}
            </span>
        </div>
    }
}
