//! Which letters of a found text are those that were asked for.

use super::vocabulary::fit;
use crate::fold::fold;
use crate::name::words;

/// A text in pieces: those that the query found are marked. A word that begins as it was typed is marked
/// as far as it was typed, a misspelt one as a whole.
pub fn marks(query: &str, text: &str) -> Vec<(String, bool)> {
    let typed = words(query);
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let found = found_letters(&typed, letters);
        let end = letters.char_indices().nth(found).map_or(letters.len(), |(at, _)| at);
        push(&mut pieces, &word[..end], true);
        push(&mut pieces, &word[end..], false);
    }
    pieces
}

/// How many letters of a word are marked, from its beginning.
fn found_letters(typed: &[String], word: &str) -> usize {
    let folded = fold(word);
    let all = word.chars().count();
    let of_one = |typed: &String| match fit(typed, &folded) {
        // A letter may fold to two (œ): then only the whole word is sure.
        Some(_) if folded.starts_with(typed.as_str()) && folded.chars().count() == all => {
            typed.chars().count()
        }
        Some(_) => all,
        None => 0,
    };
    if folded.is_empty() { 0 } else { typed.iter().map(of_one).max().unwrap_or(0) }
}

fn push(pieces: &mut Vec<(String, bool)>, text: &str, marked: bool) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some((last, is_marked)) if *is_marked == marked => last.push_str(text),
        _ => pieces.push((text.to_owned(), marked)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Marked letters in brackets.
    #[track_caller]
    fn check(query: &str, text: &str, expected: &str) {
        let pieces = marks(query, text).into_iter();
        let told: String =
            pieces.map(|(text, marked)| if marked { format!("[{text}]") } else { text }).collect();
        assert_eq!(told, expected, "{query}");
    }

    #[test]
    fn as_far_as_it_was_typed() {
        check("zo fict", "FICTIF-DUPONT Zoé", "[FICT]IF-DUPONT [Zo]é");
        check("zoe", "FICTIF Zoé", "FICTIF [Zoé]");
    }

    #[test]
    fn a_misspelt_word_as_a_whole() {
        check("dupomt", "DUPONT Paul", "[DUPONT] Paul");
    }

    #[test]
    fn letters_that_fold_to_two() {
        check("oeu", "Œuvré", "[Œuvré]");
    }

    #[test]
    fn nothing_asked_nothing_marked() {
        check("", "FICTIF Zoé", "FICTIF Zoé");
        check("x", "", "");
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(query in "\\PC{0,12}", text in "\\PC{0,20}") {
            let told: String = marks(&query, &text).into_iter().map(|(piece, _)| piece).collect();
            prop_assert_eq!(told, text);
        }
    }
}
