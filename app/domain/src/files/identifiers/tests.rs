use super::*;
use crate::person::Civility;
use crate::pronote_id::PronoteId;
use crate::task::run;

fn read(text: &str) -> Identifiers {
    run(IdentifiersReader::new(text))
}

/// "category id LAST first children…" of each account.
fn summary(identifiers: &Identifiers) -> Vec<String> {
    let one = |account: &PronoteAccount| {
        let children: String = account.children.iter().map(|id| format!(" {id}")).collect();
        let identity = &account.identity;
        format!(
            "{} {} {} {}{children}",
            account.category.code(),
            account.id,
            identity.last_name,
            identity.first_name
        )
    };
    identifiers.accounts.iter().map(one).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let identifiers = read(text);
    assert_eq!(summary(&identifiers), expected, "{:?}", identifiers.problems);
}

#[track_caller]
fn problem(text: &str, expected: &ProblemKind) {
    let identifiers = read(text);
    let kinds: Vec<_> = identifiers.problems.as_slice().iter().map(|p| &p.kind).collect();
    assert!(kinds.contains(&expected), "{kinds:?}");
}

#[test]
fn a_person_is_whatever_has_an_identifier() {
    check(
        "<R><Eleves><Eleve Nom='FICTIF' Prenom='Zoé' IDPN='A2'/></Eleves></R>",
        &["student A2 FICTIF Zoé"],
    );
    check(
        "<R><Eleve><Nom>FICTIF</Nom><Prenom>Zoé</Prenom><IdentifiantPronote>A2</IdentifiantPronote></Eleve></R>",
        &["student A2 FICTIF Zoé"],
    );
}

#[test]
fn the_category_comes_from_the_element_or_its_parent() {
    check(
        "<R><Professeurs><Individu Nom='A' Prenom='B' idpn='A2'/></Professeurs>\
         <Liste><MaitreDeStage Nom='C' Prenom='D' idpn='A3'/></Liste></R>",
        &["teacher A2 A B", "internship_supervisor A3 C D"],
    );
}

#[test]
fn names_in_other_words_and_cases_are_read() {
    let text = "<R><PERSONNELS><PERSONNEL NOM='A' PRENOM='B' CIVILITE='Mme' DATENAISSANCE='11/02/1975' \
                IDCAS='TAB12345' IDPRONOTE='A2'/></PERSONNELS></R>";
    let account = read(text).accounts.remove(0);
    assert_eq!(account.category, Category::Staff);
    assert_eq!(account.identity.civility, Some(Civility::Mrs));
    assert_eq!(account.identity.birth_date.unwrap().to_string(), "11/02/1975");
    assert_eq!(account.cas_id.as_deref(), Some("TAB12345"));
}

const NESTED: &str = "<R>\
    <Eleve Ident='1' Nom='F' Prenom='Zoé' IDPN='E1'><Responsable Ident='9' Nom='F' Prenom='ANNE' IDPN='R9'/></Eleve>\
    <Eleve Ident='2' Nom='F' Prenom='Émile' IDPN='E2'><Responsable Ident='9' Nom='F' Prenom='Anne' IDPN='R9'/></Eleve>\
    </R>";

#[test]
fn a_guardian_of_two_pupils_is_one_account_with_two_children() {
    check(NESTED, &["student E1 F Zoé", "student E2 F Émile", "guardian R9 F Anne E1 E2"]);
    assert_eq!(read(NESTED).lines, 4);
}

