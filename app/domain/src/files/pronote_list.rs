//! A list of PRONOTE's client: copied from the screen, or exported as TXT or CSV.
//!
//! One list holds one category, named by the file, by a title above the columns or by the person who
//! gives it; a column may name it line by line.

use crate::category::Category;
use crate::files::columns::{Column, Columns};
use crate::files::identifiers::{Identifiers, Unclassified};
use crate::files::layout::Layout;
use crate::files::merge::{merge_accounts, shared_ids};
use crate::files::problems::Problems;
use crate::files::rows::{Rows, Step};
use crate::person::PronoteAccount;
use crate::problem::{Problem, ProblemKind};
use crate::pronote_id::{PronoteId, Shape};
use crate::task::{Progress, Task};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a list, in slices.
pub struct ListReader<'t> {
    rows: Rows<'t>,
    columns: Columns,
    category: Option<Category>,
    accounts: Vec<PronoteAccount>,
    unclassified: BTreeSet<Unclassified>,
    without_id: BTreeMap<Category, usize>,
    problems: Problems,
}

/// Rows read in one slice.
const SLICE: usize = 1_000;

impl<'t> ListReader<'t> {
    /// Starts reading.
    pub fn new(text: &'t str, layout: &Layout) -> Self {
        Self {
            rows: Rows::new(text, layout.separator, layout.skipped),
            columns: Columns::of(&layout.columns),
            category: layout.category,
            accounts: Vec::new(),
            unclassified: BTreeSet::new(),
            without_id: BTreeMap::new(),
            problems: Problems::default(),
        }
    }

    fn person(&mut self, line: usize) {
        let row = self.rows.row();
        let text = |column| self.columns.text(row, column);
        let word = text(Column::Profile);
        let named = Category::of_pronote_word(word).or_else(|| Category::of_ent_profile(word));
        let category = named.or(self.category);
        let id = text(Column::PronoteId);
        if id.is_empty() {
            if let Some(category) = category {
                *self.without_id.entry(category).or_default() += 1;
            }
            return;
        }
        let at = |kind| Problem::at_line(kind, line);
        let Ok(id) = PronoteId::parse(id) else {
            self.problems.push(at(ProblemKind::UnusableId { text: id.to_owned() }));
            return;
        };
        if id.shape() == Shape::Unusual {
            self.problems.push(at(ProblemKind::UnusualId { id: id.to_string() }));
        }
        let identity = self.columns.identity(row, line, &mut self.problems);
        let Some(category) = category else {
            let element = word.to_owned();
            self.unclassified.insert(Unclassified { element, id, identity });
            return;
        };
        let optional = |column| Some(text(column)).filter(|t| !t.is_empty()).map(Text::from);
        self.accounts.push(PronoteAccount {
            category,
            id,
            class: optional(Column::Class),
            cas_id: optional(Column::CasId),
            national_id: optional(Column::NationalId),
            siecle_id: optional(Column::SiecleId),
            children: Vec::new(),
            legal_rank: None,
            shared_id: false,
            identity,
        });
    }
}

