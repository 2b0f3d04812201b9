//! Accès population: who may use the service, by profile.

use super::fields::no_submit;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts::I18n;
use ::api::{Access, Profile, Service, Target};
use leptos::prelude::*;

/// The five usual profiles, in the portal's order.
const USUAL: [Profile; 5] =
    [Profile::Student, Profile::Parent, Profile::Teacher, Profile::NonTeacher, Profile::Other];

/// The lines of access, and what adds some.
#[component]
pub fn AccessPart(
    /// The service.
    typed: RwSignal<Service>,
    /// The establishment.
    uai: StoredValue<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let usual = move |_| {
        typed.update(|typed| {
            for profile in USUAL {
                add(typed, line(Target::CurrentSite, profile));
            }
        });
    };
    let forgets = move || {
        typed.with(|typed| {
            !typed.access.is_empty()
                && !typed.access.iter().any(|one| one.profile == Profile::Parent)
        })
    };
    let any = move || typed.with(|typed| !typed.access.is_empty());
    view! {
        <section class="card" aria-labelledby="acces">
            <h2 id="acces">{tu_string!(i18n, services.form_access)}</h2>
            <p>{tu_string!(i18n, services.access_intro)}</p>
            <p>
                <button type="button" class="button" on:click=usual>
                    {tu_string!(i18n, services.access_usual)}
                </button>
            </p>
            <div aria-live="polite">
                <Show when=forgets>
                    <Notice tone=Tone::Warning>
                        <p>{tu_string!(i18n, services.access_no_parent)}</p>
                    </Notice>
                </Show>
            </div>
            <h3>{tu_string!(i18n, services.access_recap)}</h3>
            <Show when=any fallback=move || view! { <p>{tu_string!(i18n, services.access_none)}</p> }>
                <Recap typed=typed uai=uai />
            </Show>
            <Add typed=typed />
        </section>
    }
}

#[component]
fn Recap(typed: RwSignal<Service>, uai: StoredValue<String>) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |(place, access): (usize, Access)| {
        let profile = profile_name(i18n, access.profile);
        let label = t_string!(i18n, services.remove_access, profile = profile.clone()).to_string();
        let or_all = move |text: String| {
            if text.is_empty() { t_string!(i18n, services.all).to_string() } else { text }
        };
        let level = match (access.level.is_empty(), access.sublevel.is_empty()) {
            (false, false) => format!("{} / {}", access.level, access.sublevel),
            _ => or_all(access.level),
        };
        view! {
            <tr>
                <th scope="row">{profile}</th>
                <td data-label=move || t_string!(i18n, services.target)>
                    {target_name(i18n, &access.target, &uai.get_value())}
                </td>
                <td data-label=move || t_string!(i18n, services.level)>{level}</td>
                <td data-label=move || t_string!(i18n, services.subject)>{or_all(access.subject)}</td>
                <td data-label=move || t_string!(i18n, services.function)>{or_all(access.function)}</td>
                <td data-label=move || t_string!(i18n, services.discipline)>
                    {or_all(access.discipline)}
                </td>
                <td data-label=move || t_string!(i18n, services.role)>
                    {tu_string!(i18n, services.role_service)}
                </td>
                <td>
                    <button
                        type="button"
                        class="button button-quiet"
                        aria-label=label
                        on:click=move |_| {
                            typed.update(|typed| {
                                typed.access.remove(place);
                            });
                        }
                    >
                        "×"
                    </button>
                </td>
            </tr>
        }
    };
    view! {
        <table class="rows-table" aria-label=t_string!(i18n, services.access_recap).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, services.profile)}</th>
                    <th scope="col">{tu_string!(i18n, services.target)}</th>
                    <th scope="col">{tu_string!(i18n, services.level)}</th>
                    <th scope="col">{tu_string!(i18n, services.subject)}</th>
                    <th scope="col">{tu_string!(i18n, services.function)}</th>
                    <th scope="col">{tu_string!(i18n, services.discipline)}</th>
                    <th scope="col">{tu_string!(i18n, services.role)}</th>
                    <th scope="col">{tu_string!(i18n, services.col_actions)}</th>
                </tr>
            </thead>
            <tbody>
                {move || {
                    let lines = typed.with(|typed| typed.access.clone());
                    lines.into_iter().enumerate().map(row).collect_view()
                }}
            </tbody>
        </table>
        <p class="field-help">{tu_string!(i18n, services.indicative)}</p>
    }
}

/// Which kind of target is chosen; a list is typed beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Site,
    List,
    Groups,
    All,
}