#[test]
fn guardians_apart_refer_to_their_pupils_or_are_referred_to() {
    let expected = ["student E1 F Zoé", "guardian R9 F Anne E1"];
    check(
        "<R><Eleves><Eleve Ident='1' Nom='F' Prenom='Zoé' IDPN='E1'/></Eleves>\
         <Responsables><Responsable Ident='9' Nom='F' Prenom='Anne' IDPN='R9'><Eleve Ident='1'/></Responsable></Responsables></R>",
        &expected,
    );
    check(
        "<R><Responsables><Responsable Ident='9' Nom='F' Prenom='Anne' IDPN='R9'/></Responsables>\
         <Eleves><Eleve Ident='1' Nom='F' Prenom='Zoé' IDPN='E1'><Responsable Ident='9'/></Eleve></Eleves></R>",
        &expected,
    );
    check(
        "<R><Eleve Ident='1' Nom='F' Prenom='Zoé' IDPN='E1'>\
         <Responsables><Responsable Nom='F' Prenom='Anne' IDPN='R9'/></Responsables></Eleve></R>",
        &expected,
    );
}

#[test]
fn a_pupil_and_a_guardian_may_have_the_same_number() {
    check(
        "<R><Eleve Ident='1' Nom='F' Prenom='Zoé' IDPN='E1'><Responsable Ident='1'/></Eleve>\
         <Responsable Ident='1' Nom='F' Prenom='Anne' IDPN='R1'/></R>",
        &["student E1 F Zoé", "guardian R1 F Anne E1"],
    );
}

#[test]
fn the_class_is_read_as_an_attribute_an_element_or_a_reference() {
    let classes = |text: &str| read(text).accounts[0].class.clone();
    assert_eq!(classes("<R><Eleve Classe='6A' IDPN='E1'/></R>").as_deref(), Some("6A"));
    assert_eq!(
        classes("<R><Eleve><Classe>6A</Classe><IDPN>E1</IDPN></Eleve></R>").as_deref(),
        Some("6A")
    );
    let moved = "<R><Classes><Classe Ident='7' Nom='6A'/><Classe Ident='8' Nom='6B'/></Classes>\
        <Eleve IDPN='E1'><Classe Ident='8' DateEntree='2026-11-03'/><Classe Ident='7' DateEntree='2026-09-01'/></Eleve></R>";
    assert_eq!(classes(moved).as_deref(), Some("6B"));
}

#[test]
fn an_unknown_category_is_shown_not_dropped() {
    let text = "<R><Accompagnants><Accompagnant Nom='A' Prenom='B' IDPN='A2'/></Accompagnants></R>";
    let identifiers = read(text);
    assert!(identifiers.accounts.is_empty());
    assert_eq!(identifiers.unclassified[0].element, "Accompagnant");
    let element = "Accompagnant".to_owned();
    problem(text, &ProblemKind::UnknownCategory { element, count: 1 });
}

#[test]
fn people_without_identifier_are_counted_once() {
    let text = "<R><Eleve IDPN='E1' Nom='F' Prenom='Z'><Responsable Ident='9' Nom='F' Prenom='A'/></Eleve>\
        <Eleve IDPN='E2' Nom='F' Prenom='Y'><Responsable Ident='9' Nom='F' Prenom='A'/></Eleve></R>";
    problem(text, &ProblemKind::WithoutId { category: Category::Guardian, count: 1 });
}

#[test]
fn one_identifier_on_two_people_is_told_and_marked() {
    let text =
        "<R><Eleve Nom='F' Prenom='Zoé' IDPN='E1'/><Eleve Nom='G' Prenom='Léo' IDPN='E1'/></R>";
    problem(text, &ProblemKind::SharedId { id: "E1".to_owned() });
    assert!(read(text).accounts.iter().all(|account| account.shared_id));
    assert!(!read(NESTED).accounts.iter().any(|account| account.shared_id));
}

#[test]
fn what_cannot_be_sent_or_read_is_told_with_its_line() {
    let text = "<R>\n<Eleve Nom='F' Prenom='Z' IDPN='A B' />\n<Eleve Nom='F' Prenom='' IDPN='E2' DateNaissance='hier'/></R>";
    let identifiers = read(text);
    let seen: Vec<_> = identifiers
        .problems
        .as_slice()
        .iter()
        .map(|p| (p.kind.clone(), p.place.map(|place| place.line)))
        .collect();
    assert!(seen.contains(&(ProblemKind::UnusableId { text: "A B".to_owned() }, Some(2))));
    assert!(seen.contains(&(ProblemKind::UnreadableDate { text: "hier".to_owned() }, Some(3))));
    assert!(seen.contains(&(ProblemKind::IncompleteName, Some(3))));
    assert_eq!(identifiers.accounts[0].id, PronoteId::parse("E2").unwrap());
}

