//! The text of a letter: a model with fields in braces.

use super::Holder;
use crate::person::{EntId, Login};

/// The fields that a model can have.
pub const FIELDS: [&str; 9] = [
    "nom",
    "prenom",
    "classe",
    "profil",
    "enfants",
    "identifiant",
    "mot_de_passe",
    "identifiant_ent",
    "etablissement",
];

/// The letter of somebody. A field that there is not stays as it is written.
pub fn fill(model: &str, holder: &Holder, establishment: &str) -> String {
    let mut letter = String::with_capacity(model.len() + 64);
    for piece in pieces(model) {
        match piece {
            Piece::Text(text) => letter.push_str(text),
            Piece::Field(name) => match value(name, holder, establishment) {
                Some(value) => letter.push_str(value),
                None => letter.extend(["{", name, "}"]),
            },
        }
    }
    letter
}

/// What stands in braces in a model and is no field.
pub fn unknown_fields(model: &str) -> Vec<String> {
    let unknown = pieces(model).into_iter().filter_map(|piece| match piece {
        Piece::Field(name) if !FIELDS.contains(&name) => Some(name.to_owned()),
        _ => None,
    });
    unknown.collect()
}

enum Piece<'m> {
    Text(&'m str),
    Field(&'m str),
}

fn pieces(model: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = model;
    while let Some((before, after)) = rest.split_once('{') {
        pieces.push(Piece::Text(before));
        match after.split_once('}') {
            Some((name, after)) => {
                pieces.push(Piece::Field(name));
                rest = after;
            }
            None => {
                pieces.push(Piece::Text("{"));
                rest = after;
            }
        }
    }
    pieces.push(Piece::Text(rest));
    pieces
}

fn value<'h>(field: &str, holder: &'h Holder, establishment: &'h str) -> Option<&'h str> {
    Some(match field {
        "nom" => &holder.identity.last_name,
        "prenom" => &holder.identity.first_name,
        "classe" => holder.class.as_deref().unwrap_or_default(),
        "profil" => &holder.profile,
        "enfants" => &holder.children,
        "identifiant" => holder.login.as_ref().map(Login::as_str).unwrap_or_default(),
        "mot_de_passe" => holder.password.reveal(),
        "identifiant_ent" => holder.ent_id.as_ref().map(EntId::as_str).unwrap_or_default(),
        "etablissement" => establishment,
        _ => return None,
    })
}