#[component]
fn Add(typed: RwSignal<Service>) -> impl IntoView {
    let i18n = use_i18n();
    let kind = RwSignal::new(Kind::Site);
    let list = RwSignal::new(String::new());
    let profile = RwSignal::new(Profile::Student);
    let words = RwSignal::new(line(Target::CurrentSite, Profile::Student));
    let add_line = move |_| {
        let uais = || list.get_untracked().split_whitespace().map(str::to_uppercase).collect();
        let target = match kind.get_untracked() {
            Kind::Site => Target::CurrentSite,
            Kind::List => Target::Establishments(uais()),
            Kind::Groups => Target::Groups,
            Kind::All => Target::WholeEnt,
        };
        let access = Access { target, profile: profile.get_untracked(), ..words.get_untracked() };
        typed.update(|typed| add(typed, access));
    };
    let radio = move |value: Kind, id: &'static str, name: String| {
        view! {
            <div class="choice">
                <input
                    type="radio"
                    name="cible"
                    id=id
                    prop:checked=move || kind.get() == value
                    on:change=move |_| kind.set(value)
                />
                <label for=id>{name}</label>
            </div>
        }
    };
    let option = move |(place, one): (usize, Profile)| {
        view! {
            <option value=place.to_string() selected=move || profile.get() == one>
                {profile_name(i18n, one)}
            </option>
        }
    };
    let choose = move |place: String| {
        let chosen = place.parse().ok().and_then(|place: usize| USUAL.get(place).copied());
        profile.set(chosen.unwrap_or(Profile::Student));
    };
    view! {
        <fieldset class="field">
            <legend>{tu_string!(i18n, services.access_add)}</legend>
            <p>{tu_string!(i18n, services.role)} " : " {tu_string!(i18n, services.role_service)}</p>
            <fieldset class="field">
                <legend>{tu_string!(i18n, services.target)}</legend>
                {radio(Kind::Site, "cible-site", t_string!(i18n, services.target_site).to_string())}
                {radio(Kind::List, "cible-liste", t_string!(i18n, services.target_list).to_string())}
                {radio(Kind::Groups, "cible-groupes", t_string!(i18n, services.target_groups).to_string())}
                {radio(Kind::All, "cible-ent", t_string!(i18n, services.target_all).to_string())}
            </fieldset>
            <Show when=move || kind.get() == Kind::List>
                <div class="field">
                    <label for="cible-uai">{tu_string!(i18n, services.target_list)}</label>
                    <p class="field-help" id="cible-uai-aide">{tu_string!(i18n, services.target_list_help)}</p>
                    <input
                        id="cible-uai"
                        type="text"
                        autocomplete="off"
                        aria-describedby="cible-uai-aide"
                        prop:value=list
                        on:keydown=no_submit
                        on:input:target=move |event| list.set(event.target().value())
                    />
                </div>
            </Show>
            <Show when=move || kind.get() == Kind::Groups>
                <p class="field-help">{tu_string!(i18n, services.target_groups_help)}</p>
            </Show>
            <div class="field">
                <label for="profil">{tu_string!(i18n, services.profile)}</label>
                <select id="profil" on:change:target=move |event| choose(event.target().value())>
                    {USUAL.into_iter().enumerate().map(option).collect_view()}
                </select>
            </div>
            <Narrow words=words />
            <button type="button" class="button" on:click=add_line>
                {tu_string!(i18n, services.access_add_button)}
            </button>
        </fieldset>
    }
}

/// What the portal narrows a profile by.
#[component]
fn Narrow(words: RwSignal<Access>) -> impl IntoView {
    use super::fields::Line;
    let i18n = use_i18n();
    let text = |make: fn(I18n) -> String| Signal::derive(move || make(i18n));
    view! {
        <details>
            <summary>{tu_string!(i18n, services.access_more)}</summary>
            <p class="field-help">{tu_string!(i18n, services.indicative)}</p>
            <Line
                id="niveau"
                label=text(|i18n| t_string!(i18n, services.level).to_string())
                of=words
                inner=true
                get=|words: &Access| words.level.clone()
                set=|words, text| words.level = text
            />
            <Line
                id="sous-niveau"
                label=text(|i18n| t_string!(i18n, services.sublevel).to_string())
                of=words
                inner=true
                get=|words: &Access| words.sublevel.clone()
                set=|words, text| words.sublevel = text
            />
            <Line
                id="matiere"
                label=text(|i18n| t_string!(i18n, services.subject).to_string())
                of=words
                inner=true
                get=|words: &Access| words.subject.clone()
                set=|words, text| words.subject = text
            />
            <Line
                id="fonction"
                label=text(|i18n| t_string!(i18n, services.function).to_string())
                of=words
                inner=true
                get=|words: &Access| words.function.clone()
                set=|words, text| words.function = text
            />
            <Line
                id="discipline"
                label=text(|i18n| t_string!(i18n, services.discipline).to_string())
                of=words
                inner=true
                get=|words: &Access| words.discipline.clone()
                set=|words, text| words.discipline = text
            />
        </details>
    }
}

/// A profile, in the portal's words.
pub fn profile_name(i18n: I18n, profile: Profile) -> String {
    match profile {
        Profile::Student => t_string!(i18n, services.profile_student),
        Profile::Parent => t_string!(i18n, services.profile_parent),
        Profile::Teacher => t_string!(i18n, services.profile_teacher),
        Profile::NonTeacher => t_string!(i18n, services.profile_non_teacher),
        Profile::Other => t_string!(i18n, services.profile_other),
    }
    .to_string()
}

fn target_name(i18n: I18n, target: &Target, uai: &str) -> String {
    match target {
        Target::CurrentSite => format!("{} ({uai})", t_string!(i18n, services.target_site)),
        Target::Establishments(list) => list.join(", "),
        Target::Groups => t_string!(i18n, services.target_groups).to_string(),
        Target::WholeEnt => t_string!(i18n, services.target_all).to_string(),
    }
}

/// A line without anything that narrows it.
fn line(target: Target, profile: Profile) -> Access {
    let empty = String::new;
    Access {
        target,
        profile,
        level: empty(),
        sublevel: empty(),
        subject: empty(),
        function: empty(),
        discipline: empty(),
    }
}

/// Adds a line, once.
fn add(service: &mut Service, access: Access) {
    if !service.access.contains(&access) {
        service.access.push(access);
    }
}
