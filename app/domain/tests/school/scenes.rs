//! The situations that lead to a wrong link, put on stage on purpose: in a real school each is rare
//! and all of them happen.

use super::people::{Family, FamilySize, Inventor};
use super::register::{Known, Register, Role};
use super::troubles::Trouble;

type Scene = fn(&mut Register, &mut Inventor);

/// Each scene with the number of accounts for which it happens once.
const SCENES: [(usize, Scene); 14] = [
    (500, homonymous_pupils),
    (300, homonymous_guardians),
    (500, guardian_named_as_a_teacher),
    (300, twins),
    (1500, twin_without_account),
    (700, father_and_son),
    (300, teacher_and_guardian),
    (700, teacher_and_guardian_in_one_account),
    (250, old_and_new_account),
    (200, pupil_left_and_another_came),
    (500, guardian_absent_and_homonym_present),
    (500, guardian_absent_and_former_homonym_present),
    (1500, teacher_absent_and_relative_present),
    (700, supervisor_named_as_a_guardian),
];

const ONE_CHILD: FamilySize = FamilySize { children: 1, guardians: 2 };

/// Adds the situations that a school of so many accounts meets.
pub fn stage(accounts: usize, register: &mut Register, inventor: &mut Inventor) {
    for (once_in, scene) in SCENES {
        for _ in 0..accounts / once_in {
            scene(register, inventor);
        }
    }
}

fn homonymous_pupils(register: &mut Register, inventor: &mut Inventor) {
    let mut one = inventor.family(ONE_CHILD);
    let relative = inventor.man_named(&one.children[0].surname);
    let mut other = inventor.family_around(relative, ONE_CHILD);
    other.children = vec![inventor.homonymous_pupil(&one.children[0])];
    if one.children[0].birth == other.children[0].birth {
        one.children[0].birth = one.children[0].birth.one_year_earlier();
    }
    for family in [one, other] {
        let enrolled = register.add_family(family, Known::Both, &mut inventor.random);
        register.members[enrolled.children[0]].mark(Trouble::HomonymousPupil);
    }
}

fn homonymous_guardians(register: &mut Register, inventor: &mut Inventor) {
    let one = inventor.family(ONE_CHILD);
    let homonym = inventor.namesake(&one.guardians[0]);
    let other = inventor.family_around(homonym, ONE_CHILD);
    for family in [one, other] {
        let enrolled = register.add_family(family, Known::Both, &mut inventor.random);
        register.members[enrolled.guardians[0]].mark(Trouble::HomonymousGuardian);
    }
}

fn guardian_named_as_a_teacher(register: &mut Register, inventor: &mut Inventor) {
    named_as(Role::Teacher, register, inventor);
}

fn twins(register: &mut Register, inventor: &mut Inventor) {
    let family = family_of_twins(inventor);
    let enrolled = register.add_family(family, Known::Both, &mut inventor.random);
    for twin in enrolled.children {
        register.members[twin].mark(Trouble::Twin);
    }
}

/// The portal has opened the account of one of the two only.
fn twin_without_account(register: &mut Register, inventor: &mut Inventor) {
    let family = family_of_twins(inventor);
    let enrolled = register.add_family(family, Known::Both, &mut inventor.random);
    for &twin in &enrolled.children {
        register.members[twin].mark(Trouble::Twin);
    }
    mark_look_alike(register, enrolled.children[0]);
}

fn father_and_son(register: &mut Register, inventor: &mut Inventor) {
    let father = inventor.man();
    let mut family = inventor.family_around(father.clone(), ONE_CHILD);
    let son = &mut family.children[0];
    son.sex = father.sex;
    son.first_name = father.first_name;
    let enrolled = register.add_family(family, Known::Both, &mut inventor.random);
    register.members[enrolled.children[0]].mark(Trouble::FatherAndSon);
    register.members[enrolled.guardians[0]].mark(Trouble::FatherAndSon);
}

fn teacher_and_guardian(register: &mut Register, inventor: &mut Inventor) {
    if let Some((teacher, guardian, _)) = teacher_with_children(register, inventor) {
        register.members[teacher].mark(Trouble::TwoRoles);
        register.members[guardian].mark(Trouble::TwoRoles);
    }
}

fn teacher_and_guardian_in_one_account(register: &mut Register, inventor: &mut Inventor) {
    if let Some((teacher, guardian, children)) = teacher_with_children(register, inventor) {
        register.members[teacher].children = children;
        register.members[teacher].mark(Trouble::SharedAccount);
        register.members[guardian].known = Known::PronoteOnly;
        register.members[guardian].mark(Trouble::NoPortalAccount);
        register.members[guardian].mark(Trouble::SharedAccount);
    }
}

fn old_and_new_account(register: &mut Register, inventor: &mut Inventor) {
    let family = inventor.family(ONE_CHILD);
    let pupil = family.children[0].clone();
    let enrolled = register.add_family(family, Known::Both, &mut inventor.random);
    register.members[enrolled.children[0]].mark(Trouble::DuplicateAccount);
    register.add(Role::Student, pupil, Known::PortalOnly);
}

