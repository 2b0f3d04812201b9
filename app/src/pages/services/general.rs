//! Informations générales.

use super::fields::{Choice, Line, Tick, about_pronote};
use super::icon::IconField;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts::I18n;
use ::api::{Service, Sso, Xiti};
use domain::service::settings as rules;
use leptos::prelude::*;

/// The first tab of the portal's form.
#[component]
pub fn GeneralPart(
    /// The service.
    typed: RwSignal<Service>,
    /// Its order, as it is typed.
    order: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = |make: fn(I18n) -> String| Signal::derive(move || make(i18n));
    let xiti = vec![
        (Xiti::Undefined, rules::XITI_UNDEFINED.to_owned()),
        (Xiti::SchoolLife, rules::XITI_SCHOOL_LIFE.to_owned()),
    ];
    view! {
        <section class="card" aria-labelledby="general">
            <h2 id="general">{tu_string!(i18n, services.form_general)}</h2>
            <div class="form">
                <Line
                    id="code"
                    label=text(|i18n| t_string!(i18n, services.code).to_string())
                    help=text(|i18n| t_string!(i18n, services.code_help).to_string())
                    of=typed
                    get=|typed: &Service| typed.code.clone()
                    set=|typed, text| typed.code = text
                    required=true
                />
                <Line
                    id="intitule"
                    label=text(|i18n| t_string!(i18n, services.service_title).to_string())
                    of=typed
                    get=|typed: &Service| typed.title.clone()
                    set=|typed, text| typed.title = text
                    required=true
                />
                <Choice
                    id="sso"
                    label=text(|i18n| t_string!(i18n, services.sso).to_string())
                    choices=vec![
                        (Sso::PronoteCas, t_string!(i18n, services.sso_pronote).to_string()),
                        (Sso::Standard, t_string!(i18n, services.sso_standard).to_string()),
                    ]
                    of=typed
                    get=|typed: &Service| typed.sso
                    set=|typed, sso| typed.sso = sso
                />
                <Line
                    id="url"
                    label=text(|i18n| t_string!(i18n, services.url).to_string())
                    help=text(|i18n| t_string!(i18n, services.url_help).to_string())
                    of=typed
                    get=|typed: &Service| typed.url.clone()
                    set=|typed, text| typed.url = text
                    required=true
                    about=Callback::new(move |text: String| {
                        let of_pronote = typed.with(|typed| typed.sso == Sso::PronoteCas);
                        if of_pronote { about_pronote(i18n, &text) } else { ().into_any() }.into_view()
                    })
                />
                <Line
                    id="ordre"
                    label=text(|i18n| t_string!(i18n, services.order).to_string())
                    help=text(|i18n| t_string!(i18n, services.order_help).to_string())
                    of=order
                    get=|order: &String| order.clone()
                    set=|order, text| *order = text
                />
                <Choice
                    id="xiti"
                    label=text(|i18n| t_string!(i18n, services.xiti).to_string())
                    help=text(|i18n| t_string!(i18n, services.xiti_help).to_string())
                    choices=xiti
                    of=typed
                    get=|typed: &Service| typed.xiti
                    set=|typed, xiti| typed.xiti = xiti
                />
                <Line
                    id="regroupement"
                    label=text(|i18n| t_string!(i18n, services.grouping).to_string())
                    help=text(|i18n| t_string!(i18n, services.grouping_help).to_string())
                    of=typed
                    get=|typed: &Service| typed.grouping.clone()
                    set=|typed, text| typed.grouping = text
                />
                <div class="field">
                    <label for="description">{tu_string!(i18n, services.description)}</label>
                    <textarea
                        id="description"
                        rows="3"
                        prop:value=move || typed.with(|typed| typed.description.clone())
                        on:input:target=move |event| {
                            typed.update(|typed| typed.description = event.target().value());
                        }
                    />
                </div>
                <IconField typed=typed />
                <Tick
                    id="anonyme"
                    label=text(|i18n| t_string!(i18n, services.anonymous).to_string())
                    help=text(|i18n| t_string!(i18n, services.anonymous_help).to_string())
                    of=typed
                    get=|typed: &Service| typed.anonymous
                    set=|typed, anonymous| typed.anonymous = anonymous
                />
            </div>
        </section>
    }
}
