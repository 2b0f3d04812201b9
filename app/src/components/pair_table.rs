//! The pairs that a step sends, one by one, with the names that stay here.

use crate::components::pager::{PAGE, Pager};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use ::engine::PairView;
use leptos::prelude::*;

/// A table of pairs, in pages.
#[component]
pub fn PairTable(
    /// All pairs.
    pairs: Vec<PairView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let offset = RwSignal::new(0_u32);
    let total = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
    let pairs = StoredValue::new(pairs);
    let page = move || {
        let skip = offset.get() as usize;
        pairs.with_value(|pairs| {
            pairs.iter().skip(skip).take(PAGE as usize).cloned().collect::<Vec<_>>()
        })
    };
    let title = Signal::derive(move || t_string!(i18n, sending.list).to_string());
    view! {
        <table class="rows-table pairs" aria-label=t_string!(i18n, sending.list).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, sending.col_key)}</th>
                    <th scope="col">{tu_string!(i18n, sending.col_id)}</th>
                    <th scope="col">{tu_string!(i18n, sending.col_decision)}</th>
                    <th scope="col" class="stays">
                        {tu_string!(i18n, sending.col_name)}
                    </th>
                </tr>
            </thead>
            <tbody>
                <For each=page key=|pair| pair.pronote_id.clone() let:pair>
                    <tr>
                        <td data-label=move || t_string!(i18n, sending.col_key)>
                            <code>{pair.ent_key}</code>
                        </td>
                        <td data-label=move || t_string!(i18n, sending.col_id)>
                            <code>{pair.pronote_id}</code>
                        </td>
                        <td data-label=move || t_string!(i18n, sending.col_decision)>
                            {texts::sent_decision(i18n, pair.decision)}
                        </td>
                        <td class="stays" data-label=move || t_string!(i18n, sending.col_name)>
                            {pair.name}
                        </td>
                    </tr>
                </For>
            </tbody>
        </table>
        <Pager offset=offset total=total list=title />
    }
}
