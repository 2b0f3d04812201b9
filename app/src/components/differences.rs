//! Two accounts beside each other, letter by letter: what differs is marked by form and by colour,
//! and named.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use domain::reconciliation::{FieldPair, Mark, Piece, distance};
use leptos::prelude::*;

/// The fields of both sides.
#[component]
pub fn Differences(
    /// The fields.
    fields: Vec<FieldPair>,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = fields.into_iter().map(|field| {
        let differs = distance(&field.pieces) > 0;
        let notes = texts::marks(i18n, &field.pieces);
        let side = |of: fn(&Piece) -> &str| pieces(&field.pieces, of);
        view! {
            <tr class:diff-differs=differs>
                <th scope="row">{texts::field(i18n, field.field)}</th>
                <td data-label=t_string!(i18n, step.diff_pronote)>{side(|piece| &piece.pronote)}</td>
                <td data-label=t_string!(i18n, step.diff_portal)>{side(|piece| &piece.portal)}</td>
                <td class="diff-note">{notes}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="diff" aria-label=t_string!(i18n, step.diff_note).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, step.diff_field)}</th>
                    <th scope="col">{tu_string!(i18n, step.diff_pronote)}</th>
                    <th scope="col">{tu_string!(i18n, step.diff_portal)}</th>
                    <th scope="col">{tu_string!(i18n, step.diff_note)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// One side of a field; what it lacks is a place of its own, so that the eye finds it.
fn pieces(pieces: &[Piece], side: fn(&Piece) -> &str) -> Vec<AnyView> {
    let view = |piece: &Piece| {
        let text = side(piece).to_owned();
        match class(piece.mark) {
            None => text.into_any(),
            Some(_) if text.is_empty() => {
                view! { <span class="mark mark-gap" aria-hidden="true"></span> }.into_any()
            }
            Some(class) => view! { <mark class=class>{text}</mark> }.into_any(),
        }
    };
    pieces.iter().map(view).collect()
}

const fn class(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Same => None,
        Mark::Accent | Mark::Separator | Mark::Particle => Some("mark mark-light"),
        Mark::Added | Mark::Missing => Some("mark mark-extra"),
        Mark::Changed => Some("mark mark-changed"),
        Mark::Swapped => Some("mark mark-swapped"),
    }
}