#[test]
fn schools_are_collected_and_their_letters_checked() {
    let text = "<R UAI='0990001N'><Etablissements><Etablissement Ident='1' Numero='0134567A'/></Etablissements>\
        <Eleve IDPN='E1'/></R>";
    assert_eq!(read(text).uais, [Uai::parse("0134567A").unwrap(), Uai::parse("0990001N").unwrap()]);
    let uai = Uai::parse("0134567A").unwrap();
    problem(text, &ProblemKind::UaiLetter { uai, expected: 'U' });
}

#[test]
fn a_file_without_anybody_or_cut_is_told() {
    problem("<R><Eleves/></R>", &ProblemKind::NobodyWithId);
    let cut = &NESTED[..NESTED.len() - 20];
    problem(cut, &ProblemKind::Truncated);
    assert!(read(cut).problems.is_blocking());
}

#[test]
fn the_order_of_people_does_not_matter() {
    let (a, b) = ("<Eleve Nom='F' Prenom='Z' IDPN='E1'/>", "<Eleve Nom='G' Prenom='L' IDPN='E2'/>");
    assert_eq!(read(&format!("<R>{a}{b}</R>")).accounts, read(&format!("<R>{b}{a}</R>")).accounts);
}

/// Two establishments, their classes, a pupil of each with a guardian, and a teacher of both.
const SHARED_BASE: &str = "<ExportEmploiDuTemps Version='2.0' UAI='0990001N'><Etablissements>\
    <Etablissement Ident='1' Numero='0990001N' Nom='COLLEGE'/><Etablissement Ident='2' Numero='0990002P' Nom='LYCEE'/>\
    </Etablissements><Professeurs><Professeur Ident='3' Nom='P' Prenom='P' IDPN='P1'/></Professeurs>\
    <Classes><Classe Ident='7' Nom='6A'><Etablissement Ident='1'/></Classe>\
    <Classe Ident='8' Nom='2B'><Etablissement Ident='2'/></Classe></Classes>\
    <Responsables><Responsable Ident='9' Nom='F' Prenom='A' IDPN='R1'/><Responsable Ident='10' Nom='G' Prenom='B' IDPN='R2'/></Responsables>\
    <Eleves><Eleve Ident='101' Nom='F' Prenom='Z' IDPN='E1'><Responsable Ident='9'/><Classe Ident='7' DateEntree='2026-09-01'/></Eleve>\
    <Eleve Ident='102' Nom='G' Prenom='Y' IDPN='E2'><Responsable Ident='10'/><Responsable Ident='9'/><Classe Ident='8' DateEntree='2026-09-01'/></Eleve>\
    </Eleves></ExportEmploiDuTemps>";

#[test]
fn several_establishments_and_who_belongs_to_which() {
    let identifiers = read(SHARED_BASE);
    let names: Vec<_> = identifiers.schools.several().iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["COLLEGE", "LYCEE"]);
    let of = |school: usize| -> Vec<String> {
        let all = identifiers.accounts.iter();
        all.filter(|a| identifiers.schools.have(school, a)).map(|a| a.id.to_string()).collect()
    };
    assert_eq!(of(0), ["P1", "E1", "R1"]);
    assert_eq!(of(1), ["P1", "E2", "R1", "R2"]);
}

#[test]
fn a_single_establishment_leaves_nothing_to_choose() {
    let one = "<R><Etablissements><Etablissement Ident='1' Numero='0990001N'/></Etablissements>\
        <Eleve IDPN='E1' Nom='F' Prenom='Z'/></R>";
    assert!(read(one).schools.several().is_empty());
}