impl Task for ListReader<'_> {
    type Output = Identifiers;

    fn advance(&mut self) -> Progress {
        for _ in 0..SLICE {
            let columns = &self.columns;
            match self.rows.next(&mut self.problems, |place| columns.serve_linkage(place)) {
                Step::Person(line) => self.person(line),
                Step::Blank => {}
                Step::Over => return Progress::Done,
            }
        }
        let (done, total) = self.rows.progress();
        Progress::Running { done, total }
    }

    fn finish(mut self) -> Identifiers {
        for (category, count) in self.without_id {
            self.problems.push_kind(ProblemKind::WithoutId { category, count });
        }
        let unclassified: Vec<_> = self.unclassified.into_iter().collect();
        let accounts = merge_accounts(self.accounts);
        for id in shared_ids(&accounts) {
            self.problems.push_kind(ProblemKind::SharedId { id: id.to_string() });
        }
        if accounts.is_empty() && unclassified.is_empty() && !self.problems.is_blocking() {
            self.problems.push_kind(ProblemKind::NobodyInList);
        }
        let lines = self.rows.count();
        Identifiers {
            accounts,
            unclassified,
            lines,
            problems: self.problems,
            ..Identifiers::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::layout::{self, Table};
    use crate::task::run;
    use proptest::prelude::*;

    fn read(name: &str, text: &str) -> Identifiers {
        let Table::Known(layout) = layout::recognise(text, name) else {
            panic!("not recognised: {:?}", layout::recognise(text, name));
        };
        run(ListReader::new(text, &layout))
    }

    /// Category, names, birth date, class, identifiers of PRONOTE and CAS.
    #[track_caller]
    fn check(name: &str, text: &str, expected: &str) {
        let identifiers = read(name, text);
        let told: Vec<String> = identifiers
            .accounts
            .iter()
            .map(|a| {
                let date = a.identity.birth_date.map(|date| date.to_string()).unwrap_or_default();
                let (last, first) = (&a.identity.last_name, &a.identity.first_name);
                let (class, cas) = (a.class.clone(), a.cas_id.clone());
                let (class, cas) = (class.unwrap_or_default(), cas.unwrap_or_default());
                format!("{} {last}/{first} {date} {class} {} {cas}", a.category.code(), a.id)
            })
            .collect();
        assert_eq!(told, [expected.to_owned()], "{:?}", identifiers.problems);
    }

    #[test]
    fn a_list_copied_from_the_screen() {
        check(
            "eleves.txt",
            "Nom\tPrénom\tNé(e) le\tClasse\tId. PRONOTE-ENT\tId. CAS\r\n\
             FICTIF\tZoé\t09/05/2013\t6A\tA2B3C4D5E7F8H9JK\tTAA10002\r\n",
            "student FICTIF/Zoé 09/05/2013 6A A2B3C4D5E7F8H9JK TAA10002",
        );
    }

    #[test]
    fn names_in_one_column_and_a_title_above() {
        check(
            "export.csv",
            "Liste des professeurs\n\nProfesseur;Identifiant PRONOTE\nD'ESSAI Loïc;A2B3C4D5E7F8H9JK\n",
            "teacher D'ESSAI/Loïc   A2B3C4D5E7F8H9JK ",
        );
    }

    #[test]
    fn a_column_may_name_the_category() {
        check(
            "",
            "Nom;Prénom;Catégorie;Identifiant PRONOTE\nFICTIF;Anne;Responsable;A2B3C4D5E7F8H9JK\n",
            "guardian FICTIF/Anne   A2B3C4D5E7F8H9JK ",
        );
    }

    #[track_caller]
    fn problem(rows: &str, expected: &ProblemKind) {
        let read = read("eleves", &format!("Nom;Prénom;Né(e) le;Identifiant PRONOTE\n{rows}"));
        let kinds: Vec<_> = read.problems.as_slice().iter().map(|p| &p.kind).collect();
        assert!(kinds.contains(&expected), "{kinds:?}");
    }

    #[test]
    fn doubtful_lines_are_told() {
        let (category, id) = (Category::Student, "A2B3C4D5E7F8H9JK".to_owned());
        problem("A;B;;A2B3C4D5E7F8H9JK\nC;D;;\n", &ProblemKind::WithoutId { category, count: 1 });
        problem("A;B;;A-B\n", &ProblemKind::UnusableId { text: "A-B".to_owned() });
        problem("A;B;;43\n", &ProblemKind::UnusualId { id: "43".to_owned() });
        problem(
            &format!("A;B;hier;{id}\n"),
            &ProblemKind::UnreadableDate { text: "hier".to_owned() },
        );
        problem(&format!("A;B;;{id}\nC;D;;{id}\n"), &ProblemKind::SharedId { id });
        problem("A;;;A2B3C4D5E7F8H9JK\n", &ProblemKind::IncompleteName);
        problem("A;B;;\n", &ProblemKind::NobodyInList);
    }

    proptest! {
        #[test]
        fn the_order_of_lines_does_not_matter(
            rows in prop::collection::vec(("[A-Z]{1,3}", "[a-z]{1,3}", "[A-Z0-9]{1,2}"), 1..8)
        ) {
            let line = |(last, first, id): &(String, String, String)| format!("{last};{first};{id}\n");
            let text = |lines: Vec<String>| format!("Nom;Prénom;Identifiant PRONOTE\n{}", lines.concat());
            let forth = read("eleves", &text(rows.iter().map(line).collect()));
            let back = read("eleves", &text(rows.iter().rev().map(line).collect()));
            prop_assert_eq!(forth.accounts, back.accounts);
        }
    }
}
