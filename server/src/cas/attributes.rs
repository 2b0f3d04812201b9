//! The attributes that carry identifiers: `idPronote`, and `idPronote_<UAI>` for each establishment,
//! since an identifier belongs to one PRONOTE base.

use crate::store::Released;
use domain::{pronote_id::PronoteId, uai::Uai};
use serde_json::{Map, Value, json};

/// The attribute that PRONOTE reads.
pub(crate) const ID_PRONOTE: &str = "idPronote";

/// The attribute of one establishment.
pub(crate) fn of_establishment(uai: &Uai) -> String {
    format!("{ID_PRONOTE}_{uai}")
}

/// For LemonLDAP::NG: one text each, empty where there is no identifier. Refreshing a session merges:
/// what is left out would stay, only the empty text takes it away. Lists it cannot read.
pub(crate) fn flat(managed: &[Uai], released: &Released) -> Map<String, Value> {
    let text = |id: Option<&PronoteId>| Value::from(id.map_or("", PronoteId::as_str));
    let mut attributes = Map::new();
    attributes.insert(ID_PRONOTE.to_owned(), text(only(released)));
    for uai in managed {
        attributes.insert(of_establishment(uai), text(released.get(uai)));
    }
    attributes
}

/// For Apereo CAS and others: a list for each attribute there is; nothing for nothing.
pub(crate) fn lists(released: &Released) -> Map<String, Value> {
    let mut attributes = Map::new();
    if let Some(id) = only(released) {
        attributes.insert(ID_PRONOTE.to_owned(), json!([id.as_str()]));
    }
    for (uai, id) in released {
        attributes.insert(of_establishment(uai), json!([id.as_str()]));
    }
    attributes
}

/// For a question about one establishment.
pub(crate) fn list_of(released: &Released, uai: &Uai) -> Map<String, Value> {
    let mut attributes = Map::new();
    if let Some(id) = released.get(uai) {
        attributes.insert(ID_PRONOTE.to_owned(), json!([id.as_str()]));
    }
    attributes
}

/// The identifier of a user who has a single one: of several, only the service says which.
fn only(released: &Released) -> Option<&PronoteId> {
    match released.len() {
        1 => released.values().next(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "0990001N";
    const THERE: &str = "0990002P";

    fn uai(text: &str) -> Uai {
        Uai::parse(text).unwrap()
    }

    fn released(ids: &[(&str, &str)]) -> Released {
        ids.iter().map(|(at, id)| (uai(at), PronoteId::parse(id).unwrap())).collect()
    }

    #[track_caller]
    fn check(ids: &[(&str, &str)], flat_expected: Value, lists_expected: Value) {
        let managed = [uai(HERE), uai(THERE)];
        assert_eq!(Value::from(flat(&managed, &released(ids))), flat_expected);
        assert_eq!(Value::from(lists(&released(ids))), lists_expected);
    }

    #[test]
    fn one_identifier_is_both() {
        check(
            &[(HERE, "A2")],
            json!({"idPronote": "A2", "idPronote_0990001N": "A2", "idPronote_0990002P": ""}),
            json!({"idPronote": ["A2"], "idPronote_0990001N": ["A2"]}),
        );
    }

    #[test]
    fn of_two_the_establishment_says_which() {
        check(
            &[(HERE, "A2"), (THERE, "B3")],
            json!({"idPronote": "", "idPronote_0990001N": "A2", "idPronote_0990002P": "B3"}),
            json!({"idPronote_0990001N": ["A2"], "idPronote_0990002P": ["B3"]}),
        );
        let of = |at| Value::from(list_of(&released(&[(HERE, "A2"), (THERE, "B3")]), &uai(at)));
        assert_eq!(of(THERE), json!({"idPronote": ["B3"]}));
    }

    #[test]
    fn none_clears_a_session_and_is_nothing_to_others() {
        check(
            &[],
            json!({"idPronote": "", "idPronote_0990001N": "", "idPronote_0990002P": ""}),
            json!({}),
        );
        assert_eq!(Value::from(list_of(&Released::new(), &uai(HERE))), json!({}));
    }
}
