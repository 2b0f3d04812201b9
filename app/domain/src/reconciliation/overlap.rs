//! Several files together: what they say twice, and where they contradict each other.

use crate::files::Records;
use crate::name::NameKey;
use crate::person::{EntId, Login, PronoteAccount};
use crate::reconciliation::sources::{SourceId, Sources};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Two files that say different things of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// NOM Prénom.
    pub person: String,
    /// What differs.
    pub about: Differing,
    /// What the files say, sorted; the last is taken.
    pub said: Vec<String>,
}

/// What two files may say differently of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Differing {
    /// Né(e) le.
    BirthDate,
    /// Classe.
    Class,
    /// The CAS identifier.
    CasId,
}

/// How many accounts of each file stand in another one too.
pub fn overlaps(sources: &Sources) -> BTreeMap<SourceId, usize> {
    let mut files_of: BTreeMap<String, BTreeSet<SourceId>> = BTreeMap::new();
    for source in sources.iter() {
        let mut note = |key: String| {
            files_of.entry(key).or_default().insert(source.id);
        };
        match &source.read.records {
            Records::Pronote(read) => {
                read.accounts.iter().for_each(|a| note(format!("p{}/{}", a.category.code(), a.id)));
            }
            Records::Portal(read) => read.accounts.iter().for_each(|account| {
                let id = account.ent_id.as_ref().map(EntId::as_str);
                let login = account.login.as_ref().map(Login::as_str);
                note(format!("e{}", id.or(login).unwrap_or_default()));
            }),
        }
    }
    let mut overlaps = BTreeMap::new();
    for files in files_of.values().filter(|files| files.len() > 1) {
        for &file in files {
            *overlaps.entry(file).or_default() += 1;
        }
    }
    overlaps
}

/// What PRONOTE's files say differently of the same person.
pub fn contradictions(sources: &Sources) -> Vec<Contradiction> {
    let mut people: BTreeMap<_, Vec<&PronoteAccount>> = BTreeMap::new();
    for source in sources.iter() {
        if let Records::Pronote(read) = &source.read.records {
            for account in &read.accounts {
                let key = (account.category, &account.id, NameKey::of(&account.identity));
                people.entry(key).or_default().push(account);
            }
        }
    }
    let mut found = Vec::new();
    for accounts in people.values().filter(|accounts| accounts.len() > 1) {
        for about in [Differing::BirthDate, Differing::Class, Differing::CasId] {
            let said: BTreeSet<String> = accounts.iter().filter_map(|a| about.of(a)).collect();
            if said.len() > 1 {
                let identity = &accounts[0].identity;
                found.push(Contradiction {
                    person: format!("{} {}", identity.last_name, identity.first_name),
                    about,
                    said: said.into_iter().collect(),
                });
            }
        }
    }
    found
}

impl Differing {
    fn of(self, account: &PronoteAccount) -> Option<String> {
        match self {
            Self::BirthDate => account.identity.birth_date.map(|date| date.to_string()),
            Self::Class => account.class.as_ref().map(ToString::to_string),
            Self::CasId => account.cas_id.as_ref().map(ToString::to_string),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::ent_accounts::Purpose;
    use crate::files::fingerprint::Fingerprint;
    use crate::files::open;
    use crate::task::run;
    use crate::uai::Uai;

    fn sources(files: &[&str]) -> Sources {
        let mut sources = Sources::new(Uai::parse("0990001N").unwrap());
        for text in files {
            let read = run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage));
            sources.add(Fingerprint::of(text.as_bytes()), read).unwrap();
        }
        sources
    }

    #[test]
    fn accounts_that_stand_in_two_files_are_counted_in_both() {
        let files = [
            "<R><Eleve IDPN='A' Nom='F' Prenom='Z'/><Eleve IDPN='B' Nom='G' Prenom='Y'/></R>",
            "<R><Eleve IDPN='A' Nom='F' Prenom='Z'/></R>",
            "Nom;Prénom;uid\nF;Z;A\n",
        ];
        let counts: Vec<_> = overlaps(&sources(&files)).into_iter().collect();
        assert_eq!(counts, [(SourceId(0), 1), (SourceId(1), 1)]);
    }

    #[test]
    fn what_two_files_say_differently_is_told() {
        let files = [
            "<R><Eleve IDPN='A' Nom='F' Prenom='Z' Classe='6A' DateNaissance='2013-05-09'/></R>",
            "<R><Eleve IDPN='A' Nom='F' Prenom='Z' Classe='6B' DateNaissance='2013-05-09'/></R>",
        ];
        let expected = Contradiction {
            person: "F Z".to_owned(),
            about: Differing::Class,
            said: vec!["6A".to_owned(), "6B".to_owned()],
        };
        assert_eq!(contradictions(&sources(&files)), [expected]);
        assert!(contradictions(&sources(&files[..1])).is_empty());
    }
}
