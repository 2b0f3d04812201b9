//! Last and first name in one field, as lists write them: "FICTIF-DUPONT Zoé".

use crate::text::Text;

/// Cuts a full name into last and first name. What is in capitals is the last name, before the first
/// name or behind it; where all is in capitals, or nothing is, the last word is the first name.
pub(super) fn split(name: &str) -> (Text, Text) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capitals = |word: &&str| !word.chars().any(char::is_lowercase);
    let leading = words.iter().take_while(|word| capitals(word)).count();
    let trailing = words.iter().rev().take_while(|word| capitals(word)).count();
    let glue = |words: &[&str]| Text::from(words.join(" "));
    if words.len() < 2 {
        (glue(&words), Text::default())
    } else if (1..words.len()).contains(&leading) {
        (glue(&words[..leading]), glue(&words[leading..]))
    } else if (1..words.len()).contains(&trailing) {
        let first_name = words.len() - trailing;
        (glue(&words[first_name..]), glue(&words[..first_name]))
    } else {
        let last = words.len() - 1;
        (glue(&words[..last]), glue(&words[last..]))
    }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(name: &str, last_name: &str, first_name: &str) {
        assert_eq!(super::split(name), (last_name.into(), first_name.into()));
    }

    #[test]
    fn capitals_are_the_last_name() {
        check("FICTIF-DUPONT Zoé", "FICTIF-DUPONT", "Zoé");
        check("DE LA FICTION  Anne Marie", "DE LA FICTION", "Anne Marie");
        check("Zoé D'ESSAI", "D'ESSAI", "Zoé");
    }

    #[test]
    fn without_a_difference_the_last_word_is_the_first_name() {
        check("FICTIF ZOE", "FICTIF", "ZOE");
        check("Fictif Dupont Zoé", "Fictif Dupont", "Zoé");
        check("FICTIF", "FICTIF", "");
        check("", "", "");
    }
}
