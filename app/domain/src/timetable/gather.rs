//! From elements to the lists of a timetable, whose references are still the file's own numbers.

use super::day::Day;
use super::element::Element;
use super::model::{Class, Grid, Kind, Person, Place, School, Subject, Thing, Timetable, Year};
use super::resolve::{
    Resolver, WrittenCourse, WrittenGroup, WrittenPart, WrittenPupil, WrittenStay,
};
use super::time::Time;
use super::trouble::{TimetableTrouble, YearDate};
use crate::birth_date::BirthDate;
use crate::files::Problems;
use crate::files::limits::MAX_OF_A_KIND;
use crate::problem::{Problem, ProblemKind};
use crate::pronote_id::PronoteId;
use crate::text::Text;
use crate::uai::Uai;
use std::collections::HashMap;

/// Everything found so far.
#[derive(Default)]
pub(super) struct Gathered {
    timetable: Timetable,
    resolver: Resolver,
    /// Elements of each kind so far.
    counts: HashMap<String, usize>,
}

impl Gathered {
    /// The root says version and establishment.
    pub(super) fn root(&mut self, root: &Element<'_>) {
        self.timetable.version = Some(root.get("Version").to_owned()).filter(|v| !v.is_empty());
        self.timetable.uai = Uai::parse(root.any(&["UAI", "RNE"])).ok();
    }

    /// Two sections say something themselves.
    pub(super) fn section(&mut self, section: &Element<'_>, problems: &mut Problems) {
        match section.name {
            "AnneeScolaire" => {
                let mut date = |name| {
                    let text = section.get(name);
                    let date = Day::parse(text);
                    if date.is_none() && !text.is_empty() {
                        let kind = ProblemKind::UnreadableDate { text: text.to_owned() };
                        problems.push(Problem::at_line(kind, section.line));
                    }
                    date
                };
                let (start, end) = (date("DateDebut"), date("DateFin"));
                let first_week = date("DatePremierJourSemaine1");
                self.timetable.year = Year { start, end, first_week };
            }
            "GrilleHoraire" => {
                self.timetable.grid.minutes = section.get("DureePlace").parse().unwrap_or(0);
            }
            _ => {}
        }
    }

    /// An element of a section, with what stands inside it.
    pub(super) fn item(&mut self, item: &Element<'_>, problems: &mut Problems) {
        if self.is_too_many(item, problems) {
            return;
        }
        let name = || Text::from(item.get("Nom"));
        let table = &mut self.timetable;
        match item.name {
            "JoursOuvres" => {
                let days = item.all("Jour").filter_map(|day| day.text.parse().ok());
                table.grid.days = days.filter(|day| (1..=7).contains(day)).collect();
            }
            "PlacesParJour" => places(item, &mut table.grid, problems),
            "Etablissement" => {
                self.resolver.school(item, table.schools.len(), problems);
                let uai = Uai::parse(item.any(&["Numero", "UAI"])).ok();
                table.schools.push(School { uai, name: name() });
            }
            "Matiere" => {
                self.resolver.subject(item, table.subjects.len(), problems);
                let (code, name) = (item.get("Code").into(), item.any(&["Libelle", "Code"]).into());
                table.subjects.push(Subject { code, name });
            }
            "Professeur" => {
                self.resolver.define(Kind::Teacher, item, problems);
                table.teachers.push(person(item, problems));
            }
            "Personnel" => {
                self.resolver.define(Kind::Staff, item, problems);
                table.staff.push(person(item, problems));
            }
            "Salle" => {
                self.resolver.define(Kind::Room, item, problems);
                table.rooms.push(Thing { name: name() });
            }
            "Materiel" => {
                self.resolver.define(Kind::Equipment, item, problems);
                table.equipment.push(Thing { name: name() });
            }
            "Classe" => self.class(item, problems),
            "Groupe" => {
                self.resolver.define(Kind::Group, item, problems);
                self.resolver.groups.push(WrittenGroup::of(item));
            }
            "Eleve" => {
                self.resolver.define(Kind::Pupil, item, problems);
                table.guardian_lines += item.all("Responsable").count();
                let person = person(item, problems);
                self.resolver.pupils.push(WrittenPupil {
                    person,
                    classes: stays(item, "Classe"),
                    parts: stays(item, "PartieDeClasse"),
                });
            }
            "Cours" => {
                if let Some(course) = WrittenCourse::of(item, problems) {
                    self.resolver.courses.push(course);
                }
            }
            _ => {}
        }
    }

