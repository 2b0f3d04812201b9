//! What the block would show, from a feed that is read in the engine and forgotten.

use crate::files;
use crate::i18n::{tu_string, use_i18n};
use crate::state::import::use_import;
use ::engine::{Answer, Request};
use domain::service::block::{BlockPupil, Event, Mark};
use leptos::html::Input;
use leptos::prelude::*;

#[derive(Clone)]
enum Shown {
    Nothing,
    Unread,
    Pupils(Vec<BlockPupil>),
}

/// A file to choose, and its children's marks and events.
#[component]
pub fn BlockPreview() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let shown = RwSignal::new(Shown::Nothing);
    let input = NodeRef::<Input>::new();
    let choose = move |_| {
        let list = input.get_untracked().and_then(|input| input.files());
        let Some(file) = files::of_list(list).into_iter().next() else { return };
        leptos::task::spawn_local(async move {
            let read = match files::read(&file).await.bytes {
                Ok(bytes) => import.engine.hand_over(Request::Block, bytes).await.ok(),
                Err(_) => None,
            };
            shown.try_set(match read {
                Some(Answer::Block(Ok(pupils))) => Shown::Pupils(pupils),
                _ => Shown::Unread,
            });
        });
    };
    view! {
        <h3>{tu_string!(i18n, services.block_preview)}</h3>
        <p>{tu_string!(i18n, services.block_preview_about)}</p>
        <div class="field">
            <label for="flux">{tu_string!(i18n, services.block_file)}</label>
            <input id="flux" type="file" accept=".xml,text/xml" node_ref=input on:change=choose />
        </div>
        <div aria-live="polite">
            {move || match shown.get() {
                Shown::Nothing => ().into_any(),
                Shown::Unread => {
                    view! { <p class="field-error" aria-live="assertive" aria-atomic="true">{tu_string!(i18n, services.block_unread)}</p> }.into_any()
                }
                Shown::Pupils(pupils) if pupils.is_empty() => {
                    view! { <p class="field-error" aria-live="assertive" aria-atomic="true">{tu_string!(i18n, services.block_nobody)}</p> }.into_any()
                }
                Shown::Pupils(pupils) => {
                    let pupil = |pupil| view! { <Pupil pupil=pupil /> };
                    pupils.into_iter().map(pupil).collect_view().into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Pupil(pupil: BlockPupil) -> impl IntoView {
    let i18n = use_i18n();
    let mark = |Mark { subject, mark, out_of, date }: Mark| {
        let of = (!out_of.is_empty()).then(|| format!(" / {out_of}"));
        view! { <li><strong>{subject}</strong> " " {mark} {of} " " <span class="quiet">{date}</span></li> }
    };
    let event = |Event { kind, told }: Event| {
        view! { <li><strong>{kind}</strong> " " {told.join(", ")}</li> }
    };
    let (marks, events) = (pupil.marks, pupil.events);
    let (no_marks, no_events) = (marks.is_empty(), events.is_empty());
    view! {
        <article class="card">
            <h4>{pupil.last_name} " " {pupil.first_name}</h4>
            <h5>{tu_string!(i18n, services.block_marks)}</h5>
            {no_marks.then(|| view! { <p class="quiet">{tu_string!(i18n, services.block_no_marks)}</p> })}
            <ul>{marks.into_iter().map(mark).collect_view()}</ul>
            <h5>{tu_string!(i18n, services.block_events)}</h5>
            {no_events.then(|| view! { <p class="quiet">{tu_string!(i18n, services.block_no_events)}</p> })}
            <ul>{events.into_iter().map(event).collect_view()}</ul>
        </article>
    }
}
