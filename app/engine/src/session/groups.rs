//! Which classes and groups of the portal are those of the timetable.

use super::{Import, Session};
use crate::views::count;
use domain::category::Category;
use domain::reconciliation::Partner;
use domain::timetable::model::Timetable;
use domain::timetable::portal::{PortalGroup, correspondences, portal_groups};
use engine::{Answer, Failure, GroupRow, GroupsView, TimetableAnswer};
use std::collections::HashMap;

impl Session {
    /// The correspondences; nothing while no account of a pupil with a class is loaded.
    pub(super) fn groups(&self) -> Result<Answer, Failure> {
        let import = self.import()?;
        let (_, table) = import.timetable().ok_or(Failure::OutOfOrder)?;
        let portal = import.portal_groups(table);
        let view = (!portal.is_empty()).then(|| {
            let found = correspondences(table, &portal, &import.group_choices);
            let row = |one: domain::timetable::portal::Correspondence| GroupRow {
                kind: one.of.kind,
                name: table.name(one.of),
                members: count(table.members(one.of, None).len()),
                portal: one.portal,
            };
            let names = portal.iter().map(|group| group.name.clone()).collect();
            GroupsView { rows: found.into_iter().map(row).collect(), portal: names }
        });
        Ok(Answer::Timetable(TimetableAnswer::Groups(view)))
    }

    /// Keeps a person's choice.
    pub(super) fn choose_group(
        &mut self,
        name: String,
        portal: Option<String>,
    ) -> Result<Answer, Failure> {
        self.import_mut()?.group_choices.insert(name, portal);
        self.groups()
    }
}

impl Import {
    fn portal_groups(&self, table: &Timetable) -> Vec<PortalGroup> {
        let pupils: HashMap<_, usize> = table
            .pupils
            .iter()
            .enumerate()
            .filter_map(|(place, pupil)| Some((pupil.person.id.as_ref()?, place)))
            .collect();
        let mut pupil_of: HashMap<usize, usize> = HashMap::new();
        let directory = match self.current() {
            Some(run) => {
                for row in run.rows(Category::Student) {
                    let pupil = pupils.get(&run.setting().pronote[row].id);
                    if let (Some(Partner::Account(account)), Some(pupil)) =
                        (&run.standing(row).partner, pupil)
                    {
                        pupil_of.insert(*account, *pupil);
                    }
                }
                run.setting().directory.clone()
            }
            None => self.sources.directory(),
        };
        let accounts = directory.iter().enumerate();
        let of_pupils = accounts.filter(|(_, one)| one.category == Some(Category::Student));
        portal_groups(
            of_pupils.map(|(place, one)| (pupil_of.get(&place).copied(), one.classes.as_slice())),
        )
    }
}
