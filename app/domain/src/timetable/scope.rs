//! Whom a course concerns: a class is concerned by what its parts and groups do, a pupil by what
//! their class, parts and groups do while they are in them.

use super::day::Day;
use super::model::{Group, Kind, Pupil, Resource, Stay, Timetable};
use std::collections::HashMap;

/// The resources whose courses concern somebody, each with the days on which it does.
#[derive(Clone, Debug, Default)]
pub struct Scope(HashMap<Resource, Vec<Span>>);

/// Days from one to another, both included; open where nothing is said.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: Option<Day>,
    to: Option<Day>,
}

impl Scope {
    /// Whether what a resource does on a day concerns them.
    pub fn covers(&self, resource: Resource, day: Day) -> bool {
        let within = |span: &Span| {
            span.from.is_none_or(|from| from <= day) && span.to.is_none_or(|to| day <= to)
        };
        self.0.get(&resource).is_some_and(|spans| spans.iter().any(within))
    }

    /// Whether what a resource does concerns them on some day.
    pub fn is_about(&self, resource: Resource) -> bool {
        self.0.contains_key(&resource)
    }

    fn always(&mut self, kind: Kind, place: usize) {
        self.add(kind, place, Span { from: None, to: None });
    }

    fn during(&mut self, kind: Kind, place: usize, stay: &Stay) {
        self.add(kind, place, Span { from: stay.from, to: stay.to });
    }

    fn add(&mut self, kind: Kind, place: usize, span: Span) {
        self.0.entry(Resource { kind, place }).or_default().push(span);
    }
}

impl Timetable {
    /// Whose courses concern a resource.
    pub fn scope(&self, of: Resource) -> Scope {
        let mut scope = Scope::default();
        scope.always(of.kind, of.place);
        match of.kind {
            Kind::Class => {
                for (place, _) in self.parts_of(of.place) {
                    scope.always(Kind::Part, place);
                }
                for (place, group) in self.groups.iter().enumerate() {
                    if self.is_of_class(group, of.place) {
                        scope.always(Kind::Group, place);
                    }
                }
            }
            Kind::Pupil => {
                if let Some(pupil) = self.pupils.get(of.place) {
                    self.scope_of_pupil(&mut scope, of.place, pupil);
                }
            }
            _ => {}
        }
        scope
    }

    /// The pupils of a class, a part or a group on a day, or at any time.
    pub fn members(&self, of: Resource, day: Option<Day>) -> Vec<usize> {
        let now = |stay: &Stay| day.is_none_or(|day| stay.holds(day));
        let is_in = |stays: &[Stay], place: usize| {
            stays.iter().any(|stay| stay.place == place && now(stay))
        };
        let is_member = |(place, pupil): &(usize, &Pupil)| match of.kind {
            Kind::Class => is_in(&pupil.classes, of.place),
            Kind::Part => is_in(&pupil.parts, of.place),
            Kind::Group => self.groups.get(of.place).is_some_and(|group| {
                group.pupils.contains(place)
                    || group.classes.iter().any(|&class| is_in(&pupil.classes, class))
                    || group.parts.iter().any(|&part| is_in(&pupil.parts, part))
            }),
            _ => false,
        };
        self.pupils.iter().enumerate().filter(is_member).map(|(place, _)| place).collect()
    }

    /// The classes of which a group has pupils.
    pub fn classes_of(&self, group: &Group) -> Vec<usize> {
        let of_parts = group.parts.iter().filter_map(|&part| self.parts.get(part));
        let of_pupils = group.pupils.iter().filter_map(|&pupil| self.pupils.get(pupil));
        let of_pupils = of_pupils.flat_map(|pupil| pupil.classes.iter().map(|stay| stay.place));
        let mut classes: Vec<usize> = group.classes.clone();
        classes.extend(of_parts.map(|part| part.class).chain(of_pupils));
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    fn scope_of_pupil(&self, scope: &mut Scope, place: usize, pupil: &Pupil) {
        for stay in &pupil.classes {
            scope.during(Kind::Class, stay.place, stay);
        }
        for stay in &pupil.parts {
            scope.during(Kind::Part, stay.place, stay);
        }
        for (number, group) in self.groups.iter().enumerate() {
            for stay in pupil.classes.iter().filter(|stay| group.classes.contains(&stay.place)) {
                scope.during(Kind::Group, number, stay);
            }
            for stay in pupil.parts.iter().filter(|stay| group.parts.contains(&stay.place)) {
                scope.during(Kind::Group, number, stay);
            }
            if group.pupils.contains(&place) {
                scope.always(Kind::Group, number);
            }
        }
    }

    fn parts_of(&self, class: usize) -> impl Iterator<Item = (usize, &super::model::Part)> {
        self.parts.iter().enumerate().filter(move |(_, part)| part.class == class)
    }

    fn is_of_class(&self, group: &Group, class: usize) -> bool {
        let part_of = |part: &usize| self.parts.get(*part).is_some_and(|part| part.class == class);
        group.classes.contains(&class) || group.parts.iter().any(part_of)
    }
}
