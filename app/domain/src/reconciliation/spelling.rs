//! Two spellings of a name or a date side by side, letter by letter: what a person must look at.

use crate::birth_date::BirthDate;
use crate::fold::fold;
use crate::linkage::normalise::PARTICLES;
use crate::name::words;
use serde::{Deserialize, Serialize};

/// How a piece of a text stands to the other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// The same, case aside.
    Same,
    /// The same letters with other accents.
    Accent,
    /// A hyphen, a space or an apostrophe is written otherwise.
    Separator,
    /// A particle that one side leaves out.
    Particle,
    /// Only the other side has it.
    Added,
    /// Only this side has it.
    Missing,
    /// Other letters.
    Changed,
    /// The same two letters or numbers in each other's place.
    Swapped,
}

/// A piece of both texts that has one mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Piece {
    /// How its two sides stand to each other.
    pub mark: Mark,
    /// What PRONOTE writes; empty for [`Mark::Added`].
    pub pronote: String,
    /// What the portal writes; empty for [`Mark::Missing`].
    pub portal: String,
}

/// Letters up to which texts are compared one by one: the work grows with the square, and no name
/// is that long.
const MAX_LETTERS: usize = 120;

/// Letters up to which a text is compared letter by letter however much differs: in a class or an
/// initial each of them counts.
const SHORT: usize = 3;

/// Compares two spellings. The pieces, read in order, give both texts back.
pub fn compare_texts(pronote: &str, portal: &str) -> Vec<Piece> {
    let (a, b) = (letters(pronote), letters(portal));
    if a.len() > MAX_LETTERS || b.len() > MAX_LETTERS {
        let mark = if fold(pronote) == fold(portal) { Mark::Same } else { Mark::Changed };
        return vec![piece(mark, pronote, portal)];
    }
    let pieces = with_particles(merged(aligned(&a, &b)));
    // Two names that have little in common are two names: their letters say nothing.
    let longer = a.len().max(b.len());
    if !a.is_empty() && !b.is_empty() && 2 * distance(&pieces) > longer && longer > SHORT {
        return vec![piece(Mark::Changed, pronote, portal)];
    }
    pieces
}

/// Compares two dates number by number. No piece when both are unknown.
pub fn compare_dates(pronote: Option<BirthDate>, portal: Option<BirthDate>) -> Vec<Piece> {
    let (a, b) = match (pronote, portal) {
        (None, None) => return Vec::new(),
        (Some(a), None) => return vec![piece(Mark::Missing, &a.to_string(), "")],
        (None, Some(b)) => return vec![piece(Mark::Added, "", &b.to_string())],
        (Some(a), Some(b)) => (a, b),
    };
    if a != b && a.year == b.year && a.day == b.month && a.month == b.day {
        let number = |n: u8| format!("{n:02}");
        return vec![
            piece(Mark::Swapped, &number(a.day), &number(b.day)),
            piece(Mark::Same, "/", "/"),
            piece(Mark::Swapped, &number(a.month), &number(b.month)),
            piece(Mark::Same, &format!("/{:04}", a.year), &format!("/{:04}", b.year)),
        ];
    }
    let (a, b) = (a.to_string(), b.to_string());
    let digits = a.chars().zip(b.chars()).map(|(x, y)| {
        let mark = if x == y { Mark::Same } else { Mark::Changed };
        piece(mark, &x.to_string(), &y.to_string())
    });
    merged(digits.collect())
}

/// How much the two sides differ: letters that are not the same.
pub fn distance(pieces: &[Piece]) -> usize {
    let letters = |piece: &Piece| piece.pronote.chars().count().max(piece.portal.chars().count());
    let differs = |piece: &&Piece| {
        !matches!(piece.mark, Mark::Same | Mark::Accent | Mark::Separator | Mark::Particle)
    };
    pieces.iter().filter(differs).map(letters).sum()
}

/// A letter with its folded form, which has two letters for a ligature and none for what is
/// invisible.
struct Letter {
    text: String,
    folded: String,
}

impl Letter {
    fn is_separator(&self) -> bool {
        self.folded.chars().all(|c| !c.is_alphanumeric())
    }
}

fn letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for c in text.chars() {
        let folded = fold(&c.to_string());
        match letters.last_mut() {
            // A combining accent belongs to the letter before it.
            Some(last) if folded.is_empty() => last.text.push(c),
            _ => letters.push(Letter { text: c.to_string(), folded }),
        }
    }
    letters
}

