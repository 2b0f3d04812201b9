//! Every sentence that is made from data, in one place per kind of data.

pub mod audit;
mod columns;
mod corrections;
pub mod counts;
mod dates;
pub mod diagnosis;
pub mod guide;
mod health;
mod marks;
mod problems;
mod reasons;
mod sense;
mod timetable;
mod troubles;
mod words;

pub use columns::{column, missing};
pub use corrections::correction;
pub use dates::{calendar_stamp, day, day_and_time, thousands, time_of_day, today};
pub use health::{health, health_reason, next_act};
pub use marks::{field, marks};
pub use problems::{severity, subject, tell};
pub use reasons::reason;
pub use sense::{Doubt, contradictions, doubt};
pub use timetable::{
    inconsistency, sitting, timetable_kind, timetable_kind_one, timetable_trouble, weekday,
};
pub use troubles::trouble;
pub use words::{
    categories, category, category_one, cause, cause_advice, certainty, decision, flag, kind, list,
    mode, outlook, sent_decision,
};

/// What gives access to the texts of the chosen language.
pub type I18n = leptos_i18n::I18nContext<crate::i18n::Locale>;
