use super::*;
use crate::files::layout::{self, Table};
use crate::person::{Civility, Identity};
use crate::task::run;

fn read(text: &str) -> Directory {
    let Table::Known(layout) = layout::recognise(text, "") else {
        panic!("not recognised: {:?}", layout::recognise(text, ""));
    };
    run(DirectoryReader::new(text, &layout, Purpose::Linkage))
}

fn only(text: &str) -> EntAccount {
    let directory = read(text);
    assert_eq!(directory.accounts.len(), 1, "{:?}", directory.problems);
    directory.accounts[0].clone()
}

#[track_caller]
fn problem(text: &str, expected: &ProblemKind) {
    let directory = read(text);
    let kinds: Vec<_> = directory.problems.as_slice().iter().map(|p| &p.kind).collect();
    assert!(kinds.contains(&expected), "{kinds:?}");
}

const KOSMOS: &str = "Civilité;Nom;Prénom;Profil;Login;Identifiant ENT;Etablissement;\r\n\
    Mme;FICTIF;Anne-Marie;Parent;anne-marie.fictif;TAA10001;COLLEGE DES ESSAIS;\r\n";

#[test]
fn the_form_of_kosmos() {
    assert_eq!(
        only(KOSMOS),
        EntAccount {
            ent_id: EntId::parse("TAA10001"),
            login: Login::parse("anne-marie.fictif"),
            category: Some(Category::Guardian),
            profile: "Parent".into(),
            identity: Identity {
                last_name: "FICTIF".into(),
                first_name: "Anne-Marie".into(),
                civility: Some(Civility::Mrs),
                ..Identity::default()
            },
            establishment: Some("COLLEGE DES ESSAIS".into()),
            ..EntAccount::default()
        }
    );
}

#[test]
fn the_order_of_columns_does_not_matter() {
    let other = "Login,Identifiant ENT,Prénom,Nom,Etablissement,Profil,Civilité\n\
        anne-marie.fictif,TAA10001,Anne-Marie,FICTIF,COLLEGE DES ESSAIS,Parent,Mme\n";
    assert_eq!(only(other), only(KOSMOS));
}

#[test]
fn the_form_with_13_fields() {
    let account = only(
        "rne;uid;classe;profil;prenom;nom;login;mot de passe;cle de jointure;uid pere;uid mere;uid tuteur1;uid tuteur2\n\
         0990001N;TAA10002;6A;National_1;Zoé;FICTIF;zoe.fictif;s3cret;500001;TAA10003;TAA10001;;\n",
    );
    assert_eq!(account.category, Some(Category::Student));
    assert_eq!(account.classes, ["6A"]);
    assert_eq!(account.establishment.as_deref(), Some("0990001N"));
    let parents: Vec<_> = account.parent_ids.iter().map(EntId::as_str).collect();
    assert_eq!(parents, ["TAA10003", "TAA10001"]);
}

#[test]
fn the_form_of_entcore() {
    let account = only(
        "\"Id\";\"Id Siecle\";\"Type\";\"Nom\";\"Prénom\";\"Login\";\"Enfant(s)\";\"Parent(s)\"\n\
         \"E-1\";\"500001\";\"Élève\";\"FICTIF\";\"Zoé\";\"zoe\";\"\";\"Anne FICTIF, Paul DUPONT\"\n",
    );
    assert_eq!(account.siecle_id.as_deref(), Some("500001"));
    assert_eq!(account.parents, ["Anne FICTIF", "Paul DUPONT"]);
}

#[test]
fn no_password_is_in_what_was_read() {
    let directory = read("Nom;Prénom;Login;Mot de passe\nFICTIF;Zoé;zoe;CANARY-s3cret\n");
    assert!(!format!("{directory:?}").contains("CANARY"));
}

#[test]
fn the_order_of_lines_does_not_matter() {
    let head = "Nom;Prénom;Login\n";
    let (a, b) = ("FICTIF;Zoé;zoe\n", "DUPONT;Paul;paul\n");
    assert_eq!(read(&format!("{head}{a}{b}")), read(&format!("{head}{b}{a}")));
}

#[test]
fn children_in_columns_of_their_own() {
    let account = only(
        "Nom;Prénom;Login;Nom enfant 1;Prénom enfant 1;Classe enfant 1;Nom enfant 2;Prénom enfant 2\n\
         FICTIF;Anne;anne;DUPONT;Zoé;6A;DUPONT;Paul\n",
    );
    assert_eq!(account.children, ["Zoé DUPONT", "Paul DUPONT"]);
    assert_eq!(account.classes, ["6A"]);
}

#[test]
fn headers_alone_are_told() {
    problem("Nom;Prénom;Login\n", &ProblemKind::NoRow);
    problem("Nom;Prénom;Login\n;;\n", &ProblemKind::NoRow);
}

#[test]
fn a_cut_table_is_told() {
    problem("Nom;Prénom;Login\nFICTIF;Zoé;zoe\nDUPONT;Pa", &ProblemKind::Truncated);
    let whole = read("Nom;Prénom;Login\nFICTIF;Zoé;zoe\nDUPONT;Paul;paul");
    assert!(whole.problems.as_slice().is_empty());
}

#[test]
fn doubtful_lines_are_told_and_kept_apart() {
    let head = "Nom;Prénom;Login;Profil;Né(e) le\n";
    problem(&format!("{head}FICTIF;Zoé;;Elève;\n"), &ProblemKind::NoAccountId);
    problem(&format!("{head}FICTIF;;zoe;Elève;\n"), &ProblemKind::IncompleteName);
    let text = "hier".to_owned();
    problem(&format!("{head}FICTIF;Zoé;zoe;Elève;hier\n"), &ProblemKind::UnreadableDate { text });
    let word = "Invité".to_owned();
    problem(
        &format!("{head}A;B;c;Invité;\nD;E;f;Invité;\n"),
        &ProblemKind::UnknownProfile { word, count: 2 },
    );
}

#[test]
fn one_identifier_on_two_people_is_told() {
    let id = "X1".to_owned();
    problem("Nom;Prénom;uid\nA;B;X1\nC;D;X1\n", &ProblemKind::SharedAccountId { id });
}
