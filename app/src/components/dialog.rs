//! What must be dealt with before anything else.

use crate::i18n::{tu_string, use_i18n};
use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

/// A dialog; shown while `open` is true. Escape closes it.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Identifies its title within the page.
    #[prop(default = "dialog-title")]
    id: &'static str,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// What it holds, its buttons included.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<DialogElement>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            // It fails only when the dialog is shown already.
            let _ = dialog.show_modal();
        } else {
            dialog.close();
        }
    });
    view! {
        <dialog node_ref=dialog class="dialog" aria-labelledby=id on:close=move |_| open.set(false)>
            <h2 id=id>{title}</h2>
            {children()}
        </dialog>
    }
}

/// A question; Escape and the second button answer no.
#[component]
pub fn ConfirmDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Identifies its title within the page.
    #[prop(default = "dialog-title")]
    id: &'static str,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What yes does, on its button.
    #[prop(into)]
    confirm: Signal<String>,
    /// What no does, on its button; "Annuler" by default.
    #[prop(optional, into)]
    decline: Option<Signal<String>>,
    /// Called on yes.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// What there is to know.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let yes = move |_| {
        open.set(false);
        on_confirm.run(());
    };
    let no = move || match decline {
        Some(decline) => decline.get().into_any(),
        None => tu_string!(i18n, frame.cancel).into_any(),
    };
    view! {
        <Dialog open=open id=id title=title>
            {children()}
            <div class="buttons">
                <button type="button" class="button button-main" on:click=yes>
                    {confirm}
                </button>
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {no}
                </button>
            </div>
        </Dialog>
    }
}
