//! The heading of a screen: names the tab, and takes the focus when the screen changes.

use leptos::html::H1;
use leptos::prelude::*;
use leptos_meta::Title;

/// Whether a screen was shown before: the first one leaves the focus where the browser puts it.
#[derive(Clone, Copy)]
pub struct Navigation {
    moved: StoredValue<bool>,
}

impl Navigation {
    /// Made once, at the root.
    pub fn new() -> Self {
        Self { moved: StoredValue::new(false) }
    }

    /// Whether the heading of no screen was shown yet.
    pub fn is_first_screen(self) -> bool {
        !self.moved.get_value()
    }
}

/// A screen's only `h1`.
#[component]
pub fn PageHeading(
    /// Its text.
    #[prop(into)]
    text: Signal<String>,
    /// Small text above it.
    #[prop(optional, into)]
    above: Option<Signal<String>>,
    /// What is added to the tab's title, to tell establishments apart.
    #[prop(optional, into)]
    place: Option<Signal<String>>,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    let navigation: Navigation = expect_context();
    Effect::new(move || {
        // A new text is a new screen, even where the component stays.
        text.track();
        let Some(heading) = heading.get() else { return };
        if navigation.moved.get_value() {
            let _ = heading.focus();
        }
        navigation.moved.set_value(true);
    });
    let title = move || match place.map(|place| place.get()).filter(|place| !place.is_empty()) {
        Some(place) => format!("{} – {place} – Raccord", text.get()),
        None => format!("{} – Raccord", text.get()),
    };
    view! {
        <Title text=title />
        <div class="heading">
            {above.map(|above| view! { <p class="heading-above">{above}</p> })}
            <h1 tabindex="-1" node_ref=heading>
                {text}
            </h1>
        </div>
    }
}
