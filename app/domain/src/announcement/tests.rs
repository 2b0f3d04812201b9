use super::*;
use crate::files::container::{PartnerKey, Sealed, Unsealing};
use crate::files::ent_accounts::Purpose;
use crate::files::{Records, open};
use crate::task::run;
use std::sync::Arc;

const ACCOUNTS: &str = "Nom;Prénom;Profil;Login;Identifiant ENT;Civilité;Date de naissance;Enfant(s)\n\
    EXEMPLARD;Marie & Jeanne;Professeur;mj;TAA1;Mme;;\n\
    FICTIF;Zoé;Elève;zoe;TAA2;;;\n\
    DUPONT;Paul;Elève;paul;TAA3;;31/01/2012;\n\
    SANSDATE;Ève;Elève;eve;TAA4;;31/02/2012;\n\
    FICTIF;Anne;Parent;anne;TAA5;Mme;;Paul DUPONT\n\
    AGENT;Alex;Personnel;alex;TAA6;;;\n\
    INCONNU;Max;Extraterrestre;max;TAA7;;;\n\
    SANSCLE;Léa;Professeur;lea;;;;\n";

const EXPORT: &str = "<R><Eleve IDPN='A2B3C4D5E7F8H9JK' Nom='FICTIF-DUPONT' Prenom='Zoé' \
    DateNaissance='2013-05-09' NumeroNational='000000001AA'/>\
    <Responsable IDPN='B4C5D7E8F9H2J3KM' Nom='FICTIF' Prenom='ANNE'><Eleve IDPN='A2B3C4D5E7F8H9JK' Nom='FICTIF-DUPONT' Prenom='Zoé'/></Responsable></R>";

fn directory() -> Arc<Vec<EntAccount>> {
    match run(open(ACCOUNTS.as_bytes()).unwrap().reader(Purpose::Linkage)).records {
        Records::Portal(portal) => portal.accounts,
        Records::Pronote(_) => panic!("not the portal's"),
    }
}

fn pronote() -> Vec<PronoteAccount> {
    match run(open(EXPORT.as_bytes()).unwrap().reader(Purpose::Linkage)).records {
        Records::Pronote(identifiers) => identifiers.accounts,
        Records::Portal(_) => panic!("not PRONOTE's"),
    }
}

fn written() -> Announced {
    let (directory, pronote) = (directory(), pronote());
    let account = |id: &str| {
        directory.iter().position(|a| a.ent_id.as_ref().is_some_and(|e| e.as_str() == id)).unwrap()
    };
    let row = |category| pronote.iter().position(|a| a.category == category).unwrap();
    let pairs =
        [(row(Category::Student), account("TAA2")), (row(Category::Guardian), account("TAA5"))];
    write(&Announcing {
        uai: &Uai::parse("0990001N").unwrap(),
        school: "Collège \"des\" Essais",
        partner: "IDFOURNI",
        date: "2026-09-02T08:00:00Z",
        cas_key: CasKey::EntId,
        directory: &directory,
        pronote: &pronote,
        pairs: &pairs,
    })
}

#[track_caller]
fn check_line(name: &str, holds: &[&str]) {
    let text = written().text;
    let line = text.lines().find(|line| line.contains(&format!("ID_Partenaire=\"{name}\"")));
    let line = line.unwrap_or_else(|| panic!("{name} is not in {text}"));
    for part in holds {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn names_and_dates_are_those_that_pronote_has() {
    check_line(
        "TAA2",
        &[
            "<Eleve ",
            "Nom=\"FICTIF-DUPONT\"",
            "DateNaissance=\"2013-05-09\"",
            "NumeroNational=\"000000001AA\"",
        ],
    );
    check_line("TAA3", &["Nom=\"DUPONT\"", "DateNaissance=\"2012-01-31\""]);
    check_line("TAA1", &["<Professeur ", "Prenom=\"Marie &amp; Jeanne\""]);
}

#[test]
fn who_cannot_be_announced_is_counted() {
    let announced = written();
    assert_eq!(announced.counts, [1, 2, 1, 0, 0, 1]);
    assert_eq!(
        announced.left_out,
        [(LeftOut::NoKey, 1), (LeftOut::NoBirthDate, 1), (LeftOut::NoPlace, 1),]
    );
}

#[test]
fn pupils_name_their_guardians() {
    let text = written().text;
    let guardian = text.lines().find(|line| line.contains("TAA5")).unwrap();
    let number = guardian.split("Ident=\"").nth(1).unwrap().split('"').next().unwrap();
    let reference = format!("<Responsable Ident=\"{number}\"/>");
    assert_eq!(text.matches(&reference).count(), 2, "{text}");
}

#[test]
fn sections_come_in_the_order_of_the_schema() {
    let text = written().text;
    let order = [
        "<Nomenclatures>",
        "<Etablissements>",
        "<EtablissementsGeres>",
        "<Personnels>",
        "<Professeurs>",
        "<Responsables>",
        "<Eleves>",
    ];
    let places: Vec<usize> = order.iter().map(|section| text.find(section).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
    assert!(text.contains("Nom=\"Collège &quot;des&quot; Essais\""), "{text}");
}

/// Sealed here, read by the reader of PRONOTE's own containers.
#[test]
fn the_private_key_opens_what_the_public_key_sealed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/container/");
    let key = |name: &str| std::fs::read(format!("{folder}{name}")).unwrap();
    let public = PublicKey::read(&key("key-public.pem")).unwrap();
    let uai = Uai::parse("0990001N").unwrap();
    let sealed =
        seal("<PARTENAIRE_INDEX/>", &public, ("KOSMOS", "2026-09-02T08:00:00Z", &uai), &[3; 32]);
    let mut text = sealed.unwrap();
    for (ours, theirs) in [
        ("Cle>", "PARTENAIRE>"),
        ("Contenu>", "CONTENU>"),
        ("Verification>", "VERIFICATION>"),
        ("ImportChiffre", "EXPORT_INDEX_EDUCATION"),
    ] {
        text = text.replace(ours, theirs);
    }
    // Its own name for the partner would be another wrapped key there.
    text = text.replace("<Partenaire>KOSMOS</Partenaire>", "");
    let private = PartnerKey::read(&key("key.pem"), "").unwrap();
    let container = Sealed::read(&text).unwrap();
    let clear = run(Unsealing::new(&container, &private).unwrap()).unwrap();
    assert_eq!(clear.as_slice(), b"<PARTENAIRE_INDEX/>");
}

#[track_caller]
fn check_key(name: &str, expected: PublicKeyTrouble) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/container/");
    let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
    assert_eq!(PublicKey::read(&bytes).unwrap_err(), expected, "{name}");
}

#[test]
fn other_files_are_no_public_key() {
    check_key("key.pem", PublicKeyTrouble::Private);
    check_key("export.xml", PublicKeyTrouble::NotAKey);
    check_key("ec.pem", PublicKeyTrouble::Private);
    assert_eq!(PublicKey::read(b"").unwrap_err(), PublicKeyTrouble::NotAKey);
}
