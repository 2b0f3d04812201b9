//! Who is who: what a linkage should find, and what makes it hard.

use super::Truth;
use super::records::{Record, in_pronote};
use super::register::Role;
use std::fmt;

impl fmt::Display for Truth {
    /// As a line of the truth file, the troubles separated by spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ent_id = self.ent_id.as_deref().unwrap_or_default();
        write!(f, "{};{};{ent_id};", self.category, self.pronote_id)?;
        for (index, trouble) in self.troubles.iter().enumerate() {
            let separator = if index == 0 { "" } else { " " };
            write!(f, "{separator}{}", trouble.code())?;
        }
        Ok(())
    }
}

/// The truth of each PRONOTE account, in the order of the PRONOTE file.
pub fn truth(records: &[Record]) -> Vec<Truth> {
    Role::ALL
        .into_iter()
        .flat_map(|role| in_pronote(records, role))
        .filter_map(|record| {
            Some(Truth {
                category: category(record.member.role),
                pronote_id: record.pronote_id.clone()?,
                ent_id: record.ent_id.clone(),
                troubles: record.member.troubles.clone(),
            })
        })
        .collect()
}

fn category(role: Role) -> &'static str {
    match role {
        Role::Teacher => "teacher",
        Role::Student => "student",
        Role::Guardian => "guardian",
        Role::InternshipSupervisor => "internship_supervisor",
        Role::Inspector => "inspector",
        Role::Staff => "staff",
    }
}
