//! The icon of a service: read here, checked, kept as base64.

use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use ::api::Service;
use domain::service::icon::{self, NotAnIcon};
use js_sys::Uint8Array;
use leptos::html::Input;
use leptos::prelude::*;

/// A PNG, shown with its size.
#[component]
pub fn IconField(
    /// The service.
    typed: RwSignal<Service>,
) -> impl IntoView {
    let i18n = use_i18n();
    let wrong = RwSignal::new(None::<NotAnIcon>);
    let size = RwSignal::new(None::<(u32, u32)>);
    let input = NodeRef::<Input>::new();
    let choose = move |_| {
        let list = input.get_untracked().and_then(|input| input.files());
        let Some(file) = files::of_list(list).into_iter().next() else { return };
        leptos::task::spawn_local(async move {
            let given = files::read(&file).await;
            let bytes =
                given.bytes.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default();
            match icon::size(&bytes) {
                Ok(found) => {
                    typed.update(|typed| typed.icon = Some(base64(&bytes)));
                    wrong.set(None);
                    size.set(Some(found));
                }
                // The one that was there stays.
                Err(reason) => wrong.set(Some(reason)),
            }
        });
    };
    let shown = move || typed.with(|typed| typed.icon.clone());
    view! {
        <div class="field">
            <label for="icone">{tu_string!(i18n, services.icon)}</label>
            <p class="field-help" id="icone-aide">{tu_string!(i18n, services.icon_help)}</p>
            <input
                id="icone"
                type="file"
                accept="image/png"
                aria-describedby="icone-aide icone-erreur"
                node_ref=input
                on:change=choose
            />
            <p class="field-error" aria-live="assertive" aria-atomic="true" id="icone-erreur">
                {move || wrong.get().map(|reason| match reason {
                    NotAnIcon::NotPng => t_string!(i18n, services.icon_wrong).to_string(),
                    NotAnIcon::TooLarge => t_string!(i18n, services.icon_large).to_string(),
                })}
            </p>
            {move || shown().map(|icon| view! {
                <p>
                    <img src=format!("data:image/png;base64,{icon}") alt="" />
                    " "
                    {move || size.get().map(|(width, height)| {
                        let told = t_string!(i18n, services.icon_size, width = width, height = height);
                        let advice = ((width, height) != icon::ADVISED)
                            .then(|| t_string!(i18n, services.icon_advice).to_string());
                        view! { {told} " " {advice} " " }
                    })}
                    <button
                        type="button"
                        class="button button-quiet"
                        on:click=move |_| {
                            typed.update(|typed| typed.icon = None);
                            size.set(None);
                        }
                    >
                        {tu_string!(i18n, services.icon_remove)}
                    </button>
                </p>
            })}
        </div>
    }
}

/// RFC 4648, by the browser itself.
fn base64(bytes: &[u8]) -> String {
    let binary: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    window().btoa(&binary).unwrap_or_default()
}
