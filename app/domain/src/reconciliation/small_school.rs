//! A small invented school for the tests of this room: a family, homonyms, a spelling mistake, a
//! pupil without an account.

use crate::category::Category;
use crate::ent_key::{CasKey, EntKey, LoginSalt};
use crate::files::ent_accounts::Purpose;
use crate::files::fingerprint::Fingerprint;
use crate::files::{Records, open};
use crate::linkage::Linker;
use crate::pronote_id::PronoteId;
use crate::reconciliation::{Mode, Portal, Run, Setting, Sources, StoredMapping};
use crate::task;
use crate::uai::Uai;
use std::fmt::Write as _;

const EXPORT: &str = "<R UAI='0990001N'>\
<Eleve IDPN='P001' Nom='FICTIF' Prenom='Zoé' DateNaissance='2013-05-09' Classe='6A'>\
<Responsable IDPN='G001' Nom='FICTIF' Prenom='Anne'/><Responsable IDPN='G002' Nom='AUTREMENT' Prenom='Paul'/></Eleve>\
<Eleve IDPN='P002' Nom='FICTIF' Prenom='Émile' DateNaissance='2011-02-01' Classe='3B'>\
<Responsable IDPN='G001' Nom='FICTIF' Prenom='Anne'/></Eleve>\
<Eleve IDPN='P003' Nom='DOUBLON' Prenom='Inès' DateNaissance='2012-03-04' Classe='5A'/>\
<Eleve IDPN='P004' Nom='DOUBLON' Prenom='Inès' DateNaissance='2013-07-08' Classe='6B'/>\
<Eleve IDPN='P005' Nom='BOUCHETTE' Prenom='Basile' DateNaissance='2012-10-10' Classe='5A'/>\
<Eleve IDPN='P006' Nom='SANSCOMPTE' Prenom='Lou' DateNaissance='2012-11-30' Classe='5A'>\
<Responsable IDPN='G003' Nom='SANSCOMPTE' Prenom='Jean' RespLegal='1'/><Responsable IDPN='G005' Nom='VOISINE' Prenom='Odile'/></Eleve>\
<Responsable IDPN='G004' Nom='PARTIE' Prenom='Claude'/>\
</R>";

const DIRECTORY: &str = "Nom;Prénom;Profil;Identifiant ENT;Classe;Date de naissance;Enfant(s)\n\
FICTIF;Zoé;Elève;K001;6A;09/05/2013;\n\
FICTIF;Emile;Elève;K002;3B;02/01/2011;\n\
DOUBLON;Inès;Elève;K003;5A;04/03/2012;\n\
DOUBLON;Inès;Elève;K004;6B;08/07/2013;\n\
BOUCHTETE;Basil;Elève;K005;5A;;\n\
AUTREFOIS;Hanne;Parent;K011;;;Zoé FICTIF, Emile FICTIF\n";

/// A run over it, beside strangers who make names rare.
pub(super) fn run_with(stored: &[(Category, &str, &str)]) -> Run {
    school(stored, Portal::Same, "")
}

pub(super) fn salt() -> LoginSalt {
    LoginSalt::new([0; LoginSalt::LEN])
}

/// The same on a portal that may have changed, with the former portal's accounts.
pub(super) fn school(stored: &[(Category, &str, &str)], portal: Portal, former: &str) -> Run {
    let mut directory = DIRECTORY.to_owned();
    for n in 0..300 {
        let _ = writeln!(directory, "QUELCONQUE{n};Noé{n};Elève;S{n:03};4C;;");
    }
    let mut sources = Sources::new(Uai::parse("0990001N").unwrap());
    for text in [EXPORT, &directory] {
        let read = task::run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage));
        sources.add(Fingerprint::of(text.as_bytes()), read).unwrap();
    }
    let stored = stored.iter().map(|&(category, key, id)| StoredMapping {
        category,
        key: EntKey::parse(key).unwrap(),
        id: PronoteId::parse(id).unwrap(),
    });
    let salt = salt();
    let setting = Setting::new(
        Mode::Complete,
        sources.pronote(),
        sources.directory(),
        (CasKey::EntId, &salt),
        stored.collect(),
    );
    let setting = setting.on(portal);
    let successions = match open(former.as_bytes()) {
        Ok(opened) => match task::run(opened.reader(Purpose::Linkage)).records {
            Records::Portal(former) => {
                setting.successions(&former.accounts, (CasKey::EntId, &salt))
            }
            Records::Pronote(_) => panic!("not the portal's"),
        },
        Err(_) => Vec::new(),
    };
    let (settled, held) = (setting.settled(), setting.held());
    let links = task::run(Linker::new(setting.linkage_input(&settled, &held)));
    let mut run = Run::new(setting, links, &[]);
    run.succeed(&successions);
    run
}

pub(super) fn run() -> Run {
    run_with(&[])
}

/// The row of an identifier.
pub(super) fn row(run: &Run, id: &str) -> usize {
    run.setting().pronote.iter().position(|account| account.id.as_str() == id).unwrap()
}

/// The place of an account.
pub(super) fn place(run: &Run, id: &str) -> usize {
    let is_it = |account: &crate::person::EntAccount| {
        account.ent_id.as_ref().is_some_and(|found| found.as_str() == id)
    };
    run.setting().directory.iter().position(is_it).unwrap()
}

/// The identifiers of rows.
pub(super) fn ids(run: &Run, rows: &[usize]) -> Vec<String> {
    rows.iter().map(|&row| run.setting().pronote[row].id.to_string()).collect()
}