/// What one step of an alignment costs. A separator is nearly free, so that "LE GOFF" and "LEGOFF"
/// align letter by letter.
const FREE: u32 = 0;
const SEPARATOR: u32 = 1;
const LETTER: u32 = 4;
/// Two neighbours that change places are one mistake, not two.
const SWAP: u32 = 5;
/// Another letter is less than one missing and one added.
const CHANGE: u32 = 6;

#[derive(Clone, Copy)]
enum Step {
    Pair,
    Swap,
    Missing,
    Added,
}

/// The cheapest alignment of two texts (optimal string alignment with weights).
fn aligned(a: &[Letter], b: &[Letter]) -> Vec<Piece> {
    let width = b.len() + 1;
    let mut best = vec![(0_u32, Step::Pair); (a.len() + 1) * width];
    let alone = |letter: &Letter| if letter.is_separator() { SEPARATOR } else { LETTER };
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            if i == 0 && j == 0 {
                continue;
            }
            let mut found = (u32::MAX, Step::Pair);
            let mut offer = |cost: u32, step: Step| {
                if cost < found.0 {
                    found = (cost, step);
                }
            };
            if i > 0 && j > 0 {
                let before = best[(i - 1) * width + j - 1].0;
                offer(before + pair_cost(&a[i - 1], &b[j - 1]), Step::Pair);
            }
            if i > 1 && j > 1 && is_swap(&a[i - 2..i], &b[j - 2..j]) {
                offer(best[(i - 2) * width + j - 2].0 + SWAP, Step::Swap);
            }
            if i > 0 {
                offer(best[(i - 1) * width + j].0 + alone(&a[i - 1]), Step::Missing);
            }
            if j > 0 {
                offer(best[i * width + j - 1].0 + alone(&b[j - 1]), Step::Added);
            }
            best[i * width + j] = found;
        }
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut pieces = Vec::new();
    while i > 0 || j > 0 {
        match best[i * width + j].1 {
            Step::Pair => {
                (i, j) = (i - 1, j - 1);
                pieces.push(piece(pair_mark(&a[i], &b[j]), &a[i].text, &b[j].text));
            }
            Step::Swap => {
                (i, j) = (i - 2, j - 2);
                let two = |letters: &[Letter]| format!("{}{}", letters[0].text, letters[1].text);
                pieces.push(piece(Mark::Swapped, &two(&a[i..i + 2]), &two(&b[j..j + 2])));
            }
            Step::Missing => {
                i -= 1;
                let mark = if a[i].is_separator() { Mark::Separator } else { Mark::Missing };
                pieces.push(piece(mark, &a[i].text, ""));
            }
            Step::Added => {
                j -= 1;
                let mark = if b[j].is_separator() { Mark::Separator } else { Mark::Added };
                pieces.push(piece(mark, "", &b[j].text));
            }
        }
    }
    pieces.reverse();
    pieces
}

fn pair_cost(a: &Letter, b: &Letter) -> u32 {
    match pair_mark(a, b) {
        Mark::Same | Mark::Accent => FREE,
        Mark::Separator => SEPARATOR,
        // Never the cheapest: it would align a letter with a space.
        _ if a.is_separator() != b.is_separator() => SEPARATOR + LETTER + 1,
        _ => CHANGE,
    }
}

fn pair_mark(a: &Letter, b: &Letter) -> Mark {
    if a.text.to_lowercase() == b.text.to_lowercase() {
        Mark::Same
    } else if a.folded == b.folded {
        if a.is_separator() { Mark::Separator } else { Mark::Accent }
    } else if a.is_separator() && b.is_separator() {
        Mark::Separator
    } else {
        Mark::Changed
    }
}

fn is_swap(a: &[Letter], b: &[Letter]) -> bool {
    a[0].folded == b[1].folded && a[1].folded == b[0].folded && a[0].folded != a[1].folded
}

/// Neighbours with the same mark become one piece.
fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut merged: Vec<Piece> = Vec::new();
    for piece in pieces {
        match merged.last_mut() {
            Some(last) if last.mark == piece.mark && piece.mark != Mark::Swapped => {
                last.pronote.push_str(&piece.pronote);
                last.portal.push_str(&piece.portal);
            }
            _ => merged.push(piece),
        }
    }
    merged
}

/// Whole words that only one side has and that are particles are no difference to worry about.
fn with_particles(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for place in 0..pieces.len() {
        let piece = &pieces[place];
        if !matches!(piece.mark, Mark::Added | Mark::Missing) {
            continue;
        }
        let text = format!("{}{}", piece.pronote, piece.portal);
        let begins = place == 0 || pieces[place - 1].mark == Mark::Separator;
        let ends = pieces.get(place + 1).is_none_or(|next| next.mark == Mark::Separator);
        let words = words(&text);
        let is_whole = (begins || text.starts_with(is_between_words))
            && (ends || text.ends_with(is_between_words));
        if is_whole && !words.is_empty() && words.iter().all(|w| PARTICLES.contains(&w.as_str())) {
            pieces[place].mark = Mark::Particle;
        }
    }
    pieces
}

