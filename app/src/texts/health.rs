//! How an establishment stands, in words.

use crate::i18n::t_string;
use crate::texts::I18n;
use domain::service::health::{Doubt, Facts, Health, doubts};

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
pub fn health_reason(i18n: I18n, word: Health, facts: &Facts) -> String {
    match word {
        Health::ToCheck => {
            let doubts: Vec<_> = doubts(facts).map(|doubt| self::doubt(i18n, doubt)).collect();
            return doubts.join(" ");
        }
        Health::ToDo => t_string!(i18n, status.why.to_do),
        Health::Late => t_string!(i18n, status.why.late),
        Health::InProgress => t_string!(i18n, status.why.in_progress),
        Health::UpToDate => t_string!(i18n, status.why.up_to_date),
    }
    .to_string()
}

fn doubt(i18n: I18n, doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::NewVersion => t_string!(i18n, status.why.new_version),
        Doubt::MassChange => t_string!(i18n, status.why.mass_change),
        Doubt::PutAside => t_string!(i18n, status.why.put_aside),
        Doubt::TooManyUnknown => t_string!(i18n, status.why.too_many_unknown),
    }
}

/// What comes next.
pub fn next_act(i18n: I18n, word: Health, facts: &Facts) -> String {
    match word {
        Health::ToDo => t_string!(i18n, status.act.to_do),
        Health::Late => t_string!(i18n, status.act.late),
        Health::InProgress => t_string!(i18n, status.act.in_progress),
        Health::ToCheck if facts.new_version => t_string!(i18n, status.act.late),
        Health::ToCheck => t_string!(i18n, status.act.to_check),
        Health::UpToDate => t_string!(i18n, status.act.up_to_date),
    }
    .to_string()
}
