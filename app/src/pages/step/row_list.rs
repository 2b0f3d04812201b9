//! One of the two lists of a step, as a grid of which only the rows that are seen exist: thousands of
//! rows scroll with the page.

use super::desk::use_desk;
use super::row_line::RowLine;
use crate::i18n::{t, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::engine::{RowView, RowsQuery, RowsView};
use domain::reconciliation::{Filter, Show};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Rows that exist above and below what is seen: a quick scroll finds them there.
const AROUND: u32 = 8;

/// Rows asked for at once.
const PART: u32 = 120;

/// Rows that a page key moves by.
const LEAP: u32 = 10;

/// A list.
#[component]
pub fn RowList(
    /// Recognised or not.
    show: Show,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let desk = use_desk();
    let category = desk.category;
    let filter = Memo::new(move |_| desk.list(show));
    let part = RwSignal::new(RowsView { total: 0, offset: 0, rows: Vec::new() });
    let known = RwSignal::new(false);
    let total = Memo::new(move |_| part.with(|part| part.total));
    let body = NodeRef::<Div>::new();
    let seen = RwSignal::new((0_u32, AROUND * 3));
    ask_for_rows(filter, part, known, seen);
    watch_the_screen(body, total, seen);
    let counts = move || import.step(category).map(|step| step.counts).unwrap_or_default();
    let recognised = show == Show::Recognised;
    let title = Signal::derive(move || {
        if recognised {
            texts::counts::recognised(i18n, category, counts().recognised())
        } else {
            texts::counts::unrecognised(i18n, category, counts().unrecognised())
        }
    });
    let suggested = move || {
        let suggested = import.step(category).map_or(0, |step| step.suggested);
        (!recognised && suggested > 0).then(
            || view! { <p class="quiet">{t!(i18n, step.suggested, count = move || suggested)}</p> },
        )
    };
    let whole = move || {
        if recognised { counts().recognised() } else { counts().unrecognised() }
    };
    let nobody = move || match (whole(), recognised) {
        (0, true) => tu_string!(i18n, step.none_recognised).into_any(),
        (0, false) => tu_string!(i18n, step.none_unrecognised).into_any(),
        _ => tu_string!(i18n, step.filter_none).into_any(),
    };
    let left = move || {
        let (total, whole) = (total.get() as usize, whole());
        (total != whole).then(
            || view! { <p class="quiet">{t!(i18n, step.filter_left, count = move || total, whole = whole)}</p> },
        )
    };
    let id = if recognised { "reconnus" } else { "non-reconnus" };
    let grid = Grid { id, recognised, part, total, seen, body };
    view! {
        <section class="rows" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {suggested}
            {left}
            <Show
                when=move || { total.get() > 0 }
                fallback=move || view! { <p>{move || known.get().then(nobody)}</p> }
            >
                {grid.view()}
            </Show>
        </section>
    }
}

/// The grid of a list.
#[derive(Clone, Copy)]
struct Grid {
    id: &'static str,
    recognised: bool,
    part: RwSignal<RowsView>,
    total: Memo<u32>,
    seen: RwSignal<(u32, u32)>,
    body: NodeRef<Div>,
}

impl Grid {
    fn view(self) -> impl IntoView {
        let Self { id, recognised, part, total, seen, body } = self;
        let i18n = use_i18n();
        let head = move || {
            if recognised {
                tu_string!(i18n, step.col_recognised).into_any()
            } else {
                tu_string!(i18n, step.col_unrecognised).into_any()
            }
        };
        // The row that Tab reaches: the others are reached from it.
        let current = RwSignal::new(0_u32);
        // Scrolling moves rows within the page, which lets go of the focus that the keys have set.
        let wanted = StoredValue::new(None::<u32>);
        let on_pointer =
            window_event_listener(leptos::ev::pointerdown, move |_| wanted.set_value(None));
        on_cleanup(move || on_pointer.remove());
        Effect::new(move || {
            seen.track();
            let Some(index) = wanted.get_value() else { return };
            request_animation_frame(move || {
                let focused = document().active_element();
                if focused.is_none_or(|element| element.tag_name() == "BODY") {
                    focus(id, index);
                }
            });
        });
        let shown = move || {
            let (from, to) = seen.get();
            let (from, to, total) = (from.min(total.get()), to.min(total.get()), total.get());
            let current = current.get().min(total.saturating_sub(1));
            let stray = (total > 0 && !(from..to).contains(&current)).then_some(current);
            (from..to).chain(stray).collect::<Vec<_>>()
        };
        let on_key = move |event: web_sys::KeyboardEvent| {
            let (at, last) = (current.get_untracked(), total.get_untracked().saturating_sub(1));
            let to = match event.key().as_str() {
                "ArrowDown" => at + 1,
                "ArrowUp" => at.saturating_sub(1),
                "PageDown" => at + LEAP,
                "PageUp" => at.saturating_sub(LEAP),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            current.set(to.min(last));
            wanted.set_value(Some(to.min(last)));
            focus(id, to.min(last));
        };
        view! {
                <div
                    class="grid"
                    role="grid"
                    aria-labelledby=id
                    aria-readonly="true"
                    aria-rowcount=move || total.get() + 1
                    on:keydown=on_key
                >
                    <div role="rowgroup">
                        <div class="grid-row grid-head" role="row" aria-rowindex="1">
                            <span role="columnheader">{head}</span>
                            <span role="columnheader">{tu_string!(i18n, step.col_birth_date)}</span>
                            <span role="columnheader">{tu_string!(i18n, step.col_pronote_id)}</span>
                            <span role="columnheader">{tu_string!(i18n, step.col_account)}</span>
                        </div>
                    </div>
                    <div
                        class="grid-body"
                        role="rowgroup"
                        node_ref=body
                        style=("--rows", move || total.get().to_string())
                    >
                        <For each=shown key=|index| *index let:index>
                            <RowLine list=id index=index row=row_at(part, index) current=current />
                        </For>
                    </div>
                </div>
        }
    }
}

/// The element of a row.
pub fn element_id(list: &str, index: u32) -> String {
    format!("{list}-{index}")
}

fn row_at(part: RwSignal<RowsView>, index: u32) -> Memo<Option<RowView>> {
    Memo::new(move |_| {
        part.with(|part| {
            let place = index.checked_sub(part.offset)?;
            part.rows.get(place as usize).cloned()
        })
    })
}

/// Moves the focus to a row once it exists.
fn focus(list: &'static str, index: u32) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(&element_id(list, index));
        if let Some(element) = element.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Asks for the rows that are seen, again after each act and with each filter.
fn ask_for_rows(
    filter: Memo<Filter>,
    part: RwSignal<RowsView>,
    known: RwSignal<bool>,
    seen: RwSignal<(u32, u32)>,
) {
    let import = use_import();
    let asked = StoredValue::new(None::<RowsQuery>);
    let ask = move |query: RowsQuery| {
        asked.set_value(Some(query.clone()));
        leptos::task::spawn_local(async move {
            let rows = import.rows(query.clone()).await;
            let is_last = asked.try_with_value(|asked| asked.as_ref() == Some(&query));
            if let (Some(true), Some(rows)) = (is_last, rows) {
                part.try_set(rows);
                known.try_set(true);
            }
        });
    };
    let query = move |from: u32| RowsQuery {
        filter: filter.get_untracked(),
        offset: from.saturating_sub(PART / 3),
        limit: PART,
    };
    Effect::new(move || {
        import.overview.track();
        filter.track();
        ask(query(seen.get_untracked().0));
    });
    Effect::new(move || {
        let (from, to) = seen.get();
        let is_there = asked.with_value(|asked| {
            asked.as_ref().is_some_and(|asked| {
                let to = to.min(part.with_untracked(|part| part.total));
                asked.offset <= from && to <= asked.offset + asked.limit
            })
        });
        if !is_there {
            ask(query(from));
        }
    });
}

/// Notes which rows are seen, when the page is scrolled or changes its size.
fn watch_the_screen(body: NodeRef<Div>, total: Memo<u32>, seen: RwSignal<(u32, u32)>) {
    let waiting = StoredValue::new(false);
    let look = move || {
        waiting.try_set_value(false);
        let Some(Some(body)) = body.try_get_untracked() else { return };
        let Some(total) = total.try_get_untracked().filter(|total| *total > 0) else { return };
        let area = body.get_bounding_client_rect();
        let height = area.height() / f64::from(total);
        let window = window().inner_height().ok().and_then(|height| height.as_f64());
        let (above, below) = (-area.top(), window.unwrap_or_default() - area.top());
        let (from, to) = (row_of(above, height), row_of(below, height) + 1);
        let range = (from.saturating_sub(AROUND), to.saturating_add(AROUND));
        if seen.try_get_untracked().is_some_and(|seen| seen != range) {
            seen.try_set(range);
        }
    };
    let soon = move || {
        if waiting.try_get_value() == Some(false) {
            waiting.set_value(true);
            request_animation_frame(look);
        }
    };
    let on_scroll = window_event_listener(leptos::ev::scroll, move |_| soon());
    let on_resize = window_event_listener(leptos::ev::resize, move |_| soon());
    on_cleanup(move || {
        on_scroll.remove();
        on_resize.remove();
    });
    Effect::new(move || {
        total.track();
        soon();
    });
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from a float saturates: what is above the list is its first row"
)]
fn row_of(pixels: f64, height: f64) -> u32 {
    if height > 0.0 { (pixels / height).floor() as u32 } else { 0 }
}
