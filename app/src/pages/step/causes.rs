//! Why accounts of a step are not recognised: each cause with its count, its advice and its list.

use super::desk::use_desk;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use domain::reconciliation::{Facets, Filter, Show};
use leptos::prelude::*;
use leptos_router::components::A;

/// The causes of the step.
#[component]
pub fn Causes() -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let facets = RwSignal::new(None::<Facets>);
    Effect::new(move || {
        import.overview.track();
        leptos::task::spawn_local(async move {
            let filter = Filter::new(desk.category, Show::Unrecognised);
            facets.try_set(import.facets(filter).await);
        });
    });
    let title = move || {
        let category = texts::category(i18n, desk.category);
        t_string!(i18n, step.causes_title, category = category).to_string()
    };
    let causes = move || {
        facets.get().map(|facets| {
            if facets.causes.is_empty() {
                return view! { <p>{tu_string!(i18n, step.none_unrecognised)}</p> }.into_any();
            }
            let items = facets.causes.into_iter().map(|(cause, count)| {
                let of_cause =
                    Filter { cause: Some(cause), ..Filter::new(desk.category, Show::Unrecognised) };
                view! {
                    <li class="candidate">
                        <h3>{texts::cause(i18n, cause)} " (" {count} ")"</h3>
                        <p>{texts::cause_advice(i18n, cause)}</p>
                        <p>
                            <a href=move || desk.href_of_list(&of_cause) data-noscroll="">
                                {t!(i18n, step.causes_list, count = move || count)}
                                <span class="visually-hidden">
                                    " : " {texts::cause(i18n, cause)}
                                </span>
                            </a>
                        </p>
                    </li>
                }
            });
            view! { <ul class="candidates">{items.collect_view()}</ul> }.into_any()
        })
    };
    view! {
        <section aria-labelledby="causes">
            <h2 id="causes">{title}</h2>
            <p>
                <A href=move || desk.href_of_lists()>{tu_string!(i18n, step.back_to_list)}</A>
            </p>
            {causes}
        </section>
    }
}
