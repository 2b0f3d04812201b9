//! The end of an import: the report, or giving up after saying what is kept.

use crate::components::dialog::ConfirmDialog;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::pages::import::told;
use crate::routes;
use crate::state::import::use_import;
use crate::texts::{self};
use domain::reconciliation::StepState;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// Ends the import, or gives it up, after saying what is kept.
#[component]
pub fn Leave(uai: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let open = RwSignal::new(false);
    let failure = RwSignal::new(String::new());
    let close = move |()| {
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let uai = uai.get_untracked();
            match import.close().await {
                Ok(Some(id)) => navigate(&routes::report(&uai, &id), NavigateOptions::default()),
                Ok(None) => navigate(&routes::status(&uai), NavigateOptions::default()),
                Err(error) => failure.set(told(i18n, &error)),
            }
        });
    };
    let close = Callback::new(close);
    let for_good = move |_| {
        leptos::task::spawn_local(async move {
            let told = import.end_rehearsal().await.err().map(|error| told(i18n, &error));
            failure.try_set(told.unwrap_or_default());
        });
    };
    let waits = move || {
        import.steps().iter().any(|step| matches!(step.state, StepState::Open | StepState::Changed))
    };
    // Nothing is stored to report on: the report is the one made here.
    let may_finish = move || !waits() && !import.rehearsal.get();
    let kept = move || {
        let validated = import.validated();
        if import.rehearsal.get() {
            tu_string!(i18n, step.leave_rehearsal).into_any()
        } else if validated.is_empty() {
            tu_string!(i18n, step.leave_kept_none).into_any()
        } else {
            let steps = texts::categories(i18n, validated, "");
            t!(i18n, step.leave_kept, steps = steps).into_any()
        }
    };
    view! {
        <div class="leave">
            <Show when=move || failure.with(|failure| !failure.is_empty())>
                <Notice tone=Tone::Error>
                    <p>{failure}</p>
                </Notice>
            </Show>
            <Show when=move || import.rehearsal.get()>
                <p>{tu_string!(i18n, step.rehearsal_end)}</p>
                <p class="buttons">
                    <A href=move || routes::report_so_far(&uai.get()) attr:class="button">
                        {tu_string!(i18n, report.so_far)}
                    </A>
                    <button type="button" class="button" on:click=for_good>
                        {tu_string!(i18n, step.rehearsal_for_good)}
                    </button>
                </p>
            </Show>
            <Show
                when=may_finish
                fallback=move || {
                    view! {
                        <button type="button" class="button" on:click=move |_| open.set(true)>
                            {tu_string!(i18n, step.leave)}
                        </button>
                    }
                }
            >
                <button type="button" class="button button-main" on:click=move |_| close.run(())>
                    {tu_string!(i18n, step.finish)}
                </button>
            </Show>
            <ConfirmDialog
                open=open
                title=Signal::derive(move || t_string!(i18n, step.leave_title).to_string())
                confirm=Signal::derive(move || t_string!(i18n, step.leave_confirm).to_string())
                decline=Signal::derive(move || t_string!(i18n, step.leave_stay).to_string())
                on_confirm=close
            >
                <p>{kept}</p>
                <p>{tu_string!(i18n, step.leave_lost)}</p>
            </ConfirmDialog>
        </div>
    }
}
