//! From the file's own numbers to places in the lists.

use super::day::Day;
use super::element::Element;
use super::model::{Course, Group, Kind, Part, Person, Presence, Pupil, Resource, Stay, Timetable};
use super::trouble::TimetableTrouble;
use super::weeks::Weeks;
use crate::files::Problems;
use crate::problem::{Problem, ProblemKind};
use crate::text::Text;
use std::collections::HashMap;

/// What is defined, and what refers to it.
#[derive(Default)]
pub(super) struct Resolver {
    known: HashMap<(Of, Text), usize>,
    counts: HashMap<Of, usize>,
    pub(super) parts: Vec<WrittenPart>,
    pub(super) groups: Vec<WrittenGroup>,
    pub(super) pupils: Vec<WrittenPupil>,
    pub(super) courses: Vec<WrittenCourse>,
    /// Establishments of classes: class, number, line.
    pub(super) class_schools: Vec<(usize, Text, usize)>,
}

/// What has a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Of {
    School,
    Subject,
    Resource(Kind),
}

/// A number and its line.
type Reference = (Text, usize);

pub(super) struct WrittenPart {
    pub(super) ident: Text,
    pub(super) name: Text,
    pub(super) class: usize,
}

pub(super) struct WrittenGroup {
    name: Text,
    classes: Vec<Reference>,
    parts: Vec<Reference>,
    pupils: Vec<Reference>,
}

pub(super) struct WrittenPupil {
    pub(super) person: Person,
    pub(super) classes: Vec<WrittenStay>,
    pub(super) parts: Vec<WrittenStay>,
}

pub(super) struct WrittenStay {
    pub(super) ident: Text,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) line: usize,
}

pub(super) struct WrittenCourse {
    course: Course,
    subject: Option<Reference>,
    presences: Vec<(Kind, Reference, Weeks)>,
}

impl WrittenGroup {
    pub(super) fn of(item: &Element<'_>) -> Self {
        let references = |name: &str| item.all(name).map(reference).collect();
        Self {
            name: item.get("Nom").into(),
            classes: references("Classe"),
            parts: references("PartieDeClasse"),
            pupils: references("Eleve"),
        }
    }
}

impl WrittenCourse {
    /// Nothing when its place in the week cannot be read.
    pub(super) fn of(item: &Element<'_>, problems: &mut Problems) -> Option<Self> {
        let day = number(item, "Jour", item.get("Jour"), problems)?;
        let first = number(item, "NumeroPlaceDebut", item.get("NumeroPlaceDebut"), problems)?;
        let length = number(item, "NombrePlaces", item.get("NombrePlaces"), problems)?;
        let cancelled = match item.get("SemainesAnnulation") {
            "" => Weeks::NONE,
            written => weeks(item, "SemainesAnnulation", written, problems).unwrap_or_default(),
        };
        let mut presences = Vec::new();
        for element in &item.inside {
            let Some(kind) = kind(element.name) else { continue };
            let written = element.any(&["Semaines", "SemainesInclusion"]);
            if let Some(weeks) = weeks(element, "Semaines", written, problems) {
                presences.push((kind, reference(element), weeks));
            }
        }
        let course = Course {
            line: item.line,
            day,
            first,
            length,
            subject: None,
            presences: Vec::new(),
            cancelled,
        };
        Some(Self { course, subject: item.all("Matiere").next().map(reference), presences })
    }
}

impl Resolver {
    /// Gives the next place of its kind to a number.
    pub(super) fn define(&mut self, kind: Kind, item: &Element<'_>, problems: &mut Problems) {
        let count = self.counts.entry(Of::Resource(kind)).or_default();
        let place = *count;
        *count += 1;
        self.know(Of::Resource(kind), item, place, problems);
    }

    /// An establishment.
    pub(super) fn school(&mut self, item: &Element<'_>, place: usize, problems: &mut Problems) {
        self.know(Of::School, item, place, problems);
    }

    /// A subject.
    pub(super) fn subject(&mut self, item: &Element<'_>, place: usize, problems: &mut Problems) {
        self.know(Of::Subject, item, place, problems);
    }

