//! A PRONOTE account and a portal account beside each other, field by field: what a person reads to
//! decide.

use crate::linkage::weigh::{self, Weight};
use crate::person::{EntAccount, PronoteAccount};
use crate::reconciliation::spelling::{Mark, Piece, compare_dates, compare_texts, distance};
use serde::{Deserialize, Serialize};

/// A field that both sides may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    /// Nom.
    LastName,
    /// Nom, where one side writes the other name that the person goes by: usage or birth name.
    OtherLastName,
    /// Prénom.
    FirstName,
    /// Date de naissance.
    BirthDate,
    /// Classe.
    Class,
    /// Enfants.
    Children,
}

/// A field of both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldPair {
    /// Which.
    pub field: Field,
    /// Its two spellings, piece by piece.
    pub pieces: Vec<Piece>,
    /// What the field is worth, in bits; `None` where the linkage does not weigh it.
    pub bits: Option<f64>,
}

/// The fields that at least one side has, in the order in which they are read. `children` are the
/// names of the children in PRONOTE; names in each other's column are shown in PRONOTE's order.
pub fn side_by_side(
    pronote: &PronoteAccount,
    children: &[String],
    portal: &EntAccount,
    (swapped, weight): (bool, Option<&Weight>),
) -> Vec<FieldPair> {
    let (a, b) = (&pronote.identity, &portal.identity);
    let (last_name, first_name) = if swapped {
        (b.first_name.as_str(), b.last_name.as_str())
    } else {
        (b.last_name.as_str(), b.first_name.as_str())
    };
    let bits = |field| weight.map(|weight| weight.of(field));
    let (field, last_names) = closest(
        (&a.last_name, a.other_last_name.as_deref()),
        (last_name, b.other_last_name.as_deref()),
    );
    let class = pronote.class.as_deref().unwrap_or_default();
    let fields = [
        (field, last_names, bits(weigh::Field::LastName)),
        (Field::FirstName, compare_texts(&a.first_name, first_name), bits(weigh::Field::FirstName)),
        (
            Field::BirthDate,
            compare_dates(a.birth_date, b.birth_date),
            bits(weigh::Field::BirthDate),
        ),
        (Field::Class, side_of(class, &portal.classes), bits(weigh::Field::Class)),
        (
            Field::Children,
            side_of(&children.join(", "), &portal.children),
            bits(weigh::Field::Family),
        ),
    ];
    let fields = fields.into_iter().filter(|(_, pieces, _)| !pieces.is_empty());
    fields.map(|(field, pieces, bits)| FieldPair { field, pieces, bits }).collect()
}

/// The two last names that differ least, among all that both sides write.
fn closest(a: (&str, Option<&str>), b: (&str, Option<&str>)) -> (Field, Vec<Piece>) {
    let mut best = (Field::LastName, compare_texts(a.0, b.0));
    for (one, other) in [(Some(a.0), b.1), (a.1, Some(b.0)), (a.1, b.1)] {
        let (Some(one), Some(other)) = (one, other) else { continue };
        let pieces = compare_texts(one, other);
        if distance(&pieces) < distance(&best.1) {
            best = (Field::OtherLastName, pieces);
        }
    }
    best
}

/// Lists are told as they are written: comparing their letters would show nothing.
fn side_of(pronote: &str, portal: &[String]) -> Vec<Piece> {
    let portal = portal.join(", ");
    let pieces = compare_texts(pronote, &portal);
    if distance(&pieces) == 0 {
        return pieces;
    }
    let mark = match (pronote.is_empty(), portal.is_empty()) {
        (true, _) => Mark::Added,
        (_, true) => Mark::Missing,
        _ => Mark::Changed,
    };
    vec![Piece { mark, pronote: pronote.to_owned(), portal }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::birth_date::BirthDate;
    use crate::category::Category;
    use crate::person::Identity;
    use crate::pronote_id::PronoteId;

    fn person(last_name: &str, other: Option<&str>, first_name: &str, born: &str) -> Identity {
        Identity {
            last_name: last_name.to_owned(),
            first_name: first_name.to_owned(),
            other_last_name: other.map(str::to_owned),
            birth_date: BirthDate::parse(born),
            ..Identity::default()
        }
    }

    fn compared(a: Identity, b: Identity, swapped: bool) -> Vec<FieldPair> {
        let pronote = PronoteAccount {
            category: Category::Student,
            id: PronoteId::parse("P1").unwrap(),
            identity: a,
            class: Some("6A".to_owned()),
            cas_id: None,
            national_id: None,
            siecle_id: None,
            children: Vec::new(),
            shared_id: false,
        };
        let classes = vec!["6 A".to_owned()];
        let portal = EntAccount { identity: b, classes, ..EntAccount::default() };
        side_by_side(&pronote, &[], &portal, (swapped, None))
    }

    #[track_caller]
    fn check(a: Identity, b: Identity, swapped: bool, expected: &[(Field, usize)]) {
        let fields = compared(a, b, swapped);
        let found: Vec<_> = fields.iter().map(|f| (f.field, distance(&f.pieces))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn fields_that_nobody_has_are_left_out() {
        let (a, b) = (person("FICTIF", None, "Zoé", ""), person("FICTIF", None, "Zoe", ""));
        check(a, b, false, &[(Field::LastName, 0), (Field::FirstName, 0), (Field::Class, 0)]);
    }

    #[test]
    fn the_other_name_is_told_where_it_is_closer() {
        let a = person("DUPONT", Some("FICTIF"), "Zoé", "2013-05-09");
        let b = person("FICTIF", None, "Zoé", "2013-05-08");
        let fields = [
            (Field::OtherLastName, 0),
            (Field::FirstName, 0),
            (Field::BirthDate, 1),
            (Field::Class, 0),
        ];
        check(a, b, false, &fields);
    }

    #[test]
    fn names_in_each_other_s_column_are_put_right() {
        let (a, b) = (person("FICTIF", None, "Zoé", ""), person("Zoé", None, "FICTIF", ""));
        check(a, b, true, &[(Field::LastName, 0), (Field::FirstName, 0), (Field::Class, 0)]);
    }
}
