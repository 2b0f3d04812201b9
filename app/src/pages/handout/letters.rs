//! The letters: a model, a preview, and the browser's own printing. Once printed they are gone from here,
//! and their passwords from the engine.

use super::desk::Desk;
use super::sheets::{PerPage, sheets};
use crate::components::notice::{Notice, Tone};
use crate::files;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{HandoutAnswer, HandoutRequest, LetterView};
use domain::handout::{FIELDS, unknown_fields};
use leptos::prelude::*;

/// Model, preview, printing.
#[component]
pub fn Letters(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let model = RwSignal::new(t_string!(i18n, handout.letters.default).to_string());
    let per_page = RwSignal::new(PerPage::default());
    let letters = RwSignal::new(Vec::<LetterView>::new());
    let failed = RwSignal::new(false);
    // Another list is another set of letters; and whoever leaves takes nothing along.
    Effect::new(move || {
        desk.filter.track();
        letters.set(Vec::new());
    });
    wipe_after_printing(desk, letters);
    let prepare = move |_| {
        let filter = desk.filter.get_untracked();
        let establishment = import
            .establishment
            .with_untracked(|open| open.as_ref().map(|open| open.name.clone()))
            .unwrap_or_default();
        let model = model.get_untracked();
        desk.printed.set(false);
        leptos::task::spawn_local(async move {
            let request = HandoutRequest::Letters { filter, model, establishment };
            if let Some(HandoutAnswer::Letters(ready)) = desk.ask(request).await {
                letters.try_set(ready);
            }
        });
    };
    let table = move |_| {
        let request =
            HandoutRequest::Table { filter: desk.filter.get_untracked(), heading: heading(i18n) };
        leptos::task::spawn_local(async move {
            let done = match desk.ask(request).await {
                Some(HandoutAnswer::File(bytes)) => {
                    files::download("comptes-a-distribuer.csv", "text/csv", &bytes)
                }
                _ => false,
            };
            failed.try_set(!done);
        });
    };
    view! {
        <section aria-labelledby="lettres" class="no-print">
            <h2 id="lettres">{tu_string!(i18n, handout.letters.title)}</h2>
            <p>{tu_string!(i18n, handout.letters.intro)}</p>
            <Model model=model />
            <div class="field">
                <label for="lettres-par-page">{tu_string!(i18n, handout.letters.per_page)}</label>
                <select
                    id="lettres-par-page"
                    on:change:target=move |event| {
                        let number = event.target().value();
                        let chosen = PerPage::ALL.into_iter().find(|one| one.number().to_string() == number);
                        per_page.set(chosen.unwrap_or_default());
                    }
                >
                    {PerPage::ALL
                        .map(|one| view! { <option value=one.number().to_string()>{one.number()}</option> })
                        .collect_view()}
                </select>
            </div>
            <Show when=move || desk.printed.get()>
                <Notice tone=Tone::Success>
                    <p>{tu_string!(i18n, handout.letters.done)}</p>
                </Notice>
            </Show>
            <Show when=move || failed.get()>
                <Notice tone=Tone::Error>
                    <p>{tu_string!(i18n, handout.failed)}</p>
                </Notice>
            </Show>
            <p class="buttons">
                <button type="button" class="button button-main" on:click=prepare>
                    {tu_string!(i18n, handout.letters.prepare)}
                </button>
                <button type="button" class="button" on:click=table>
                    {tu_string!(i18n, handout.letters.table)}
                </button>
            </p>
            <p class="field-help">{tu_string!(i18n, handout.letters.table_help)}</p>
        </section>
        <Show when=move || letters.with(|letters| !letters.is_empty())>
            <Preview letters=letters per_page=per_page />
        </Show>
    }
}

/// The model, with its fields and what is wrong with them.
#[component]
fn Model(model: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let fields = FIELDS.map(|field| format!("{{{field}}}")).join(", ");
    let unknown = move || model.with(|model| unknown_fields(model)).join(", ");
    view! {
        <div class="field">
            <label for="lettres-modele">{tu_string!(i18n, handout.letters.model)}</label>
            <p class="field-help" id="lettres-champs">
                {t!(i18n, handout.letters.model_help, fields = fields)}
            </p>
            <textarea
                id="lettres-modele"
                rows="12"
                aria-describedby="lettres-champs lettres-inconnus"
                prop:value=model
                on:input:target=move |event| model.set(event.target().value())
            ></textarea>
            <p class="field-error" id="lettres-inconnus" aria-live="polite">
                {move || {
                    let unknown = unknown();
                    (!unknown.is_empty())
                        .then(|| t_string!(i18n, handout.letters.unknown, fields = unknown).to_string())
                }}
            </p>
        </div>
    }
}

/// The letters as they will be printed.
#[component]
fn Preview(letters: RwSignal<Vec<LetterView>>, per_page: RwSignal<PerPage>) -> impl IntoView {
    let i18n = use_i18n();
    let sheets = Memo::new(move |_| sheets(letters.get(), per_page.get()));
    let count = move || letters.with(Vec::len);
    let on_sheets = move || sheets.with(Vec::len);
    let print = move |_| {
        // A browser that cannot print shows nothing either.
        let _ = window().print();
    };
    view! {
        <section aria-labelledby="apercu">
            <div class="no-print">
                <h2 id="apercu">{tu_string!(i18n, handout.letters.preview)}</h2>
                <p role="status">{t!(i18n, handout.letters.ready, count = count, sheets = on_sheets)}</p>
                <p>{tu_string!(i18n, handout.letters.after)}</p>
                <p class="buttons">
                    <button type="button" class="button button-main" on:click=print>
                        {tu_string!(i18n, handout.letters.print)}
                    </button>
                    <button type="button" class="button" on:click=move |_| letters.set(Vec::new())>
                        {tu_string!(i18n, handout.letters.cancel)}
                    </button>
                </p>
            </div>
            <div class="sheets">
                {move || {
                    let class = per_page.get().class();
                    sheets
                        .get()
                        .into_iter()
                        .map(|sheet| {
                            let letters = sheet.into_iter().map(|letter| {
                                view! { <article class="letter">{letter.text}</article> }
                            });
                            view! { <div class=class>{letters.collect_view()}</div> }
                        })
                        .collect_view()
                }}
            </div>
        </section>
    }
}

/// Printing ends: what was printed is gone from the page, and its passwords from the engine.
fn wipe_after_printing(desk: Desk, letters: RwSignal<Vec<LetterView>>) {
    let printed = window_event_listener_untyped("afterprint", move |_| {
        let any = letters.try_with_untracked(|letters| !letters.is_empty()).unwrap_or(false);
        if !any {
            return;
        }
        letters.set(Vec::new());
        desk.printed.set(true);
        leptos::task::spawn_local(async move { desk.change(HandoutRequest::Printed).await });
    });
    on_cleanup(move || printed.remove());
}

fn heading(i18n: I18n) -> [String; 7] {
    use domain::files::columns::Column;
    [
        Column::LastName,
        Column::FirstName,
        Column::Profile,
        Column::Class,
        Column::Login,
        Column::Password,
        Column::EntId,
    ]
    .map(|column| texts::column(i18n, column))
}
