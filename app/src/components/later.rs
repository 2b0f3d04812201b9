//! What stands below the first screenful: drawn right after it, so that a slow phone shows and answers sooner.

use leptos::prelude::*;
use std::time::Duration;

/// Draws its children in a turn of their own, after those that were drawn with it.
#[component]
pub fn Later(children: ChildrenFn) -> impl IntoView {
    let due = RwSignal::new(false);
    let draw = move || {
        // Nobody waits for it once the screen is gone.
        due.try_set(true);
    };
    set_timeout(draw, Duration::ZERO);
    view! { <Show when=move || due.get()>{children()}</Show> }
}
