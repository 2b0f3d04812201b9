use super::*;
use crate::files::open;
use crate::linkage::{Input, Linker};
use crate::person::PronoteAccount;
use crate::pronote_id::PronoteId;
use crate::task::run;

const ACCOUNTS: &str = "Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Enfant(s);Mot de passe\n\
    FICTIF-DUPONT;Zoé;Elève;zoe.fd;TAA2;6A;;s3cret-2\n\
    DUPONT;Paul;Elève;paul.d;TAA3;5B;;s3cret-3\n\
    ESSAI;Anaïs;Elève;anais.e;TAA4;6A;;=s3cret\n\
    FICTIF;Anne;Parent;anne.f;TAA5;6A;Zoé FICTIF-DUPONT;s3cret-5\n\
    PERSONNE;;Elève;;;;;perdu\n";

fn handout(text: &str) -> Handout {
    run(open(text.as_bytes()).unwrap().handout().unwrap())
}

fn filter() -> HandoutFilter {
    HandoutFilter::default()
}

#[track_caller]
fn check(filter: &HandoutFilter, earlier: &[&Handout], expected: &[&str]) {
    let handout = handout(ACCOUNTS);
    let names: Vec<_> = handout
        .select(filter, earlier)
        .into_iter()
        .map(|place| handout.holders[place].identity.first_name.to_string())
        .collect();
    assert_eq!(names, expected);
}

#[test]
fn letters_come_by_category_class_and_name() {
    check(&filter(), &[], &["Paul", "Anaïs", "Zoé", "Anne"]);
    assert_eq!(handout(ACCOUNTS).classes(), ["5B", "6A"]);
    assert_eq!(handout(ACCOUNTS).problems.as_slice().len(), 1);
}

#[test]
fn the_list_is_narrowed() {
    check(&HandoutFilter { category: Some(Category::Guardian), ..filter() }, &[], &["Anne"]);
    check(
        &HandoutFilter { class: Some("6A".to_owned()), ..filter() },
        &[],
        &["Anaïs", "Zoé", "Anne"],
    );
    check(&HandoutFilter { text: "dupont ZOE".to_owned(), ..filter() }, &[], &["Zoé"]);
}

#[test]
fn new_ones_are_those_of_no_earlier_file() {
    let earlier =
        handout("Nom;Prénom;Profil;Identifiant ENT\nAUTRE;Nom;Elève;TAA2\nX;Y;Elève;TAA5\n");
    check(&HandoutFilter { only_new: true, ..filter() }, &[&earlier], &["Paul", "Anaïs"]);
}

#[test]
fn a_printed_letter_has_no_password_any_more() {
    let mut handout = handout(ACCOUNTS);
    handout.printed(&[0, 99]);
    assert!(handout.holders[0].printed && handout.holders[0].password.is_empty());
    let left = handout.select(&HandoutFilter { not_printed: true, ..filter() }, &[]);
    assert_eq!(left, [1, 2, 3]);
}

#[track_caller]
fn check_letter(model: &str, expected: &str) {
    let handout = handout(ACCOUNTS);
    assert_eq!(fill(model, &handout.holders[2], "Collège des Essais"), expected);
}

#[test]
fn fields_are_filled_in_and_unknown_ones_stay() {
    check_letter("{prenom} {nom} ({classe})", "Zoé FICTIF-DUPONT (6A)");
    check_letter("{identifiant} / {mot_de_passe}", "zoe.fd / s3cret-2");
    check_letter("{etablissement} {age} {", "Collège des Essais {age} {");
    assert_eq!(unknown_fields("{nom} {age} {"), ["age"]);
    for field in FIELDS {
        assert!(unknown_fields(&format!("{{{field}}}")).is_empty());
    }
}

#[test]
fn the_table_calculates_nothing() {
    let handout = handout(ACCOUNTS);
    let heading = ["N", "P", "Pr", "C", "L", "M", "I"].map(str::to_owned);
    assert_eq!(
        csv(&handout, &[1], heading).lines().nth(1).unwrap(),
        "ESSAI;Anaïs;Elève;6A;anais.e;'=s3cret;TAA4"
    );
}

#[test]
fn nothing_shows_a_password_by_accident() {
    assert!(!format!("{:?}", handout(ACCOUNTS)).contains("s3cret"));
}

#[test]
fn who_has_no_account_is_found_by_the_linkage() {
    let directory = handout(ACCOUNTS).accounts();
    let account = |n: usize, last: &str, first: &str| {
        let identity =
            Identity { last_name: last.into(), first_name: first.into(), ..Identity::default() };
        let id = PronoteId::parse(&format!("N{n}")).unwrap();
        PronoteAccount {
            class: Some("6A".into()),
            ..PronoteAccount::new(Category::Student, id, identity)
        }
    };
    let pronote = [account(1, "ABSENTE", "Inès"), account(2, "FICTIF-DUPONT", "Zoé")];
    let input = Input { pronote: &pronote, directory: &directory, settled: &[], held: &[] };
    let links = run(Linker::new(input));
    let found: Vec<_> = missing(&pronote, &links)
        .into_iter()
        .map(|one| (one.account.identity.last_name.to_string(), one.resembles))
        .collect();
    assert!(found.contains(&("ABSENTE".to_owned(), false)), "{found:?}");
}
