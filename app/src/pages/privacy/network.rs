//! The page's own network log.

use crate::api::log::{self, Sent};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use leptos::prelude::*;

/// What was sent so far: it is read when the page is shown.
#[component]
pub fn NetworkLog() -> impl IntoView {
    let i18n = use_i18n();
    let (requests, bytes, sent) = log::sent();
    let count = |n: usize| texts::thousands(u32::try_from(n).unwrap_or(u32::MAX));
    let total =
        t_string!(i18n, privacy.log_total, requests = count(requests), bytes = count(bytes))
            .to_string();
    let row = move |Sent { at, request, bytes, fields }: Sent| {
        let fields = if fields.is_empty() {
            t_string!(i18n, privacy.log_no_fields).to_string()
        } else {
            fields.join(", ")
        };
        view! {
            <tr>
                <th scope="row">{texts::day_and_time(&at)}</th>
                <td data-label=move || t_string!(i18n, privacy.log_request)>
                    <code>{request}</code>
                </td>
                <td data-label=move || t_string!(i18n, privacy.log_size)>{bytes}</td>
                <td data-label=move || t_string!(i18n, privacy.log_fields)>{fields}</td>
            </tr>
        }
    };
    view! {
        <section class="card" aria-labelledby="reseau">
            <h2 id="reseau">{tu_string!(i18n, privacy.log)}</h2>
            <p><strong>{total}</strong></p>
            <p>{tu_string!(i18n, privacy.log_about)}</p>
            {if sent.is_empty() {
                view! { <p class="quiet">{tu_string!(i18n, privacy.log_none)}</p> }.into_any()
            } else {
                view! {
                    <table class="rows-table" aria-labelledby="reseau">
                        <thead>
                            <tr>
                                <th scope="col">{tu_string!(i18n, privacy.log_when)}</th>
                                <th scope="col">{tu_string!(i18n, privacy.log_request)}</th>
                                <th scope="col">{tu_string!(i18n, privacy.log_size)}</th>
                                <th scope="col">{tu_string!(i18n, privacy.log_fields)}</th>
                            </tr>
                        </thead>
                        <tbody>{sent.into_iter().map(row).collect_view()}</tbody>
                    </table>
                }
                .into_any()
            }}
        </section>
    }
}
