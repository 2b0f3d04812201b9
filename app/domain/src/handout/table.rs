//! The accounts as a table, for the mail merge of a word processor.

use super::{Handout, Holder};
use crate::person::{EntId, Login};
use crate::reconciliation::table;

/// Writes the accounts at these places. `heading` names the columns: last name, first name, profile,
/// class, login, password, the directory's identifier.
pub fn csv(handout: &Handout, places: &[usize], heading: [String; 7]) -> String {
    let line = |holder: &Holder| {
        vec![
            holder.identity.last_name.to_string(),
            holder.identity.first_name.to_string(),
            holder.profile.to_string(),
            holder.class.as_deref().unwrap_or_default().to_owned(),
            holder.login.as_ref().map(Login::as_str).unwrap_or_default().to_owned(),
            holder.password.reveal().to_owned(),
            holder.ent_id.as_ref().map(EntId::as_str).unwrap_or_default().to_owned(),
        ]
    };
    let mut rows = vec![heading.to_vec()];
    rows.extend(places.iter().filter_map(|&place| handout.holders.get(place)).map(line));
    table::write(&rows)
}