fn is_between_words(c: char) -> bool {
    !c.is_alphanumeric()
}

fn piece(mark: Mark, pronote: &str, portal: &str) -> Piece {
    Piece { mark, pronote: pronote.to_owned(), portal: portal.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The pieces as one line: `same`, `[mark:pronote|portal]`.
    fn shown(pieces: &[Piece]) -> String {
        let shown = |piece: &Piece| match piece.mark {
            Mark::Same => piece.pronote.clone(),
            mark => format!("[{mark:?}:{}|{}]", piece.pronote, piece.portal),
        };
        pieces.iter().map(shown).collect()
    }

    #[track_caller]
    fn check(pronote: &str, portal: &str, expected: &str) {
        assert_eq!(shown(&compare_texts(pronote, portal)), expected);
    }

    #[track_caller]
    fn check_dates(pronote: &str, portal: &str, expected: &str) {
        let (a, b) = (BirthDate::parse(pronote), BirthDate::parse(portal));
        assert_eq!(shown(&compare_dates(a, b)), expected);
    }

    #[test]
    fn case_is_no_difference() {
        check("DUPONT", "Dupont", "DUPONT");
    }

    #[test]
    fn letters_added_missing_other() {
        check("MARTIN", "MARTINS", "MARTIN[Added:|S]");
        check("BOUCHET", "BOUCET", "BOUC[Missing:H|]ET");
        check("DUPONT", "DUPOND", "DUPON[Changed:T|D]");
    }

    #[test]
    fn neighbours_that_change_places() {
        check("MARTIN", "MATRIN", "MA[Swapped:RT|TR]IN");
    }

    #[test]
    fn accents_and_ligatures() {
        check("Élodie", "Elodie", "[Accent:É|E]lodie");
        check("NOËL", "Noël", "NOËL");
    }

    #[test]
    fn separators() {
        check("JEAN-PIERRE", "Jean Pierre", "JEAN[Separator:-| ]PIERRE");
        check("LE GOFF", "LEGOFF", "LE[Separator: |]GOFF");
    }

    #[test]
    fn a_particle_that_is_left_out() {
        check("D'ESSAI", "ESSAI", "[Particle:D|][Separator:'|]ESSAI");
        check("ESSAI", "LESSAI", "[Added:|L]ESSAI");
    }

    #[test]
    fn other_names_are_not_compared_letter_by_letter() {
        check("SEROT", "LAFAUD", "[Changed:SEROT|LAFAUD]");
        check("6A", "5B", "[Changed:6A|5B]");
    }

    #[test]
    fn dates() {
        check_dates("2013-05-09", "09/05/2013", "09/05/2013");
        check_dates("2013-05-09", "05/09/2013", "[Swapped:09|05]/[Swapped:05|09]/2013");
        check_dates("2013-05-09", "09/05/2012", "09/05/201[Changed:3|2]");
        check_dates("2013-05-09", "", "[Missing:09/05/2013|]");
        check_dates("", "", "");
    }

    #[test]
    fn what_is_too_long_is_compared_as_a_whole() {
        let long = "a".repeat(MAX_LETTERS + 1);
        assert_eq!(compare_texts(&long, &long)[0].mark, Mark::Same);
        assert_eq!(compare_texts(&long, "a")[0].mark, Mark::Changed);
    }

    proptest! {
        #[test]
        fn the_pieces_give_both_texts_back(a in "\\PC{0,16}", b in "\\PC{0,16}") {
            let pieces = compare_texts(&a, &b);
            let side = |of: fn(&Piece) -> &str| pieces.iter().map(of).collect::<String>();
            prop_assert_eq!(side(|piece| &piece.pronote), a);
            prop_assert_eq!(side(|piece| &piece.portal), b);
        }

        #[test]
        fn a_text_is_the_same_as_itself(a in "[A-Za-zéèïœ' -]{0,20}") {
            prop_assert!(compare_texts(&a, &a).iter().all(|piece| piece.mark == Mark::Same));
        }

        #[test]
        fn both_orders_agree_on_whether_there_is_a_difference(a in "[a-cé -]{0,8}", b in "[a-cé -]{0,8}") {
            let (here, there) = (compare_texts(&a, &b), compare_texts(&b, &a));
            prop_assert_eq!(distance(&here) == 0, distance(&there) == 0);
        }
    }
}
