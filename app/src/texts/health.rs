//! How an establishment stands, in words.

use crate::i18n::t_string;
use crate::texts::I18n;
use domain::service::health::Health;

/// "à jour".
pub fn health(i18n: I18n, word: Health) -> String {
    match word {
        Health::ToDo => t_string!(i18n, status.health.to_do),
        Health::Late => t_string!(i18n, status.health.late),
        Health::InProgress => t_string!(i18n, status.health.in_progress),
        Health::ToCheck => t_string!(i18n, status.health.to_check),
        Health::UpToDate => t_string!(i18n, status.health.up_to_date),
    }
    .to_string()
}

/// The rule that made the word.
pub fn health_reason(i18n: I18n, word: Health) -> String {
    match word {
        Health::ToDo => t_string!(i18n, status.why.to_do),
        Health::Late => t_string!(i18n, status.why.late),
        Health::InProgress => t_string!(i18n, status.why.in_progress),
        Health::ToCheck => t_string!(i18n, status.why.to_check),
        Health::UpToDate => t_string!(i18n, status.why.up_to_date),
    }
    .to_string()
}

/// What comes next.
pub fn next_act(i18n: I18n, word: Health) -> String {
    match word {
        Health::ToDo => t_string!(i18n, status.act.to_do),
        Health::Late => t_string!(i18n, status.act.late),
        Health::InProgress => t_string!(i18n, status.act.in_progress),
        Health::ToCheck => t_string!(i18n, status.act.to_check),
        Health::UpToDate => t_string!(i18n, status.act.up_to_date),
    }
    .to_string()
}
