//! The problems of one file, with a bound on how many are kept.

use crate::files::limits::MAX_PROBLEMS_OF_A_KIND;
use crate::problem::{Problem, ProblemKind, Severity};
use crate::timetable::trouble::TimetableTrouble;
use std::mem::{Discriminant, discriminant};

/// Problems in the order of the file. Of each kind only the first ones are kept: a file with a
/// fault on every line must not fill the memory with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    kept: Vec<Problem>,
    of_each_kind: Vec<(Sort, usize)>,
    left_out: usize,
}

/// Which problems are of one kind: those of timetables are told apart.
type Sort = (Discriminant<ProblemKind>, Option<Discriminant<TimetableTrouble>>);

fn sort(kind: &ProblemKind) -> Sort {
    let of_timetable = match kind {
        ProblemKind::Timetable(trouble) => Some(discriminant(trouble)),
        _ => None,
    };
    (discriminant(kind), of_timetable)
}

impl Problems {
    /// Adds a problem, or counts it when enough of its kind are kept.
    pub fn push(&mut self, problem: Problem) {
        let kind = sort(&problem.kind);
        let place = self.of_each_kind.iter().position(|(known, _)| *known == kind);
        let place = place.unwrap_or_else(|| {
            self.of_each_kind.push((kind, 0));
            self.of_each_kind.len() - 1
        });
        let count = &mut self.of_each_kind[place].1;
        if *count < MAX_PROBLEMS_OF_A_KIND {
            *count += 1;
            self.kept.push(problem);
        } else {
            self.left_out += 1;
        }
    }

    /// Adds a problem of the file as a whole.
    pub fn push_kind(&mut self, kind: ProblemKind) {
        self.push(Problem::of_file(kind));
    }

    /// The problems kept.
    pub fn as_slice(&self) -> &[Problem] {
        &self.kept
    }

    /// How many more there were.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Whether the file cannot be used.
    pub fn is_blocking(&self) -> bool {
        self.blocking().is_some()
    }

    /// The first problem because of which the file cannot be used.
    pub fn blocking(&self) -> Option<&Problem> {
        self.kept.iter().find(|problem| problem.severity() == Severity::Blocking)
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        let mut problems = Self::default();
        problems.push(problem);
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_of_a_kind_are_kept() {
        let mut problems = Problems::default();
        for line in 0..MAX_PROBLEMS_OF_A_KIND + 5 {
            problems.push(Problem::at_line(ProblemKind::IncompleteName, line));
        }
        problems.push_kind(ProblemKind::ReadAsWindows1252);
        assert_eq!(problems.as_slice().len(), MAX_PROBLEMS_OF_A_KIND + 1);
        assert_eq!(problems.left_out(), 5);
    }
}
