//! A sentence that matters: said aloud by screen readers when it appears.

use leptos::prelude::*;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// For information.
    #[default]
    Info,
    /// It worked.
    Success,
    /// To be checked.
    Warning,
    /// It did not work.
    Error,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice-info",
            Self::Success => "notice notice-success",
            Self::Warning => "notice notice-warning",
            Self::Error => "notice notice-error",
        }
    }
}

/// A notice.
#[component]
pub fn Notice(
    /// How much it matters; information by default.
    #[prop(optional)]
    tone: Tone,
    /// Its sentences.
    children: Children,
) -> impl IntoView {
    let role = if tone == Tone::Error { "alert" } else { "status" };
    view! {
        <div class=tone.class() role=role>
            {children()}
        </div>
    }
}
