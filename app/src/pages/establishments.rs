//! The list of establishments, a form to add one, and the demonstration in one click.

use crate::api;
use crate::components::field::TextField;
use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::account::use_account;
use crate::texts::{self, I18n, trouble};
use crate::wire;
use ::api::{CasKey, ErrorCode, Establishment, NewEstablishment};
use domain::fold::fold;
use domain::service::health::{Health, health};
use domain::uai::{CheckLetter, DEMONSTRATION, Uai};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The list.
#[component]
pub fn Establishments() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let list = LocalResource::new(api::establishments);
    let title = Signal::derive(move || t_string!(i18n, establishments.title).to_string());
    view! {
        <PageHeading text=title />
        <p>{tu_string!(i18n, establishments.intro)}</p>
        {move || match list.get() {
            None => view! { <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, frame.loading)}</p> }.into_any(),
            Some(Err(error)) => {
                view! {
                    <Notice tone=Tone::Error>
                        <p>{trouble(i18n, &error)}</p>
                        <button type="button" class="button" on:click=move |_| list.refetch()>
                            {tu_string!(i18n, frame.retry)}
                        </button>
                    </Notice>
                }
                .into_any()
            }
            Some(Ok(all)) if all.is_empty() => {
                view! { <p>{tu_string!(i18n, establishments.empty)}</p> }.into_any()
            }
            Some(Ok(all)) => view! { <List all=all /> }.into_any(),
        }}
        <Show when=move || account.is_superadmin()>
            <div class="columns">
                <NewEstablishmentForm on_added=Callback::new(move |()| list.refetch()) />
                <Demonstration />
            </div>
        </Show>
    }
}

/// Rows from which the list can be narrowed: fewer are seen at once.
const MANY: usize = 12;

