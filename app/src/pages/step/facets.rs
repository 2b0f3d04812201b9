//! The filters of a step's lists: text, facets with their counts, sort. All of it is in the address.

use super::desk::use_desk;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use domain::linkage::Reason;
use domain::reconciliation::{Facets, Filter, Show, Sort};
use leptos::prelude::*;

/// Reasons that are offered: the rarer ones are found through the kinds.
const MOST_REASONS: usize = 12;

/// Text, sort and facets.
#[component]
pub fn ListFilters() -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let facets = RwSignal::new(Facets::default());
    Effect::new(move || {
        import.overview.track();
        let filter = desk.filter.get();
        leptos::task::spawn_local(async move {
            let found = import.facets(filter.clone()).await;
            // The answer to an older question comes too late.
            if desk.filter.try_get_untracked() == Some(filter)
                && let Some(found) = found
            {
                facets.try_set(found);
            }
        });
    });
    let is_filtered = Memo::new(move |_| {
        let filter = desk.filter.get();
        filter != Filter { sort: filter.sort, ..Filter::new(desk.category, Show::All) }
    });
    let on_text = move |text: String| {
        desk.filter_as_typed(&Filter { text, ..desk.filter.get_untracked() });
    };
    let on_sort = move |sort: Sort| {
        desk.filter_as_typed(&Filter { sort, ..desk.filter.get_untracked() });
    };
    let everybody = move || {
        desk.href_of_list(&Filter {
            sort: desk.filter.get().sort,
            ..Filter::new(desk.category, Show::All)
        })
    };
    view! {
        <div class="filters">
            <label class="rows-filter">
                <span>{tu_string!(i18n, step.filter)}</span>
                <input
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || desk.filter.get().text
                    on:input:target=move |event| on_text(event.target().value())
                />
            </label>
            <label class="rows-filter rows-sort">
                <span>{tu_string!(i18n, step.sort)}</span>
                <select
                    prop:value=move || desk.filter.get().sort as u8
                    on:change:target=move |event| on_sort(sort_of(&event.target().value()))
                >
                    <option value=Sort::Useful as u8>{tu_string!(i18n, step.sort_useful)}</option>
                    <option value=Sort::Name as u8>{tu_string!(i18n, step.sort_name)}</option>
                    <option value=Sort::Class as u8>{tu_string!(i18n, step.sort_class)}</option>
                </select>
            </label>
            <Show when=move || is_filtered.get()>
                <p class="filters-clear">
                    <a href=everybody class="button button-quiet" data-noscroll="">
                        {tu_string!(i18n, step.filter_clear)}
                    </a>
                </p>
            </Show>
            <details class="facets">
                <summary>{tu_string!(i18n, step.facets)}</summary>
                <div class="facets-groups">
                    {move || groups(i18n, &facets.get(), &desk.filter.get())}
                </div>
            </details>
        </div>
    }
}

/// A value that can be filtered by: its words, its count, the list that it leaves, whether it is the
/// one that is chosen.
type Choice = (String, u32, Filter, bool);

fn groups(i18n: texts::I18n, facets: &Facets, filter: &Filter) -> Vec<AnyView> {
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut next = filter.clone();
        change(&mut next);
        next
    };
    let states = facets.decisions.iter().map(|&(decision, count)| {
        let chosen = filter.show == Show::Only(decision);
        let show = if chosen { Show::All } else { Show::Only(decision) };
        (texts::decision(i18n, decision), count, with(&|f| f.show = show), chosen)
    });
    let waiting = facets.decisions.iter().filter(|(decision, _)| !decision.is_recognised());
    let waiting: u32 = waiting.map(|(_, count)| count).sum();
    let only_waiting = filter.show == Show::Unrecognised;
    let remains = (
        t_string!(i18n, step.facet_remains).to_string(),
        waiting,
        with(&|f| f.show = if only_waiting { Show::All } else { Show::Unrecognised }),
        only_waiting,
    );
    let outlooks = facets.outlooks.iter().map(|&(outlook, count)| {
        let chosen = filter.outlook == Some(outlook);
        let next = with(&|f| f.outlook = (!chosen).then_some(outlook));
        (texts::outlook(i18n, outlook), count, next, chosen)
    });
    let causes = facets.causes.iter().map(|&(cause, count)| {
        let chosen = filter.cause == Some(cause);
        let next = with(&|f| f.cause = (!chosen).then_some(cause));
        (texts::cause(i18n, cause), count, next, chosen)
    });
    let flags = facets.flags.iter().map(|&(flag, count)| {
        let chosen = filter.flag == Some(flag);
        let next = with(&|f| f.flag = (!chosen).then_some(flag));
        (texts::flag(i18n, flag), count, next, chosen)
    });
    let reasons =
        facets.reasons.iter().take(MOST_REASONS).map(|&(reason, count): &(Reason, u32)| {
            let chosen = filter.reason.as_deref() == Some(reason.code());
            let next = with(&|f| f.reason = (!chosen).then(|| reason.code().to_owned()));
            (texts::reason(i18n, reason), count, next, chosen)
        });
    let classes = facets.classes.iter().map(|(class, count)| {
        let chosen = filter.class.as_ref() == Some(class);
        let next = with(&|f| f.class = (!chosen).then(|| class.clone()));
        (class.clone(), *count, next, chosen)
    });
    let alike = filter.like.map(|_| {
        let all = facets.decisions.iter().map(|(_, count)| count).sum();
        (t_string!(i18n, step.facet_alike).to_string(), all, with(&|f| f.like = None), true)
    });
    let groups: Vec<(String, Vec<Choice>)> = vec![
        (
            t_string!(i18n, step.facet_state).to_string(),
            std::iter::once(remains).chain(states).collect(),
        ),
        (t_string!(i18n, step.facet_certainty).to_string(), outlooks.collect()),
        (t_string!(i18n, step.facet_cause).to_string(), causes.collect()),
        (t_string!(i18n, step.facet_flag).to_string(), flags.chain(alike).collect()),
        (t_string!(i18n, step.facet_reason).to_string(), reasons.collect()),
        (t_string!(i18n, step.facet_class).to_string(), classes.collect()),
    ];
    let groups = groups.into_iter().filter(|(_, choices)| !choices.is_empty());
    groups
        .map(|(title, choices)| view! { <Group title=title choices=choices /> }.into_any())
        .collect()
}

#[component]
fn Group(title: String, choices: Vec<Choice>) -> impl IntoView {
    let desk = use_desk();
    let items = choices.into_iter().map(|(word, count, next, chosen)| {
        let href = move || desk.href_of_list(&next);
        view! {
            <li>
                <a
                    href=href
                    class="facet"
                    class:facet-chosen=chosen
                    aria-current=chosen.then_some("true")
                    data-noscroll=""
                >
                    {word}
                    " "
                    <span class="facet-count">{count}</span>
                </a>
            </li>
        }
    });
    let items = items.collect_view();
    let label = title.clone();
    view! {
        <div class="facet-group" role="group" aria-label=label>
            <p class="facet-title" aria-hidden="true">{title}</p>
            <ul>{items}</ul>
        </div>
    }
}

fn sort_of(value: &str) -> Sort {
    let sorts = [Sort::Useful, Sort::Name, Sort::Class];
    sorts.into_iter().find(|sort| (*sort as u8).to_string() == value).unwrap_or_default()
}
