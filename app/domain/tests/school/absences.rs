//! Accounts that one side alone has, for ordinary reasons.

use super::people::Inventor;
use super::random::Random;
use super::register::{Known, Register, Role};
use super::troubles::Trouble;

/// Takes the portal account from those who usually have none: newcomers, their guardians, contacts
/// who never asked for one, and nearly everybody outside the school.
pub fn close_portal_accounts(register: &mut Register, random: &mut Random) {
    for place in 0..register.members.len() {
        let member = &register.members[place];
        let newcomers = !member.children.is_empty()
            && member.children.iter().all(|&child| !register.members[child].known.in_portal());
        let per_mille = match member.role {
            Role::Guardian if newcomers => 900,
            Role::Guardian => 48,
            Role::Student => 18,
            Role::Teacher => 30,
            Role::Staff => 70,
            Role::InternshipSupervisor => 850,
            Role::Inspector => 700,
        };
        let ordinary = member.known == Known::Both && member.troubles.is_empty();
        if ordinary && random.chance(per_mille) {
            register.members[place].known = Known::PronoteOnly;
            register.members[place].mark(Trouble::NoPortalAccount);
        }
    }
}

/// Adds those who are in the portal only: pupils who left and their guardians, a few teachers who
/// left, agents whom PRONOTE does not concern.
pub fn add_portal_only_people(accounts: usize, register: &mut Register, inventor: &mut Inventor) {
    for _ in 0..accounts / 55 {
        let size = inventor.family_size();
        let mut family = inventor.family(size);
        for child in &mut family.children {
            child.birth = child.birth.one_year_earlier();
        }
        register.add_family(family, Known::PortalOnly, &mut inventor.random);
    }
    for (role, once_in) in [(Role::Teacher, 300), (Role::Staff, 150)] {
        for _ in 0..accounts / once_in {
            register.add(role, inventor.adult(), Known::PortalOnly);
        }
    }
}
