//! Which classes and groups of the portal are those of the timetable; a person may say otherwise.

use crate::components::work_file::SaveWork;
use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{GroupRow, GroupsView, TimetableAnswer, TimetableRequest};
use domain::reconciliation::table;
use domain::timetable::portal::How;
use leptos::prelude::*;

/// The table of correspondences.
#[component]
pub fn Groups() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let view = RwSignal::new(None::<GroupsView>);
    let ask = move |request: TimetableRequest| {
        leptos::task::spawn_local(async move {
            if let Some(TimetableAnswer::Groups(groups)) = import.timetable(request).await {
                view.try_set(groups);
            }
        });
    };
    // Other files, or another linkage, may say more.
    Effect::new(move || {
        import.overview.track();
        ask(TimetableRequest::Groups);
    });
    let choose = Callback::new(move |(name, portal): (String, Option<String>)| {
        ask(TimetableRequest::ChooseGroup { name, portal });
    });
    let download = move |_| {
        let rows = view.with_untracked(|view| view.as_ref().map(|view| csv(i18n, view)));
        files::download("correspondances.csv", "text/csv", rows.unwrap_or_default().as_bytes());
    };
    view! {
        <section aria-labelledby="groupes-ent" class="no-print">
            <h2 id="groupes-ent">{tu_string!(i18n, timetable.groups.title)}</h2>
            <p>{tu_string!(i18n, timetable.groups.intro)}</p>
            <Show
                when=move || view.with(Option::is_some)
                fallback=move || view! { <p>{tu_string!(i18n, timetable.groups.no_directory)}</p> }
            >
                <p class="quiet">{tu_string!(i18n, timetable.groups.keep)}</p>
                <div class="groups-table">
                    <table class="rows-table" aria-labelledby="groupes-ent">
                        <thead>
                            <tr>
                                <th scope="col">{tu_string!(i18n, timetable.groups.edt)}</th>
                                <th scope="col">{tu_string!(i18n, timetable.groups.portal)}</th>
                                <th scope="col">{tu_string!(i18n, timetable.groups.how)}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                view.get()
                                    .map(|groups| {
                                        let names = StoredValue::new(groups.portal);
                                        groups
                                            .rows
                                            .into_iter()
                                            .map(|row| view! { <Row row=row names=names choose=choose /> })
                                            .collect_view()
                                    })
                            }}
                        </tbody>
                    </table>
                </div>
                <p class="buttons">
                    <button type="button" class="button" on:click=download>
                        {tu_string!(i18n, timetable.groups.csv)}
                    </button>
                </p>
                <div class="buttons">
                    <SaveWork />
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Row(
    row: GroupRow,
    names: StoredValue<Vec<String>>,
    choose: Callback<(String, Option<String>)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let kind = texts::timetable_kind_one(i18n, row.kind);
    let name = row.name.clone();
    let (portal, how) = match row.portal {
        Some((portal, how)) => (Some(portal), self::how(i18n, how)),
        None => (None, t_string!(i18n, timetable.groups.none).to_string()),
    };
    let label = format!("{} : {name}", t_string!(i18n, timetable.groups.choose));
    let option = |one: String| {
        let selected = portal.as_ref() == Some(&one);
        view! {
            <option value=one.clone() selected=selected>
                {one.clone()}
            </option>
        }
    };
    let options = names.get_value().into_iter().map(option).collect_view();
    let chosen = name.clone();
    view! {
        <tr>
            <th scope="row">
                {name}
                <span class="row-details">{kind}</span>
            </th>
            <td data-label=t_string!(i18n, timetable.groups.portal).to_string()>
                <select
                    aria-label=label
                    on:change:target=move |event| {
                        let portal = Some(event.target().value()).filter(|one| !one.is_empty());
                        choose.run((chosen.clone(), portal));
                    }
                >
                    <option value="" selected=portal.is_none()>
                        {tu_string!(i18n, timetable.groups.none)}
                    </option>
                    {options}
                </select>
            </td>
            <td data-label=t_string!(i18n, timetable.groups.how).to_string()>{how}</td>
        </tr>
    }
}

fn how(i18n: I18n, how: How) -> String {
    match how {
        How::Chosen => t_string!(i18n, timetable.groups.chosen).to_string(),
        How::Exact => t_string!(i18n, timetable.groups.exact).to_string(),
        How::Folded => t_string!(i18n, timetable.groups.folded).to_string(),
        How::Members { common, all } => {
            t_string!(i18n, timetable.groups.members, common = common, all = all).to_string()
        }
    }
}

fn csv(i18n: I18n, view: &GroupsView) -> String {
    let mut rows = vec![
        [
            t_string!(i18n, timetable.groups.edt),
            t_string!(i18n, timetable.groups.portal),
            t_string!(i18n, timetable.groups.how),
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    rows.extend(view.rows.iter().map(|row| match &row.portal {
        Some((portal, how)) => vec![row.name.clone(), portal.clone(), self::how(i18n, *how)],
        None => vec![row.name.clone(), String::new(), String::new()],
    }));
    table::write(&rows)
}
