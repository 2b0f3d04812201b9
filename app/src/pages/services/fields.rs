//! Fields of the forms here: bound to one part of a value that is edited as a whole.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts::{self, I18n};
use domain::service::{CasAddress, Correction, NotAnAddress, PronoteAddress};
use leptos::prelude::*;

/// A text field.
#[component]
pub fn Line<T: Send + Sync + 'static>(
    /// Identifies it within the page.
    id: &'static str,
    /// What is to be typed.
    #[prop(into)]
    label: Signal<String>,
    /// How to type it.
    #[prop(optional, into)]
    help: Option<Signal<String>>,
    /// What is edited.
    of: RwSignal<T>,
    /// Its text.
    get: fn(&T) -> String,
    /// Takes a text.
    set: fn(&mut T, String),
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// It is no part of the form's answer: Enter does not send the form.
    #[prop(optional)]
    inner: bool,
    /// What is said below it about what is typed.
    #[prop(optional, into)]
    about: Option<Callback<String, View<AnyView>>>,
) -> impl IntoView {
    let help_id = format!("{id}-aide");
    let described = help.is_some().then(|| help_id.clone());
    let text = move || of.with(get);
    view! {
        <div class="field">
            <label for=id>{label} {required.then_some(" *")}</label>
            {help.map(|help| view! { <p class="field-help" id=help_id>{help}</p> })}
            <input
                id=id
                type="text"
                autocomplete="off"
                required=required
                aria-describedby=described
                prop:value=text
                on:keydown=move |event| {
                    if inner {
                        no_submit(event);
                    }
                }
                on:input:target=move |event| of.update(|value| set(value, event.target().value()))
            />
            {about.map(|about| view! { <div aria-live="polite">{move || about.run(text())}</div> })}
        </div>
    }
}

/// A choice among a few values.
#[component]
pub fn Choice<T: Send + Sync + 'static, C: Copy + PartialEq + Send + Sync + 'static>(
    /// Identifies it within the page.
    id: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to know.
    #[prop(optional, into)]
    help: Option<Signal<String>>,
    /// The choices, and their names.
    choices: Vec<(C, String)>,
    /// What is edited.
    of: RwSignal<T>,
    /// Its choice.
    get: fn(&T) -> C,
    /// Takes a choice.
    set: fn(&mut T, C),
) -> impl IntoView {
    let help_id = format!("{id}-aide");
    let described = help.is_some().then(|| help_id.clone());
    let options = choices.clone();
    let option = move |(place, (choice, name)): (usize, (C, String))| {
        view! {
            <option value=place.to_string() selected=move || of.with(get) == choice>
                {name}
            </option>
        }
    };
    let choose = move |place: String| {
        if let Some((choice, _)) = place.parse().ok().and_then(|place: usize| choices.get(place)) {
            of.update(|value| set(value, *choice));
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {help.map(|help| view! { <p class="field-help" id=help_id>{help}</p> })}
            <select
                id=id
                aria-describedby=described
                on:change:target=move |event| choose(event.target().value())
            >
                {options.into_iter().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
}

/// A box to tick.
#[component]
pub fn Tick<T: Send + Sync + 'static>(
    /// Identifies it within the page.
    id: &'static str,
    /// What ticking it means.
    #[prop(into)]
    label: Signal<String>,
    /// What it implies.
    #[prop(into)]
    help: Signal<String>,
    /// What is edited.
    of: RwSignal<T>,
    /// Whether it is ticked.
    get: fn(&T) -> bool,
    /// Ticks it or not.
    set: fn(&mut T, bool),
) -> impl IntoView {
    let help_id = format!("{id}-aide");
    view! {
        <div class="choice">
            <input
                type="checkbox"
                id=id
                aria-describedby=help_id.clone()
                prop:checked=move || of.with(get)
                on:change:target=move |event| of.update(|value| set(value, event.target().checked()))
            />
            <label for=id>{label}</label>
            <p class="field-help" id=help_id>{help}</p>
        </div>
    }
}

/// Enter in a field that is no part of the form's answer does nothing: the form is not sent.
pub fn no_submit(event: leptos::ev::KeyboardEvent) {
    if event.key() == "Enter" {
        event.prevent_default();
    }
}

/// What an order is written as: tenths behind a comma.
pub fn order_text(order: u32) -> String {
    format!("{},{}", order / 10, order % 10)
}

/// The order that is typed, with a comma or a point.
pub fn parse_order(text: &str) -> Option<u32> {
    let text = text.trim().replace(',', ".");
    let (whole, tenths) = text.split_once('.').unwrap_or((&text, "0"));
    let digit = |text: &str| text.len() == 1 && text.bytes().all(|b| b.is_ascii_digit());
    let whole: u32 = whole.parse().ok()?;
    let order =
        whole.checked_mul(10)?.checked_add(tenths.parse().ok().filter(|_| digit(tenths))?)?;
    (order <= 9_999).then_some(order)
}

/// What is said of a PRONOTE address while it is typed.
pub fn about_pronote(i18n: I18n, text: &str) -> AnyView {
    let read = PronoteAddress::parse(text);
    about_address(i18n, text, read.map(|(address, found)| (address.to_string(), found, true)))
}

/// What is said of a CAS server's address while it is typed.
pub fn about_cas(i18n: I18n, text: &str) -> AnyView {
    let read = CasAddress::parse(text);
    let read = read.map(|(address, found)| (address.to_string(), found, address.is_private()));
    about_address(i18n, text, read)
}

fn about_address(
    i18n: I18n,
    text: &str,
    read: Result<(String, Vec<Correction>, bool), NotAnAddress>,
) -> AnyView {
    match read {
        _ if text.trim().is_empty() => ().into_any(),
        Err(NotAnAddress) => {
            view! { <p class="field-error" aria-live="assertive" aria-atomic="true">{tu_string!(i18n, services.wrong_address)}</p> }
                .into_any()
        }
        Ok((_, _, false)) => {
            view! { <p class="field-error" aria-live="assertive" aria-atomic="true">{tu_string!(i18n, services.not_private)}</p> }.into_any()
        }
        Ok((address, ..)) if address == text.trim() => ().into_any(),
        Ok((address, found, true)) => {
            let found: Vec<_> = found.into_iter().map(|one| texts::correction(i18n, one)).collect();
            let becomes = t_string!(i18n, services.becomes, address = address).to_string();
            view! { <p class="field-help">{found.join(" ")} " " {becomes}</p> }.into_any()
        }
    }
}

/// The sentence below the forms while something is not saved.
#[component]
pub fn Unsaved(
    /// Whether something is not.
    #[prop(into)]
    when: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Show when=move || when.get()>
            <p class="quiet">{tu_string!(i18n, services.unsaved)}</p>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn an_order_has_one_digit_behind_its_comma() {
        assert_eq!(order_text(90), "9,0");
        assert_eq!(parse_order("9"), Some(90));
        assert_eq!(parse_order(" 9,5 "), Some(95));
        assert_eq!(parse_order("9.5"), Some(95));
        for text in ["", "x", "9,55", "-1", "1000", "9,x"] {
            assert_eq!(parse_order(text), None, "{text}");
        }
    }
}
