//! The portal's accounts as they are handed out: with their first passwords, for the letters only.
//!
//! Nothing of this is ever linked with PRONOTE: the linkage reads the same file by
//! [`super::ent_accounts`], which does not look at that column.

use crate::category::Category;
use crate::files::columns::{Column, Columns};
use crate::files::layout::Layout;
use crate::files::problems::Problems;
use crate::files::rows::{Rows, Step};
use crate::handout::{Handout, Holder, Secret};
use crate::person::{EntId, Login};
use crate::problem::{Problem, ProblemKind};
use crate::task::{Progress, Task};
use crate::text::Text;

/// Reads accounts with their passwords, in slices.
pub struct HandoutReader<'t> {
    rows: Rows<'t>,
    columns: Columns,
    holders: Vec<Holder>,
    problems: Problems,
}

/// Rows read in one slice.
const SLICE: usize = 1_000;

impl<'t> HandoutReader<'t> {
    /// Starts reading.
    pub(super) fn new(text: &'t str, layout: &Layout) -> Self {
        Self {
            rows: Rows::new(text, layout.separator, layout.skipped),
            columns: Columns::of(&layout.columns),
            holders: Vec::new(),
            problems: Problems::default(),
        }
    }

    fn holder(&mut self, line: usize) {
        let row = self.rows.row();
        let text = |column| self.columns.text(row, column);
        let (ent_id, login) =
            (EntId::parse(text(Column::EntId)), Login::parse(text(Column::Login)));
        if ent_id.is_none() && login.is_none() {
            self.problems.push(Problem::at_line(ProblemKind::NoAccountId, line));
            return;
        }
        let profile = Text::from(text(Column::Profile));
        let class = text(Column::Class).split([',', '|', '\n']).map(str::trim);
        self.holders.push(Holder {
            ent_id,
            login,
            category: Category::of_ent_profile(&profile),
            profile,
            class: class.filter(|class| !class.is_empty()).map(Text::from).next(),
            password: Secret::new(text(Column::Password)),
            children: Text::from(text(Column::Children)),
            identity: self.columns.identity(row, line, &mut self.problems),
            printed: false,
        });
    }
}

impl Task for HandoutReader<'_> {
    type Output = Handout;

    fn advance(&mut self) -> Progress {
        for _ in 0..SLICE {
            let columns = self.columns.as_slice();
            let wanted = |place: usize| columns.get(place).copied().flatten().is_some();
            match self.rows.next(&mut self.problems, wanted) {
                Step::Person(line) => self.holder(line),
                Step::Blank => {}
                Step::Over => return Progress::Done,
            }
        }
        let (done, total) = self.rows.progress();
        Progress::Running { done, total }
    }

    fn finish(mut self) -> Handout {
        if self.rows.count() == 0 && !self.problems.is_blocking() {
            self.problems.push_kind(ProblemKind::NoRow);
        }
        Handout::new(self.holders, self.problems)
    }
}
