//! The pairs that are sent, and the text that carries them.

use crate::components::pair_table::PairTable;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use ::engine::SendingView;
use leptos::prelude::*;

/// The pairs one by one, and the text that carries them.
#[component]
pub fn Pairs(sending: SendingView, body: String) -> impl IntoView {
    let i18n = use_i18n();
    let pairs = sending.pairs.len();
    let rest = sending.counts.unrecognised();
    let parts = texts::counts::decided_so_far(i18n, sending.counts);
    let counted = t_string!(i18n, words.counts.pairs, count = pairs).to_string();
    let summary = t_string!(i18n, sending.counts, pairs = counted, parts = parts).to_string();
    let rest = (rest > 0).then(|| t_string!(i18n, sending.rest, count = rest).to_string());
    if pairs == 0 {
        return view! { <p>{tu_string!(i18n, sending.none)}</p> }.into_any();
    }
    view! {
        <h3>{tu_string!(i18n, sending.list)}</h3>
        <p>{summary} " " {rest}</p>
        <PairTable pairs=sending.pairs />
        <details class="exact">
            <summary>{tu_string!(i18n, sending.exact)}</summary>
            <pre tabindex="0">{body}</pre>
        </details>
    }
    .into_any()
}
