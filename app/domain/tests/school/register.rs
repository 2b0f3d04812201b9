//! Everybody that PRONOTE or the portal knows of one establishment.

use super::people::{BIRTH_YEAR_OF_THE_SIXIEME, Family, FamilySize, Inventor, Person};
use super::random::Random;
use super::troubles::Trouble;

/// What a person is at the school: one step of the reconciliation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Enseignant.
    Teacher,
    /// Élève.
    Student,
    /// Responsable.
    Guardian,
    /// Maître de stage.
    InternshipSupervisor,
    /// Inspecteur pédagogique.
    Inspector,
    /// Personnel.
    Staff,
}

/// Which side has an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Both: the usual case.
    Both,
    /// PRONOTE alone: newcomers, and those who never had a portal account.
    PronoteOnly,
    /// The portal alone: those who left, and those whom PRONOTE does not concern.
    PortalOnly,
}

/// A person in one role.
pub struct Member {
    /// The role.
    pub role: Role,
    /// Who they are.
    pub person: Person,
    /// The class, for a pupil.
    pub class: Option<String>,
    /// The places in the register of those they answer for.
    pub children: Vec<usize>,
    /// Which side has an account.
    pub known: Known,
    /// Why the two accounts are hard to link.
    pub troubles: Vec<Trouble>,
}

/// The members of one establishment.
pub struct Register {
    /// In no meaningful order; a place is never reused.
    pub members: Vec<Member>,
    /// How many pupils each class has, for each grade from the sixième down.
    classes: [Vec<usize>; 4],
}

/// Where the people of a family stand in the register.
pub struct Enrolled {
    /// The children.
    pub children: Vec<usize>,
    /// The guardians.
    pub guardians: Vec<usize>,
}

/// The proportions of a collège of 1,500 accounts; pupils and guardians are the rest.
const ACCOUNTS: usize = 1500;
const STAFFING: [(Role, usize); 4] = [
    (Role::Teacher, 62),
    (Role::InternshipSupervisor, 30),
    (Role::Inspector, 4),
    (Role::Staff, 40),
];
const CLASSES_PER_GRADE: usize = 6;

impl Role {
    /// All roles, in the order of the steps.
    pub const ALL: [Self; 6] = [
        Self::Teacher,
        Self::Student,
        Self::Guardian,
        Self::InternshipSupervisor,
        Self::Inspector,
        Self::Staff,
    ];
}

impl Known {
    /// Whether PRONOTE has an account.
    pub fn in_pronote(self) -> bool {
        self != Self::PortalOnly
    }

    /// Whether the portal has an account.
    pub fn in_portal(self) -> bool {
        self != Self::PronoteOnly
    }
}

impl Member {
    /// Notes a trouble, once.
    pub fn mark(&mut self, trouble: Trouble) {
        if !self.troubles.contains(&trouble) {
            self.troubles.push(trouble);
        }
    }
}

impl Register {
    /// An establishment meant for this many accounts, with its adults and no family yet.
    pub fn with_staff(accounts: usize, known: Known, inventor: &mut Inventor) -> Self {
        let classes_per_grade = (accounts * CLASSES_PER_GRADE / ACCOUNTS).max(1);
        let mut register =
            Self { members: Vec::new(), classes: [(); 4].map(|()| vec![0; classes_per_grade]) };
        for (role, share) in STAFFING {
            for _ in 0..accounts * share / ACCOUNTS {
                register.add(role, inventor.adult(), known);
            }
        }
        register
    }

    /// Adds ordinary families until so many people have come.
    pub fn add_families(&mut self, people: usize, known: Known, inventor: &mut Inventor) {
        let mut missing = people;
        while missing > 0 {
            let usual = inventor.family_size();
            let children = usual.children.min(missing);
            let guardians = usual.guardians.min(missing - children);
            let family = inventor.family(FamilySize { children, guardians });
            self.add_family(family, known, &mut inventor.random);
            missing -= children + guardians;
        }
    }

    /// Adds a family, each child in a class of its age.
    pub fn add_family(&mut self, family: Family, known: Known, random: &mut Random) -> Enrolled {
        let mut enrolled = Enrolled { children: Vec::new(), guardians: Vec::new() };
        for child in family.children {
            let class = self.class_of_age(child.birth.year, random);
            let place = self.add(Role::Student, child, known);
            self.members[place].class = Some(class);
            enrolled.children.push(place);
        }
        for guardian in family.guardians {
            let place = self.add(Role::Guardian, guardian, known);
            self.members[place].children.clone_from(&enrolled.children);
            enrolled.guardians.push(place);
        }
        enrolled
    }

    /// Adds somebody and tells their place.
    pub fn add(&mut self, role: Role, person: Person, known: Known) -> usize {
        self.members.push(Member {
            role,
            person,
            class: None,
            children: Vec::new(),
            known,
            troubles: Vec::new(),
        });
        self.members.len() - 1
    }

    /// The place of somebody in this role, known to both sides, with whom nothing is the matter yet,
    /// if any is left.
    pub fn ordinary(&self, role: Role, random: &mut Random) -> Option<usize> {
        let ordinary: Vec<usize> = (0..self.members.len())
            .filter(|&place| {
                let member = &self.members[place];
                let both = member.known == Known::Both;
                member.role == role && both && member.troubles.is_empty()
            })
            .collect();
        (!ordinary.is_empty()).then(|| *random.pick(&ordinary))
    }

    /// How many accounts PRONOTE has.
    pub fn pronote_accounts(&self) -> usize {
        self.members.iter().filter(|member| member.known.in_pronote()).count()
    }

    /// A class such as `5B`: the smallest of the grade. One pupil in twenty repeats a year.
    fn class_of_age(&mut self, birth_year: u32, random: &mut Random) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let years = BIRTH_YEAR_OF_THE_SIXIEME.saturating_sub(birth_year) as usize;
        let repeated = usize::from(random.chance(50));
        let years_after_the_sixieme = years.saturating_sub(repeated).min(3);
        let sizes = &mut self.classes[years_after_the_sixieme];
        let smallest = (0..sizes.len()).min_by_key(|&class| sizes[class]).unwrap_or_default();
        sizes[smallest] += 1;
        let grade = 6 - years_after_the_sixieme;
        let letter = char::from(LETTERS[smallest % LETTERS.len()]);
        match smallest / LETTERS.len() {
            0 => format!("{grade}{letter}"),
            round => format!("{grade}{letter}{round}"),
        }
    }
}