/// The list; of many, those whose name or UAI holds what is typed, and that stand as is asked.
#[component]
fn List(all: Vec<Establishment>) -> impl IntoView {
    let i18n = use_i18n();
    let many = all.len() >= MANY;
    let (text, state) = (RwSignal::new(String::new()), RwSignal::new(None::<Health>));
    let shown = Memo::new(move |_| {
        let text = fold(text.get().trim());
        let holds = |one: &&Establishment| {
            let found = fold(&one.name).contains(&text) || fold(&one.uai).contains(&text);
            found && state.get().is_none_or(|state| word(one) == state)
        };
        all.iter().filter(holds).cloned().collect::<Vec<_>>()
    });
    view! {
        <Show when=move || many>
            <div class="search" role="search">
                <label for="filtre-etablissements">{tu_string!(i18n, establishments.filter)}</label>
                <input
                    id="filtre-etablissements"
                    type="search"
                    autocomplete="off"
                    prop:value=text
                    on:input:target=move |event| text.set(event.target().value())
                />
            </div>
            <div class="field">
                <label for="filtre-etat">{tu_string!(i18n, establishments.filter_state)}</label>
                <select
                    id="filtre-etat"
                    on:change:target=move |event| {
                        let place = event.target().value().parse::<usize>().ok();
                        state.set(place.and_then(|place| Health::ALL.get(place).copied()));
                    }
                >
                    <option value="">{tu_string!(i18n, establishments.filter_all)}</option>
                    {Health::ALL
                        .into_iter()
                        .enumerate()
                        .map(|(place, word)| {
                            view! {
                                <option value=place.to_string()>{texts::health(i18n, word)}</option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <p role="status" class="quiet">
                {t!(i18n, establishments.filter_count, count = move || shown.with(Vec::len))}
            </p>
        </Show>
        {move || table(i18n, shown.get())}
    }
}

fn table(i18n: I18n, all: Vec<Establishment>) -> impl IntoView {
    let row = move |one: Establishment| {
        let state = texts::health(i18n, word(&one));
        view! {
            <tr>
                <th scope="row">
                    <A href=routes::status(&one.uai)>{one.name.clone()}</A>
                </th>
                <td data-label=move || t_string!(i18n, establishments.uai)>
                    <code>{one.uai.clone()}</code>
                </td>
                <td data-label=move || t_string!(i18n, establishments.column_stock)>
                    {texts::thousands(one.stock)}
                </td>
                <td data-label=move || t_string!(i18n, establishments.column_state)>
                    {state}
                </td>
            </tr>
        }
    };
    view! {
        <table class="rows-table" aria-label=t_string!(i18n, establishments.title).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, establishments.column_name)}</th>
                    <th scope="col">{tu_string!(i18n, establishments.uai)}</th>
                    <th scope="col">{tu_string!(i18n, establishments.column_stock)}</th>
                    <th scope="col">{tu_string!(i18n, establishments.column_state)}</th>
                </tr>
            </thead>
            <tbody>{all.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// How an establishment stands today.
fn word(one: &Establishment) -> Health {
    health(&wire::facts(one, &texts::today()))
}

#[component]
fn NewEstablishmentForm(on_added: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let uai = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let cas_key = RwSignal::new(CasKey::EntId);
    let tried = RwSignal::new(false);
    // The UAI whose doubtful letter the user has seen and wants anyway.
    let doubtful = RwSignal::new(None::<Uai>);
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let uai_error = Signal::derive(move || {
        let wrong = uai.with(|uai| Uai::parse(uai).is_err());
        if tried.get() && wrong {
            t_string!(i18n, establishments.uai_wrong).to_string()
        } else {
            String::new()
        }
    });
    let name_error = Signal::derive(move || {
        let missing = tried.get() && name.with(|name| name.trim().is_empty());
        if missing {
            t_string!(i18n, establishments.name_missing).to_string()
        } else {
            String::new()
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Ok(parsed) = Uai::parse(&uai.get_untracked()) else { return };
        if working.get_untracked() || name_error.with_untracked(|error| !error.is_empty()) {
            return;
        }
        let seen = doubtful.with_untracked(|doubtful| doubtful.as_ref() == Some(&parsed));
        if parsed.check() != CheckLetter::Right && !seen {
            doubtful.set(Some(parsed));
            return;
        }
        working.set(true);
        let new = NewEstablishment {
            uai: parsed.to_string(),
            name: name.get_untracked().trim().to_owned(),
            cas_key: cas_key.get_untracked(),
        };
        leptos::task::spawn_local(async move {
            match api::add_establishment(&new).await {
                Ok(_) => {
                    uai.set(String::new());
                    name.set(String::new());
                    failure.set(String::new());
                    doubtful.set(None);
                    tried.set(false);
                    on_added.run(());
                }
                Err(error) => failure.set(trouble(i18n, &error)),
            }
            working.set(false);
        });
    };
    let doubt = move || {
        let parsed = uai.with(|uai| Uai::parse(uai).ok())?;
        let CheckLetter::Expected(expected) = parsed.check() else { return None };
        (doubtful.get() == Some(parsed.clone())).then(|| {
            let letter = parsed.as_str()[7..].to_owned();
            view! {
                <Notice tone=Tone::Warning>
                    <p>{t!(i18n, establishments.uai_letter, letter = letter, expected = expected.to_string())}</p>
                </Notice>
            }
        })
    };
    let add = move || {
        if doubtful.with(Option::is_some) {
            tu_string!(i18n, establishments.add_anyway).into_any()
        } else {
            tu_string!(i18n, establishments.add_button).into_any()
        }
    };
    let text = move |key: fn(I18n) -> String| Signal::derive(move || key(i18n));
    view! {
        <section class="card" aria-labelledby="ajouter">
            <h2 id="ajouter">{tu_string!(i18n, establishments.add)}</h2>
            <form class="form" on:submit=on_submit novalidate>
                <Show when=move || failure.with(|failure| !failure.is_empty())>
                    <Notice tone=Tone::Error>
                        <p>{failure}</p>
                    </Notice>
                </Show>
                <TextField
                    id="uai"
                    label=text(|i18n| t_string!(i18n, establishments.uai).to_string())
                    help=text(|i18n| t_string!(i18n, establishments.uai_help).to_string())
                    value=uai
                    error=uai_error
                />
                {doubt}
                <TextField
                    id="nom-etablissement"
                    label=text(|i18n| t_string!(i18n, establishments.name).to_string())
                    value=name
                    error=name_error
                />
                <CasKeyChoice cas_key=cas_key />
                <p class="field-help">{tu_string!(i18n, frame.required)}</p>
                <button type="submit" class="button button-main" prop:disabled=working>
                    {add}
                </button>
            </form>
        </section>
    }
}

#[component]
fn CasKeyChoice(cas_key: RwSignal<CasKey>) -> impl IntoView {
    let i18n = use_i18n();
    let choice = move |id: &'static str, value: CasKey, label: String, help: String| {
        let help_id = format!("{id}-help");
        view! {
            <div class="choice">
                <input
                    type="radio"
                    name="cas-key"
                    id=id
                    aria-describedby=help_id.clone()
                    prop:checked=move || cas_key.get() == value
                    on:change=move |_| cas_key.set(value)
                />
                <label for=id>{label}</label>
                <p class="field-help" id=help_id>
                    {help}
                </p>
            </div>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{tu_string!(i18n, establishments.cas_key)}</legend>
            {choice(
                "cas-ent-id",
                CasKey::EntId,
                t_string!(i18n, establishments.cas_key_ent_id).to_string(),
                t_string!(i18n, establishments.cas_key_ent_id_help).to_string(),
            )}
            {choice(
                "cas-login",
                CasKey::Login,
                t_string!(i18n, establishments.cas_key_login).to_string(),
                t_string!(i18n, establishments.cas_key_login_help).to_string(),
            )}
        </fieldset>
    }
}

#[component]
fn Demonstration() -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let on_click = move |_| {
        let navigate = navigate.clone();
        working.set(true);
        leptos::task::spawn_local(async move {
            let new = NewEstablishment {
                uai: DEMONSTRATION.to_owned(),
                // The server gives it the name it always has.
                name: t_string!(i18n, establishments.demonstration_title).to_string(),
                cas_key: CasKey::EntId,
            };
            match api::add_establishment(&new).await {
                Ok(_) => navigate(&routes::demonstration_import(), NavigateOptions::default()),
                Err(api::Trouble::Refused(body)) if body.code == ErrorCode::EstablishmentExists => {
                    navigate(&routes::demonstration_import(), NavigateOptions::default());
                }
                Err(error) => failure.set(trouble(i18n, &error)),
            }
            working.try_set(false);
        });
    };
    view! {
        <section class="card" aria-labelledby="demonstration">
            <h2 id="demonstration">{tu_string!(i18n, establishments.demonstration_title)}</h2>
            <p>{tu_string!(i18n, establishments.demonstration_intro)}</p>
            <Show when=move || failure.with(|failure| !failure.is_empty())>
                <Notice tone=Tone::Error>
                    <p>{failure}</p>
                </Notice>
            </Show>
            <button type="button" class="button" prop:disabled=working on:click=on_click>
                {tu_string!(i18n, establishments.demonstration)}
            </button>
        </section>
    }
}
