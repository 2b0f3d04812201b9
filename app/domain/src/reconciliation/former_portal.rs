//! The establishment has changed its portal: the stored accounts are the former portal's, and nobody
//! has them any more. Each identifier is linked again, to an account of the new portal; whoever was
//! paired by a person is followed from one directory to the other, where the former one is at hand.

use crate::birth_date::BirthDate;
use crate::ent_key::{CasKey, EntKey, LoginSalt};
use crate::name::NameKey;
use crate::person::EntAccount;
use crate::reconciliation::decision::{Decision, Partner, Standing};
use crate::reconciliation::run::{Act, Run, Setting};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Whose accounts the stored ones are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Portal {
    /// Those of the portal whose directory is loaded.
    #[default]
    Same,
    /// Those of a former portal: a stored account that the directory does not have is nobody's.
    Changed,
}

impl Setting {
    /// The same import on a portal that is, or is not, the one the stored accounts are of.
    #[must_use]
    pub fn on(self, portal: Portal) -> Self {
        Self { portal, ..self }
    }

    /// How many stored mappings of people in the files have an account that the directory does not
    /// have, and how many there are in all.
    pub fn strangers(&self) -> (usize, usize) {
        let keys = self.pronote.iter().filter_map(|account| self.stored.key_of(&account.id));
        keys.fold((0, 0), |(absent, all), key| {
            (absent + usize::from(self.keys.place_of(key).is_none()), all + 1)
        })
    }

    /// Who had which account on the former portal, and has which on this one: rows with the place of
    /// their new account. Somebody is followed by name and birth date, and only where nobody else
    /// could be meant on either side.
    pub fn successions(
        &self,
        former: &[EntAccount],
        (cas_key, salt): (CasKey, &LoginSalt),
    ) -> Vec<(usize, usize)> {
        let by_key: HashMap<EntKey, &EntAccount> =
            former.iter().filter_map(|one| Some((one.key(cas_key, salt).ok()?, one))).collect();
        let mut by_name: HashMap<NameKey, Vec<usize>> = HashMap::new();
        for (place, account) in self.directory.iter().enumerate() {
            by_name.entry(NameKey::of(&account.identity)).or_default().push(place);
        }
        let followed = self.pronote.iter().enumerate().filter_map(|(row, account)| {
            let key = self.stored.key_of(&account.id)?;
            if self.keys.place_of(key).is_some() {
                return None;
            }
            let known = by_key.get(key)?;
            let namesakes = by_name.get(&NameKey::of(&known.identity))?.iter().copied();
            let mut same = namesakes.filter(|&place| is_same(known, &self.directory[place]));
            let place = same.next()?;
            (same.next().is_none() && !account.shared_id).then_some((row, place))
        });
        let followed: Vec<_> = followed.collect();
        let mut wanted: HashMap<usize, usize> = HashMap::new();
        for (_, place) in &followed {
            *wanted.entry(*place).or_default() += 1;
        }
        followed.into_iter().filter(|(_, place)| wanted[place] == 1).collect()
    }
}

impl Run {
    /// Takes the pairs of the former portal up where nothing stands yet. Where the engine found
    /// somebody else, a person has to look.
    pub fn succeed(&mut self, successions: &[(usize, usize)]) {
        for &(row, account) in successions {
            let act = match &self.standings[row] {
                Standing { decision: Decision::Undecided, .. } => Act::Accept { account },
                Standing {
                    decision: Decision::Automatic,
                    partner: Some(Partner::Account(found)),
                } if *found != account => Act::Review,
                _ => continue,
            };
            // An account that somebody else has by now is left to them.
            let _ = self.act(row, act, false);
        }
        self.history.forget();
    }
}

/// Both are of one category and one day, as far as both tell; the names are the same already.
fn is_same(a: &EntAccount, b: &EntAccount) -> bool {
    let day = |account: &EntAccount| -> Option<BirthDate> { account.identity.birth_date };
    agree(a.category, b.category) && agree(day(a), day(b))
}

fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::category::Category;
    use crate::files::ent_accounts::Purpose;
    use crate::files::{Records, open};
    use crate::reconciliation::small_school::{place, row, run_with, salt, school};
    use crate::reconciliation::{StepCounts, StepState};
    use crate::task;

    const STEP: Category = Category::Student;
    /// Stored with accounts of a portal that nobody has any more.
    const STORED: [(Category, &str, &str); 3] =
        [(STEP, "OLD1", "P001"), (STEP, "OLD3", "P003"), (STEP, "OLD5", "P005")];
    /// The former portal spelt two of them as the new one does, and knew the third by another name.
    const FORMER: &str = "Nom;Prénom;Profil;Identifiant ENT;Date de naissance\n\
        FICTIF;Zoé;Elève;OLD1;09/05/2013\n\
        DOUBLON;Inès;Elève;OLD3;04/03/2012\n\
        BOUCHTETE;Basil;Elève;OLD5;\n";

    fn former(text: &str) -> Vec<EntAccount> {
        match task::run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage)).records {
            Records::Portal(directory) => directory.accounts.to_vec(),
            Records::Pronote(_) => panic!("not the portal's"),
        }
    }

    fn counts(run: &Run) -> StepCounts {
        run.counts(STEP)
    }

    #[test]
    fn on_the_same_portal_stored_accounts_stay_even_those_that_are_not_loaded() {
        let run = run_with(&STORED);
        assert_eq!(counts(&run).kept, 3);
        assert_eq!(run.setting().strangers(), (3, 3));
    }

    #[test]
    fn on_another_portal_everybody_is_linked_again() {
        let run = school(&STORED, Portal::Changed, "");
        assert_eq!(counts(&run).kept, 0);
        let pair = run.sending(STEP).pairs.into_iter().find(|(pair, _)| pair.id.as_str() == "P001");
        assert_eq!(pair.unwrap().0.key.as_str(), "K001");
        assert_eq!(run.difference(STEP).changed, 2, "{:?}", run.difference(STEP));
        assert_eq!(run.state(STEP), StepState::Open);
    }

    #[test]
    fn a_person_s_pair_follows_them_to_the_new_portal() {
        let run = school(&STORED, Portal::Changed, FORMER);
        let basile = run.standing(row(&run, "P005"));
        assert_eq!(basile.decision, Decision::Confirmed);
        assert_eq!(basile.partner, Some(Partner::Account(place(&run, "K005"))));
        assert_eq!(run.standing(row(&run, "P001")).decision, Decision::Automatic);
    }

    #[test]
    fn whom_the_engine_finds_elsewhere_is_put_aside() {
        let swapped = FORMER.replace("04/03/2012", "08/07/2013");
        let run = school(&STORED, Portal::Changed, &swapped);
        assert_eq!(run.standing(row(&run, "P003")).decision, Decision::ToReview);
    }

    #[test]
    fn nobody_is_followed_where_two_could_be_meant() {
        let undated = FORMER.replace("04/03/2012", "");
        let run = school(&STORED, Portal::Changed, "");
        let followed = run.setting().successions(&former(&undated), (CasKey::EntId, &salt()));
        let rows: Vec<_> = followed.iter().map(|(row, _)| *row).collect();
        assert_eq!(rows, [row(&run, "P001"), row(&run, "P005")]);
    }
}