    /// The timetable, its references settled.
    pub(super) fn finish(self, mut problems: Problems) -> Timetable {
        let mut timetable = self.timetable;
        self.resolver.finish(&mut timetable, &mut problems);
        tell_year(&mut timetable.year, &mut problems);
        let mut tell = |trouble| problems.push_kind(ProblemKind::Timetable(trouble));
        if timetable.grid.places.is_empty() {
            tell(TimetableTrouble::NoGrid);
        }
        if timetable.courses.is_empty() {
            tell(TimetableTrouble::NoCourse);
        }
        let empty = timetable.courses.iter().filter(|course| course.presences.is_empty()).count();
        if empty > 0 {
            tell(TimetableTrouble::EmptyCourses { count: empty });
        }
        if timetable.schools.len() > 1 {
            let names = timetable.schools.iter().map(|school| school.name.to_string()).collect();
            tell(TimetableTrouble::SeveralSchools { names });
        }
        timetable.problems = problems;
        timetable
    }

    fn is_too_many(&mut self, item: &Element<'_>, problems: &mut Problems) -> bool {
        let count = match self.counts.get_mut(item.name) {
            Some(count) => count,
            None => self.counts.entry(item.name.to_owned()).or_default(),
        };
        *count += 1;
        if *count == MAX_OF_A_KIND + 1 {
            let trouble = TimetableTrouble::TooMany { element: item.name.to_owned() };
            problems.push(Problem::at_line(ProblemKind::Timetable(trouble), item.line));
        }
        *count > MAX_OF_A_KIND
    }

    fn class(&mut self, item: &Element<'_>, problems: &mut Problems) {
        let class = self.timetable.classes.len();
        self.resolver.define(Kind::Class, item, problems);
        for part in item.all("PartieDeClasse") {
            self.resolver.define(Kind::Part, part, problems);
            let (ident, name) = (part.get("Ident").into(), part.get("Nom").into());
            self.resolver.parts.push(WrittenPart { ident, name, class });
        }
        for school in item.all("Etablissement") {
            self.resolver.class_schools.push((class, school.get("Ident").into(), school.line));
        }
        self.timetable.classes.push(Class { name: item.get("Nom").into(), schools: Vec::new() });
    }
}

/// A place without an end ends after the minutes of a place.
fn places(item: &Element<'_>, grid: &mut Grid, problems: &mut Problems) {
    let mut numbered: Vec<(u16, Place)> = Vec::new();
    for (position, place) in (0..).zip(item.all("Place")) {
        let mut time = |name: &str| {
            let text = place.get(name);
            let time = Time::parse(text);
            if time.is_none() && !text.is_empty() {
                let trouble = TimetableTrouble::UnreadableTime { text: text.to_owned() };
                problems.push(Problem::at_line(ProblemKind::Timetable(trouble), place.line));
            }
            time
        };
        let (start, end) = (time("LibelleHeureDebut"), time("LibelleHeureFin"));
        let Some(start) = start else { continue };
        let end = end.unwrap_or_else(|| start.plus(grid.minutes));
        numbered.push((place.get("Numero").parse().unwrap_or(position), Place { start, end }));
    }
    numbered.sort_by_key(|(number, _)| *number);
    grid.places = numbered.into_iter().map(|(_, place)| place).collect();
}

fn person(item: &Element<'_>, problems: &mut Problems) -> Person {
    let written = item.get("DateNaissance");
    let birth_date = BirthDate::parse(written);
    if birth_date.is_none() && !written.is_empty() {
        let kind = ProblemKind::UnreadableDate { text: written.to_owned() };
        problems.push(Problem::at_line(kind, item.line));
    }
    Person {
        ident: item.get("Ident").into(),
        last_name: item.get("Nom").into(),
        first_name: item.get("Prenom").into(),
        birth_date,
        id: PronoteId::parse(item.get("IDPN")).ok(),
    }
}

fn stays(item: &Element<'_>, name: &str) -> Vec<WrittenStay> {
    let stay = |element: &Element<'_>| WrittenStay {
        ident: element.get("Ident").into(),
        from: Day::parse(element.get("DateEntree")),
        to: Day::parse(element.get("DateSortie")),
        line: element.line,
    };
    item.all(name).map(stay).collect()
}

/// Where only the first day of week 1 is missing, week 1 is the one of the first day of the year.
fn tell_year(year: &mut Year, problems: &mut Problems) {
    let missing = [
        (year.start, YearDate::Start),
        (year.end, YearDate::End),
        (year.first_week, YearDate::FirstWeek),
    ];
    for (date, which) in missing {
        if date.is_none() {
            problems.push_kind(ProblemKind::Timetable(TimetableTrouble::NoDate(which)));
        }
    }
    year.first_week = year.first_week.or_else(|| year.start.map(Day::monday));
}
