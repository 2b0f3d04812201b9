//! A row searched again under another spelling. The source stays as it is: an alias only finds
//! candidates, and nobody is linked by it without being asked.

use crate::linkage::{Input, Link, Outcome};
use crate::person::{Identity, PronoteAccount};
use crate::reconciliation::run::Run;
use crate::text::Text;

/// Another spelling of somebody's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Nom.
    pub last_name: String,
    /// Prénom.
    pub first_name: String,
}

/// A row's alias, and what was found under its own names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Aliased {
    alias: Alias,
    own: Link,
}

/// What a linkage under another spelling works on: everybody as they are, but for one row.
#[derive(Clone, Debug)]
pub struct Retry {
    pronote: Vec<PronoteAccount>,
    settled: Vec<(usize, usize)>,
    held: Vec<usize>,
}

impl Retry {
    /// The input of the linkage; `run` is the one that made it.
    pub fn input<'a>(&'a self, run: &'a Run) -> Input<'a> {
        Input {
            pronote: &self.pronote,
            directory: &run.setting.directory,
            settled: &self.settled,
            held: &self.held,
        }
    }
}

impl Run {
    /// Prepares a linkage with one row under another spelling.
    pub fn retry(&self, row: usize, alias: &Alias) -> Retry {
        let mut pronote = self.setting.pronote.clone();
        pronote[row].identity = Identity {
            last_name: Text::from(&*alias.last_name),
            first_name: Text::from(&*alias.first_name),
            other_last_name: None,
            ..pronote[row].identity.clone()
        };
        let others = (0..pronote.len()).filter(|&other| other != row);
        let settled = others.filter_map(|other| Some((other, self.account_of(other)?))).collect();
        Retry { pronote, settled, held: self.setting.held() }
    }

    /// Takes over what was found for a row under another spelling.
    pub fn aliased(&mut self, row: usize, alias: Alias, mut found: Link) {
        if found.outcome == Outcome::Automatic {
            found.outcome = Outcome::Suggested;
        }
        let own = match self.aliases.remove(&row) {
            Some(former) => former.own,
            None => self.links[row].clone(),
        };
        self.aliases.insert(row, Aliased { alias, own });
        self.relink(row, found);
    }

    /// Forgets an alias: the row is as the engine left it.
    pub fn forget_alias(&mut self, row: usize) {
        if let Some(Aliased { own, .. }) = self.aliases.remove(&row) {
            self.relink(row, own);
        }
    }

    /// The other spelling under which a row was searched.
    pub fn alias(&self, row: usize) -> Option<&Alias> {
        self.aliases.get(&row).map(|aliased| &aliased.alias)
    }

    fn relink(&mut self, row: usize, link: Link) {
        self.outline.classify(self.setting.pronote[row].category, row, &link);
        self.links[row] = link;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::Linker;
    use crate::reconciliation::Decision;
    use crate::reconciliation::small_school::{place, row, run};
    use crate::task;

    fn searched(run: &mut Run, id: &str, last_name: &str, first_name: &str) {
        let row = row(run, id);
        let alias = Alias { last_name: last_name.to_owned(), first_name: first_name.to_owned() };
        let retry = run.retry(row, &alias);
        let found = task::run(Linker::new(retry.input(run))).swap_remove(row);
        run.aliased(row, alias, found);
    }

    #[test]
    fn another_spelling_finds_candidates_and_links_nobody() {
        let mut run = run();
        let lou = row(&run, "P006");
        searched(&mut run, "P006", "QUELCONQUE7", "Noé7");
        let found = run.link(lou).best().unwrap();
        assert_eq!(found.account, place(&run, "S007"));
        assert_ne!(run.link(lou).outcome, Outcome::Automatic);
        assert_eq!(run.standing(lou).decision, Decision::Undecided);
        assert_eq!(run.setting().pronote[lou].identity.last_name, "SANSCOMPTE");
    }

    #[test]
    fn without_the_alias_the_row_is_as_it_was() {
        let mut run = run();
        let lou = row(&run, "P006");
        let before = (run.link(lou).clone(), run.kinds(crate::category::Category::Student));
        searched(&mut run, "P006", "QUELCONQUE7", "Noé7");
        searched(&mut run, "P006", "QUELCONQUE8", "Noé8");
        assert_eq!(run.alias(lou).unwrap().last_name, "QUELCONQUE8");
        run.forget_alias(lou);
        assert_eq!((run.link(lou).clone(), run.kinds(crate::category::Category::Student)), before);
        assert_eq!(run.alias(lou), None);
    }
}
