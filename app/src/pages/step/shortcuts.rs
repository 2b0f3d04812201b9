//! One key per act, the panel that tells them, and the switch that turns them off (WCAG 2.1.4).

use super::desk::{Desk, use_desk};
use crate::components::dialog::Dialog;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts::I18n;
use ::engine::Act;
use domain::reconciliation::Way;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Whether single keys act. It holds as long as the page lives: nothing is kept in the browser.
#[derive(Clone, Copy)]
pub struct Shortcuts {
    on: RwSignal<bool>,
}

impl Shortcuts {
    /// Made once, at the root.
    pub fn new() -> Self {
        Self { on: RwSignal::new(true) }
    }
}

/// What the screen of a step can open by a key.
#[derive(Clone, Copy)]
pub struct Openings {
    /// The panel of the keys.
    pub help: RwSignal<bool>,
    /// Accepting in bulk.
    pub bulk: RwSignal<bool>,
    /// The family of the open person.
    pub family: RwSignal<bool>,
    /// This pair and those like it.
    pub alike: RwSignal<bool>,
}

/// Listens to the keys, and shows their panel.
#[component]
pub fn KeyHelp(openings: Openings) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let Shortcuts { on } = expect_context();
    let listener = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if !event.default_prevented() && pressed(&desk, on.get_untracked(), openings, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
    let keys = move || {
        keys(i18n).into_iter().map(|(key, what)| {
            view! {
                <div>
                    <dt><kbd>{key}</kbd></dt>
                    <dd>{what}</dd>
                </div>
            }
        })
    };
    view! {
        <Dialog
            open=openings.help
            id="touches"
            title=Signal::derive(move || t_string!(i18n, step.keys_title).to_string())
        >
            <p class="choice">
                <input
                    type="checkbox"
                    id="touches-actives"
                    prop:checked=on
                    on:change:target=move |event| on.set(event.target().checked())
                />
                <label for="touches-actives">{tu_string!(i18n, step.keys_on)}</label>
            </p>
            <p class="quiet">{tu_string!(i18n, step.keys_help)}</p>
            <dl class="keys">{move || keys().collect_view()}</dl>
            <div class="buttons">
                <button type="button" class="button button-main" on:click=move |_| openings.help.set(false)>
                    {tu_string!(i18n, frame.close)}
                </button>
            </div>
        </Dialog>
    }
}

/// Whether the key was one of ours.
fn pressed(desk: &Desk, on: bool, openings: Openings, event: &KeyboardEvent) -> bool {
    let key = event.key();
    if is_in_a_dialog(event) {
        return false;
    }
    // With Ctrl they are no single keys, and stay; in a field they are the field's.
    if event.ctrl_key() || event.meta_key() {
        if is_typing(event) || event.alt_key() {
            return false;
        }
        match key.as_str() {
            "z" => desk.undo(),
            "y" | "Z" => desk.redo(),
            _ => return false,
        }
        return true;
    }
    if event.alt_key() || is_typing(event) {
        return false;
    }
    if key == "Escape" {
        desk.close();
        return true;
    }
    if !on {
        return false;
    }
    let is_open = desk.row.get_untracked().is_some();
    match key.as_str() {
        "?" => openings.help.set(true),
        "n" | "ArrowRight" => desk.go(Way::Next),
        "p" | "ArrowLeft" => desk.go(Way::Previous),
        "u" => desk.undo(),
        "y" => desk.redo(),
        "l" => openings.bulk.set(true),
        "a" | "1" if is_open => return take(desk, 0),
        "2" if is_open => return take(desk, 1),
        "3" if is_open => return take(desk, 2),
        "4" if is_open => return take(desk, 3),
        "5" if is_open => return take(desk, 4),
        "r" if is_open => desk.act(Act::Refuse, false),
        "v" if is_open => desk.act(Act::Review, false),
        "x" if is_open => desk.act(Act::Reset, false),
        "s" if is_open => openings.alike.set(true),
        "f" if is_open => openings.family.set(true),
        "c" | "/" if is_open => desk.search.notify(),
        _ => return false,
    }
    true
}

fn take(desk: &Desk, number: usize) -> bool {
    let choice = desk.candidate(number);
    let found = choice.is_some();
    if let Some(choice) = choice {
        desk.choose(choice);
    }
    found
}

fn keys(i18n: I18n) -> Vec<(&'static str, String)> {
    vec![
        ("a", t_string!(i18n, step.key_accept).to_string()),
        ("1 … 5", t_string!(i18n, step.key_number).to_string()),
        ("r", t_string!(i18n, step.key_refuse).to_string()),
        ("v", t_string!(i18n, step.key_review).to_string()),
        ("x", t_string!(i18n, step.key_reset).to_string()),
        ("n →", t_string!(i18n, step.key_next).to_string()),
        ("p ←", t_string!(i18n, step.key_previous).to_string()),
        ("c /", t_string!(i18n, step.key_search).to_string()),
        ("s", t_string!(i18n, step.key_alike).to_string()),
        ("l", t_string!(i18n, step.key_bulk).to_string()),
        ("f", t_string!(i18n, step.key_family).to_string()),
        ("u", t_string!(i18n, step.key_undo).to_string()),
        ("y", t_string!(i18n, step.key_redo).to_string()),
        ("?", t_string!(i18n, step.key_help).to_string()),
        ("Échap", t_string!(i18n, step.key_close).to_string()),
        ("↑ ↓", t_string!(i18n, step.key_arrows).to_string()),
    ]
}

fn target(event: &KeyboardEvent) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}

fn is_typing(event: &KeyboardEvent) -> bool {
    target(event).is_some_and(|element| {
        let kind = element.get_attribute("type").unwrap_or_default();
        match element.tag_name().as_str() {
            "INPUT" => !matches!(kind.as_str(), "checkbox" | "radio" | "button"),
            "TEXTAREA" | "SELECT" => true,
            _ => false,
        }
    })
}

fn is_in_a_dialog(event: &KeyboardEvent) -> bool {
    target(event)
        .is_some_and(|element| element.closest("dialog").is_ok_and(|found| found.is_some()))
}
