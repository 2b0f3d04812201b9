//! The services, with what can be done about each.

use crate::api::services;
use crate::components::loaded::{Failure, told};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use ::api::{Service, Sso};
use leptos::prelude::*;
use leptos_router::components::A;

/// The list; a service that was deleted can be put back while the screen stays.
#[component]
pub fn List(
    /// The establishment.
    uai: String,
    /// Its services.
    services: Vec<Service>,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = RwSignal::new(services);
    let removed = RwSignal::new(None::<Service>);
    let failure = RwSignal::new(String::new());
    let uai = StoredValue::new(uai);
    let remove = Callback::new(move |service: Service| {
        leptos::task::spawn_local(async move {
            let done = services::remove(&uai.get_value(), &service.code).await;
            if told(i18n, failure, done).is_some() {
                list.update(|list| list.retain(|one| one.code != service.code));
                removed.set(Some(service));
            }
        });
    });
    let restore = move |_| {
        let Some(service) = removed.get_untracked() else { return };
        leptos::task::spawn_local(async move {
            let done = services::add(&uai.get_value(), &service).await;
            if let Some(service) = told(i18n, failure, done) {
                list.update(|list| {
                    list.push(service);
                    list.sort_by(|a, b| (a.order, &a.code).cmp(&(b.order, &b.code)));
                });
                removed.set(None);
            }
        });
    };
    let name =
        move || removed.with(|one| one.as_ref().map(|one| one.title.clone()).unwrap_or_default());
    view! {
        <section aria-labelledby="services">
            <h2 id="services">{tu_string!(i18n, services.list)}</h2>
            <Failure text=failure />
            <Show when=move || removed.with(Option::is_some)>
                <Notice tone=Tone::Success>
                    <p>{t!(i18n, services.removed, name = name)}</p>
                    <button type="button" class="button" on:click=restore>
                        {tu_string!(i18n, services.restore)}
                    </button>
                </Notice>
            </Show>
            <Show
                when=move || list.with(|list| !list.is_empty())
                fallback=move || view! { <p>{tu_string!(i18n, services.none)}</p> }
            >
                <table class="rows-table" aria-labelledby="services">
                    <thead>
                        <tr>
                            <th scope="col">{tu_string!(i18n, services.col_title)}</th>
                            <th scope="col">{tu_string!(i18n, services.col_sso)}</th>
                            <th scope="col">{tu_string!(i18n, services.col_internal)}</th>
                            <th scope="col">{tu_string!(i18n, services.col_anonymous)}</th>
                            <th scope="col">{tu_string!(i18n, services.col_order)}</th>
                            <th scope="col">{tu_string!(i18n, services.col_actions)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let row = |service| view! { <Row uai=uai service=service remove=remove /> };
                            list.get().into_iter().map(row).collect_view()
                        }}
                    </tbody>
                </table>
            </Show>
            <p>
                <A href=routes::new_service(&uai.get_value()) attr:class="button button-main">
                    {tu_string!(i18n, services.new)}
                </A>
            </p>
        </section>
    }
}

#[component]
fn Row(uai: StoredValue<String>, service: Service, remove: Callback<Service>) -> impl IntoView {
    let i18n = use_i18n();
    let href = routes::service(&uai.get_value(), &service.code);
    let title = StoredValue::new(service.title.clone());
    let yes = move |yes: bool| {
        if yes {
            t_string!(i18n, services.yes).to_string()
        } else {
            t_string!(i18n, services.no).to_string()
        }
    };
    let sso = match service.sso {
        Sso::PronoteCas => t_string!(i18n, services.sso_pronote).to_string(),
        Sso::Standard => t_string!(i18n, services.sso_standard).to_string(),
    };
    let order = super::fields::order_text(service.order);
    let anonymous = yes(service.anonymous);
    view! {
        <tr>
            <th scope="row">
                {title.get_value()} " " <code>{service.code.clone()}</code>
            </th>
            <td data-label=move || t_string!(i18n, services.col_sso)>{sso}</td>
            // A service with an address of its own is none of the portal's.
            <td data-label=move || t_string!(i18n, services.col_internal)>{yes(false)}</td>
            <td data-label=move || t_string!(i18n, services.col_anonymous)>{anonymous}</td>
            <td data-label=move || t_string!(i18n, services.col_order)>{order}</td>
            <td>
                <A
                    href=href
                    attr:class="button button-quiet"
                    attr:aria-label=move || t_string!(i18n, services.edit_of, name = title.get_value()).to_string()
                >
                    {tu_string!(i18n, services.edit)}
                </A>
                " "
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=move || t_string!(i18n, services.remove_of, name = title.get_value()).to_string()
                    on:click=move |_| remove.run(service.clone())
                >
                    {tu_string!(i18n, services.remove)}
                </button>
            </td>
        </tr>
    }
}