    /// Puts everything that refers to something into the timetable.
    pub(super) fn finish(mut self, timetable: &mut Timetable, problems: &mut Problems) {
        for (class, ident, line) in std::mem::take(&mut self.class_schools) {
            if let Some(school) = self.find(Of::School, "Etablissement", &(ident, line), problems) {
                timetable.classes[class].schools.push(school);
            }
        }
        let parts = std::mem::take(&mut self.parts).into_iter();
        timetable.parts =
            parts.map(|WrittenPart { ident, name, class }| Part { ident, name, class }).collect();
        for group in std::mem::take(&mut self.groups) {
            timetable.groups.push(Group {
                name: group.name,
                classes: self.places(Kind::Class, &group.classes, problems),
                parts: self.places(Kind::Part, &group.parts, problems),
                pupils: self.places(Kind::Pupil, &group.pupils, problems),
            });
        }
        for pupil in std::mem::take(&mut self.pupils) {
            timetable.pupils.push(Pupil {
                person: pupil.person,
                classes: self.stays(Kind::Class, pupil.classes, problems),
                parts: self.stays(Kind::Part, pupil.parts, problems),
            });
        }
        for written in std::mem::take(&mut self.courses) {
            let mut course = written.course;
            let subject = written.subject.as_ref();
            course.subject =
                subject.and_then(|subject| self.find(Of::Subject, "Matiere", subject, problems));
            for (kind, reference, weeks) in &written.presences {
                let place = self.find(Of::Resource(*kind), element_of(*kind), reference, problems);
                if let Some(place) = place {
                    let resource = Resource { kind: *kind, place };
                    course.presences.push(Presence { resource, weeks: *weeks });
                }
            }
            timetable.courses.push(course);
        }
    }

    fn know(&mut self, of: Of, item: &Element<'_>, place: usize, problems: &mut Problems) {
        let ident = Text::from(item.get("Ident"));
        if self.known.contains_key(&(of, ident.clone())) {
            let (element, ident) = (item.name.to_owned(), ident.to_string());
            let trouble = TimetableTrouble::SharedNumber { element, ident };
            problems.push(Problem::at_line(ProblemKind::Timetable(trouble), item.line));
            return;
        }
        self.known.insert((of, ident), place);
    }

    fn find(
        &self,
        of: Of,
        element: &str,
        (ident, line): &Reference,
        problems: &mut Problems,
    ) -> Option<usize> {
        let found = self.known.get(&(of, ident.clone())).copied();
        if found.is_none() {
            let (element, ident) = (element.to_owned(), ident.to_string());
            let trouble = TimetableTrouble::UnknownReference { element, ident };
            problems.push(Problem::at_line(ProblemKind::Timetable(trouble), *line));
        }
        found
    }

    fn places(&self, kind: Kind, all: &[Reference], problems: &mut Problems) -> Vec<usize> {
        let find = |one| self.find(Of::Resource(kind), element_of(kind), one, problems);
        all.iter().filter_map(find).collect()
    }

    fn stays(&self, kind: Kind, all: Vec<WrittenStay>, problems: &mut Problems) -> Vec<Stay> {
        let stay = |WrittenStay { ident, from, to, line }| {
            let place =
                self.find(Of::Resource(kind), element_of(kind), &(ident, line), problems)?;
            Some(Stay { place, from, to })
        };
        all.into_iter().filter_map(stay).collect()
    }
}

fn reference(element: &Element<'_>) -> Reference {
    (element.get("Ident").into(), element.line)
}

fn number<T: std::str::FromStr>(
    item: &Element<'_>,
    attribute: &str,
    written: &str,
    problems: &mut Problems,
) -> Option<T> {
    let number = written.parse().ok();
    if number.is_none() {
        tell_number(item, attribute, written, problems);
    }
    number
}

fn weeks(
    item: &Element<'_>,
    attribute: &str,
    written: &str,
    problems: &mut Problems,
) -> Option<Weeks> {
    let weeks = Weeks::parse(written);
    if weeks.is_none() {
        tell_number(item, attribute, written, problems);
    }
    weeks
}

fn tell_number(item: &Element<'_>, attribute: &str, written: &str, problems: &mut Problems) {
    let (attribute, text) = (attribute.to_owned(), written.to_owned());
    let trouble = TimetableTrouble::UnreadableNumber { attribute, text };
    problems.push(Problem::at_line(ProblemKind::Timetable(trouble), item.line));
}

fn kind(element: &str) -> Option<Kind> {
    Some(match element {
        "Professeur" => Kind::Teacher,
        "Personnel" => Kind::Staff,
        "Classe" => Kind::Class,
        "PartieDeClasse" => Kind::Part,
        "Groupe" => Kind::Group,
        "Salle" => Kind::Room,
        "Materiel" => Kind::Equipment,
        "Eleve" => Kind::Pupil,
        _ => return None,
    })
}

const fn element_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Teacher => "Professeur",
        Kind::Staff => "Personnel",
        Kind::Class => "Classe",
        Kind::Part => "PartieDeClasse",
        Kind::Group => "Groupe",
        Kind::Room => "Salle",
        Kind::Equipment => "Materiel",
        Kind::Pupil => "Eleve",
    }
}
