//! How far long work is, with a way to stop it.

use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::{Job, use_import};
use leptos::prelude::*;

/// The long work in progress, if any.
#[component]
pub fn JobProgress() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let percent = Memo::new(move |_| {
        import
            .engine
            .progress()
            .map_or(0, |progress| u64::from(progress.done) * 100 / u64::from(progress.total.max(1)))
    });
    let queued = Memo::new(move |_| {
        import.given.with(|given| u32::try_from(given.len()).unwrap_or(u32::MAX))
    });
    let title = move |job: &Job| match job {
        Job::Reading(name) => t_string!(i18n, import.reading, name = name.clone()).to_string(),
        Job::Linking => t_string!(i18n, import.linking).to_string(),
    };
    move || {
        import.job.get().map(|job| {
            view! {
                <div class="job" role="status">
                    <p>
                        {title(&job)}
                        {move || {
                            let queued = queued.get();
                            (queued > 0).then(|| view! { " – " {t!(i18n, import.queued, count = move || queued)} })
                        }}
                    </p>
                    <div class="job-line">
                        <progress max="100" prop:value=move || percent.get().to_string() aria-label=title(&job)></progress>
                        <span>{t!(i18n, import.percent, percent = percent)}</span>
                        <button type="button" class="button" on:click=move |_| import.engine.cancel()>
                            {tu_string!(i18n, import.cancel)}
                        </button>
                    </div>
                </div>
            }
        })
    }
}
