//! The last names that one person goes by: birth name, usage name, and what stands around them.

use super::form::{NameForm, PARTICLES, repaired};
use crate::name::words;

/// Words between two last names of one person: "DUPONT ép. MARTIN", "MARTIN née DUPONT".
const ALTERNATIVE_MARKS: [&str; 8] =
    ["ep", "epouse", "epoux", "nee", "ne", "veuve", "vve", "usage"];

/// A civility that was typed into the column of the last name. "M" alone may be an initial: it is one
/// only with its full stop.
const CIVILITIES: [&str; 6] = ["mme", "mlle", "mr", "monsieur", "madame", "mademoiselle"];

/// Every last name that the text, and the portal's second column where it has one, give a person. The
/// first is the one in use as far as the text tells.
pub fn last_names(text: &str, other: Option<&str>) -> Vec<NameForm> {
    let mut names = Vec::new();
    for text in [text, other.unwrap_or_default()] {
        let text = repaired(text);
        let (outside, inside) = brackets(&text);
        for part in [outside, inside] {
            let words = without_initial(part, without_civility(part, words(part)));
            let between_marks = words
                .split(|word| ALTERNATIVE_MARKS.contains(&word.as_str()))
                .map(|part| NameForm::of_words(part.to_vec()));
            names.extend(between_marks.filter(|name| !name.is_missing()));
        }
    }
    let mut seen: Vec<NameForm> = Vec::with_capacity(names.len());
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// "MARTIN (DUPONT)" gives two names; in "FONTAINE (de la)" the brackets hold a particle, which says
/// nothing by itself.
fn brackets(text: &str) -> (&str, &str) {
    let Some((outside, rest)) = text.split_once('(') else {
        return (text, "");
    };
    let inside = rest.split(')').next().unwrap_or_default();
    if words(inside).iter().all(|word| PARTICLES.contains(&word.as_str())) {
        (outside, "")
    } else {
        (outside, inside)
    }
}

/// "Mme DUPONT", "M. MARTIN"; but "M.-Christine" is a first name.
fn without_civility(text: &str, mut words: Vec<String>) -> Vec<String> {
    let Some(first) = words.first() else {
        return words;
    };
    let after_stop = text.trim_start().strip_prefix(['M', 'm']).and_then(|t| t.strip_prefix('.'));
    let with_stop = after_stop.is_some_and(|rest| !rest.trim_start().starts_with('-'));
    if words.len() > 1 && (with_stop || CIVILITIES.contains(&first.as_str())) {
        words.remove(0);
    }
    words
}

/// "MARTIN ADAMI K.": the initial of the first name.
fn without_initial(text: &str, mut words: Vec<String>) -> Vec<String> {
    let is_initial = |word: &String| word.chars().count() == 1;
    if text.trim_end().ends_with('.') && words.len() > 1 && words.last().is_some_and(is_initial) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let cores: Vec<String> = last_names(text, None).into_iter().map(|name| name.core).collect();
        assert_eq!(cores, expected, "{text}");
    }

    #[test]
    fn hyphens_spaces_and_glue_are_one() {
        check("MARTIN-DUPONT", &["martindupont"]);
        check("Martin  Dupont", &["martindupont"]);
        check("MARTINDUPONT", &["martindupont"]);
    }

    #[test]
    fn particles_are_weak_unless_nothing_else_remains() {
        check("de La Fontaine", &["fontaine"]);
        check("FONTAINE (de la)", &["fontaine"]);
        check("d'Almeida", &["almeida"]);
        check("LE", &["le"]);
    }

    #[test]
    fn a_birth_name_and_a_usage_name_are_alternatives() {
        check("DUPONT ép. MARTIN", &["dupont", "martin"]);
        check("MARTIN née DUPONT", &["martin", "dupont"]);
        check("MARTIN (DUPONT)", &["martin", "dupont"]);
        check("DUPONT épouse LE GOFF", &["dupont", "goff"]);
    }

    #[test]
    fn the_portal_s_second_column_is_an_alternative() {
        let names = last_names("MARTIN", Some("DUPONT"));
        assert_eq!(
            names.iter().map(|name| name.core.as_str()).collect::<Vec<_>>(),
            ["martin", "dupont"]
        );
        assert_eq!(last_names("MARTIN", Some("Martin")).len(), 1);
    }

    #[test]
    fn a_civility_stuck_to_the_name() {
        check("M. MARTIN", &["martin"]);
        check("Mme DUPONT", &["dupont"]);
        check("M.-Christine", &["mchristine"]);
        check("M DUPONT", &["mdupont"]);
        check("Mme", &["mme"]);
    }

    #[test]
    fn an_initial_behind_the_name() {
        check("M. MARTIN ADAMI K.", &["martinadami"]);
        check("K.", &["k"]);
    }

    #[test]
    fn no_name() {
        check("INCONNU", &[]);
        check(" - ", &[]);
    }
}