/// Their first names are close, or the same; sometimes even the day and month of birth are.
fn pupil_left_and_another_came(register: &mut Register, inventor: &mut Inventor) {
    let mut gone = inventor.family(ONE_CHILD);
    let relative = inventor.man_named(&gone.children[0].surname);
    let mut come = inventor.family_around(relative, ONE_CHILD);
    let (left, arrived) = (&mut gone.children[0], &mut come.children[0]);
    if inventor.random.chance(350) {
        *arrived = inventor.homonymous_pupil(left);
    } else {
        let [one, other] = inventor.close_first_names();
        (left.first_name, left.sex) = one;
        (arrived.first_name, arrived.sex) = other;
    }
    if inventor.random.chance(300) {
        let day = 1 + inventor.random.below(28);
        left.birth.day = day;
        (arrived.birth.month, arrived.birth.day) = (left.birth.month, day);
    }
    if left.birth.year == arrived.birth.year {
        left.birth = left.birth.one_year_earlier();
    }
    let enrolled = register.add_family(gone, Known::PronoteOnly, &mut inventor.random);
    for guardian in enrolled.guardians {
        register.members[guardian].mark(Trouble::NoPortalAccount);
    }
    mark_look_alike(register, enrolled.children[0]);
    register.add_family(come, Known::PortalOnly, &mut inventor.random);
}

fn guardian_absent_and_homonym_present(register: &mut Register, inventor: &mut Inventor) {
    absent_beside_a_homonym(Known::Both, register, inventor);
}

fn guardian_absent_and_former_homonym_present(register: &mut Register, inventor: &mut Inventor) {
    absent_beside_a_homonym(Known::PortalOnly, register, inventor);
}

/// Two teachers of one family, of whom the portal knows one. (Two teachers of the very same name, one
/// of whom comes when the other leaves, are not staged: without a date nothing tells them apart, and
/// a directory of sixty teachers hardly ever holds them.)
fn teacher_absent_and_relative_present(register: &mut Register, inventor: &mut Inventor) {
    if let Some(teacher) = register.ordinary(Role::Teacher, &mut inventor.random) {
        let mut relative = inventor.namesake(&register.members[teacher].person);
        let [one, other] = inventor.close_first_names();
        let person = &mut register.members[teacher].person;
        (person.first_name, person.sex) = one;
        (relative.first_name, relative.sex) = other;
        mark_look_alike(register, teacher);
        register.add(Role::Teacher, relative, Known::PortalOnly);
    }
}

fn supervisor_named_as_a_guardian(register: &mut Register, inventor: &mut Inventor) {
    if let Some(supervisor) = named_as(Role::InternshipSupervisor, register, inventor) {
        mark_look_alike(register, supervisor);
    }
}

fn absent_beside_a_homonym(homonym: Known, register: &mut Register, inventor: &mut Inventor) {
    let absent = inventor.family(ONE_CHILD);
    let namesake = inventor.namesake(&absent.guardians[0]);
    let present = inventor.family_around(namesake, ONE_CHILD);
    let enrolled = register.add_family(absent, Known::Both, &mut inventor.random);
    mark_look_alike(register, enrolled.guardians[0]);
    let enrolled = register.add_family(present, homonym, &mut inventor.random);
    register.members[enrolled.guardians[0]].mark(Trouble::HomonymousGuardian);
}

/// Adds a family whose first guardian has the name of somebody in this role, and tells the place of
/// that one.
fn named_as(role: Role, register: &mut Register, inventor: &mut Inventor) -> Option<usize> {
    let place = register.ordinary(role, &mut inventor.random)?;
    let namesake = inventor.namesake(&register.members[place].person);
    let family = inventor.family_around(namesake, ONE_CHILD);
    let enrolled = register.add_family(family, Known::Both, &mut inventor.random);
    register.members[place].mark(Trouble::HomonymElsewhere);
    register.members[enrolled.guardians[0]].mark(Trouble::HomonymElsewhere);
    Some(place)
}

/// Gives children to a teacher; tells the places of the teacher, of the guardian that the teacher
/// also is, and of the children.
fn teacher_with_children(
    register: &mut Register,
    inventor: &mut Inventor,
) -> Option<(usize, usize, Vec<usize>)> {
    let teacher = register.ordinary(Role::Teacher, &mut inventor.random)?;
    let person = register.members[teacher].person.clone();
    let family = inventor.family_around(person, ONE_CHILD);
    let enrolled = register.add_family(family, Known::Both, &mut inventor.random);
    Some((teacher, enrolled.guardians[0], enrolled.children))
}

fn family_of_twins(inventor: &mut Inventor) -> Family {
    let mut family = inventor.family(ONE_CHILD);
    let mut other = family.children[0].clone();
    let [one, close] = inventor.close_first_names();
    (family.children[0].first_name, family.children[0].sex) = one;
    (other.first_name, other.sex) = close;
    family.children.push(other);
    family
}

fn mark_look_alike(register: &mut Register, place: usize) {
    let member = &mut register.members[place];
    member.known = Known::PronoteOnly;
    member.mark(Trouble::NoPortalAccount);
    member.mark(Trouble::LookAlike);
}
