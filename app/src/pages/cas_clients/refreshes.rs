//! How telling a CAS server of changes goes.

use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, tu_string, use_i18n};
use crate::texts;
use ::api::{RefreshFailure, Refreshes};
use leptos::prelude::*;

/// In sentences; a failure only as long as nothing was taken since.
#[component]
pub fn Told(
    /// How it goes.
    refreshes: Refreshes,
) -> impl IntoView {
    let i18n = use_i18n();
    let Refreshes { pending, lost, done_at, failed_at, failure } = refreshes;
    let still_failing = failed_at > done_at;
    let done = done_at.as_deref().map(texts::day_and_time);
    let failed = failed_at.as_deref().map(texts::day_and_time).unwrap_or_default();
    let failure = failure.filter(|_| still_failing).map(|failure| match failure {
        RefreshFailure::Unreachable => t!(i18n, cas.unreachable, date = failed).into_any(),
        RefreshFailure::Refused => t!(i18n, cas.refused, date = failed).into_any(),
    });
    view! {
        <h4>{tu_string!(i18n, cas.told)}</h4>
        <p>
            {match done {
                Some(date) => t!(i18n, cas.told_at, date = date).into_any(),
                None if pending == 0 && lost == 0 => tu_string!(i18n, cas.told_never).into_any(),
                None => ().into_any(),
            }}
            " "
            {(pending > 0).then(|| t!(i18n, cas.pending, count = move || pending))}
        </p>
        {failure
            .map(|failure| {
                view! {
                    <Notice tone=Tone::Warning>
                        <p>{failure}</p>
                    </Notice>
                }
            })}
        {(lost > 0).then(|| view! { <p>{t!(i18n, cas.lost, count = move || lost)}</p> })}
    }
}
