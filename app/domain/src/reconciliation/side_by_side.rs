//! A PRONOTE account and a portal account beside each other, field by field: what a person reads to
//! decide.

use crate::linkage::weigh::{self, Weight};
use crate::name::words;
use crate::person::{EntAccount, PronoteAccount};
use crate::reconciliation::spelling::{Mark, Piece, compare_dates, compare_texts, distance};
use crate::text::Text;
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
    let class = pronote.class.as_slice();
    let fields = [
        (field, last_names, bits(weigh::Field::LastName)),
        (Field::FirstName, compare_texts(&a.first_name, first_name), bits(weigh::Field::FirstName)),
        (
            Field::BirthDate,
            compare_dates(a.birth_date, b.birth_date),
            bits(weigh::Field::BirthDate),
        ),
        (Field::Class, lists(class, &portal.classes), bits(weigh::Field::Class)),
        (Field::Children, lists(children, &portal.children), bits(weigh::Field::Family)),
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

/// Two lists, item by item: those with the same words are the same, in whatever order.
fn lists(pronote: &[impl AsRef<str>], portal: &[Text]) -> Vec<Piece> {
    let key = |item: &str| {
        let mut words = words(item);
        words.sort();
        words.concat()
    };
    let mut left: Vec<&str> = portal.iter().map(Text::as_str).collect();
    let mut pairs: Vec<(Mark, &str, &str)> = Vec::new();
    for item in pronote.iter().map(AsRef::as_ref) {
        let found = left.iter().position(|other| key(other) == key(item));
        pairs.push(match found.map(|place| left.remove(place)) {
            Some(other) => (Mark::Same, item, other),
            None => (Mark::Missing, item, ""),
        });
    }
    pairs.extend(left.into_iter().map(|other| (Mark::Added, "", other)));
    // One item each that differs is another one, not one more and one less.
    if let [(Mark::Missing, one, _), (Mark::Added, _, other)] = pairs[..] {
        pairs = vec![(Mark::Changed, one, other)];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (mark, one, other) in pairs {
        let comma = |text: &str, before: bool| {
            if before && !text.is_empty() { ", ".to_owned() } else { String::new() }
        };
        let has = |side: fn(&Piece) -> &str| pieces.iter().any(|piece| !side(piece).is_empty());
        let pronote = comma(one, has(|piece| &piece.pronote));
        let portal = comma(other, has(|piece| &piece.portal));
        if !pronote.is_empty() || !portal.is_empty() {
            pieces.push(Piece { mark: Mark::Same, pronote, portal });
        }
        pieces.push(Piece { mark, pronote: one.to_owned(), portal: other.to_owned() });
    }
    pieces
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
            last_name: last_name.into(),
            first_name: first_name.into(),
            other_last_name: other.map(Into::into),
            birth_date: BirthDate::parse(born),
            ..Identity::default()
        }
    }

    fn compared(a: Identity, b: Identity, swapped: bool) -> Vec<FieldPair> {
        let pronote = PronoteAccount {
            category: Category::Student,
            id: PronoteId::parse("P1").unwrap(),
            identity: a,
            class: Some("6A".into()),
            cas_id: None,
            national_id: None,
            siecle_id: None,
            children: Vec::new(),
            legal_rank: None,
            shared_id: false,
        };
        let classes = vec!["6 A".into()];
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

    #[track_caller]
    fn check_lists(pronote: &[&str], portal: &[&str], expected: &[Mark]) {
        let portal: Vec<Text> = portal.iter().map(|&item| item.into()).collect();
        let pieces = lists(pronote, &portal);
        let marks: Vec<Mark> = pieces.iter().map(|piece| piece.mark).collect();
        assert_eq!(marks, expected);
        let side = |of: fn(&Piece) -> &str| pieces.iter().map(of).collect::<String>();
        assert_eq!(side(|piece| &piece.pronote), pronote.join(", "));
    }

    #[test]
    fn the_order_of_words_and_of_items_is_no_difference() {
        check_lists(&["FICTIF Zoé"], &["Zoé FICTIF"], &[Mark::Same]);
        check_lists(&["A B", "C D"], &["D C", "B A"], &[Mark::Same; 3]);
        check_lists(&["A B"], &["C D"], &[Mark::Changed]);
        check_lists(&["A B"], &[], &[Mark::Missing]);
        check_lists(&["A B"], &["A B", "C D"], &[Mark::Same, Mark::Same, Mark::Added]);
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
