//! Words that were typed with errors, found in a sorted list without comparing each of them as a whole.
//!
//! The distance is strsim's `osa_distance`: letters changed, added, lost, or exchanged with their
//! neighbour. It is computed letter by letter along a word, as far as errors are forgiven on both sides of
//! the diagonal (Ukkonen, 1985); words that begin alike share the work, and none that begins hopelessly is
//! looked at. On half a million accounts with a quarter of a million words this took a query from 45 ms to
//! one and a half (`make bench-search`).

/// Most errors that are ever forgiven.
pub const MOST_ERRORS: usize = 2;

/// What was typed, on its way along the words of a sorted list.
#[derive(Debug)]
pub struct Typed {
    letters: Vec<char>,
    errors: u8,
    /// The first letters of the word that was looked at last.
    word: Vec<char>,
    /// For each number of these letters the distances to the beginnings of what was typed.
    rows: Vec<Row>,
    /// So many first letters of that word are too many errors already.
    hopeless: usize,
}

/// Distances from as many letters of a word to beginnings of what was typed: those of about as many
/// letters, [`MOST_ERRORS`] fewer to [`MOST_ERRORS`] more.
type Row = [u8; 2 * MOST_ERRORS + 1];

/// More errors than are ever forgiven.
const TOO_FAR: u8 = u8::MAX / 2;

/// How far a word is from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distances {
    /// As a whole.
    pub whole: u8,
    /// As far as it was typed: as many of its letters as were.
    pub beginning: u8,
}

impl Typed {
    /// Before the first word; at most [`MOST_ERRORS`] are forgiven.
    pub fn new(typed: &str, errors: usize) -> Self {
        let errors = u8::try_from(errors.min(MOST_ERRORS)).unwrap_or_default();
        let mut first = [TOO_FAR; 2 * MOST_ERRORS + 1];
        for (distance, cell) in (0..).zip(&mut first[MOST_ERRORS..]) {
            *cell = distance;
        }
        let letters = typed.chars().collect();
        Self { letters, errors, word: Vec::new(), rows: vec![first], hopeless: usize::MAX }
    }

    /// Whether a word that shares so many first letters with the one looked at last needs no look.
    pub fn is_hopeless(&self, shared: usize) -> bool {
        shared >= self.hopeless
    }

    /// The distances to a word that shares so many first letters with the one looked at last; `None` when
    /// both are too far. A distance that is too far is told as any number above what is forgiven.
    pub fn look_at(&mut self, word: &str, shared: usize) -> Option<Distances> {
        let typed = self.letters.len();
        // A word with more letters than that is too far as a whole.
        let most = typed + MOST_ERRORS;
        let known = shared.min(self.word.len());
        self.word.truncate(known);
        self.rows.truncate(known + 1);
        self.hopeless = usize::MAX;
        let mut letters = word.chars().skip(known);
        for letter in letters.by_ref().take(most - known) {
            self.add(letter);
            let row = self.rows[self.rows.len() - 1];
            if self.word.len() <= typed && row.iter().all(|&distance| distance > self.errors) {
                self.hopeless = self.word.len();
                return None;
            }
        }
        let whole = if letters.next().is_none() { self.distance(self.word.len()) } else { TOO_FAR };
        let distances = Distances { whole, beginning: self.distance(typed) };
        (whole.min(distances.beginning) <= self.errors).then_some(distances)
    }

    /// The distance between all that was typed and so many letters of the word.
    fn distance(&self, letters: usize) -> u8 {
        let cell = (self.letters.len() + MOST_ERRORS).checked_sub(letters);
        let row = self.rows.get(letters);
        row.zip(cell).and_then(|(row, cell)| row.get(cell)).copied().unwrap_or(TOO_FAR)
    }

    fn add(&mut self, letter: char) {
        let number = self.word.len() + 1;
        let before = self.rows[number - 1];
        let mut row = [TOO_FAR; 2 * MOST_ERRORS + 1];
        for cell in 0..row.len() {
            let Some(typed) = (number + cell).checked_sub(MOST_ERRORS) else { continue };
            if typed == 0 {
                row[cell] = u8::try_from(number).map_or(TOO_FAR, |number| number.min(TOO_FAR));
                continue;
            }
            let Some(&other) = self.letters.get(typed - 1) else { break };
            let mut least = before[cell] + u8::from(other != letter);
            if let Some(added) = before.get(cell + 1) {
                least = least.min(added + 1);
            }
            if cell > 0 {
                least = least.min(row[cell - 1] + 1);
            }
            if typed > 1
                && number > 1
                && other == self.word[number - 2]
                && self.letters[typed - 2] == letter
            {
                least = least.min(self.rows[number - 2][cell] + 1);
            }
            row[cell] = least.min(TOO_FAR);
        }
        self.word.push(letter);
        self.rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::btree_set;
    use proptest::prelude::*;
    use strsim::osa_distance;

    /// What [`Typed`] must say of a word, from its whole distances.
    fn expected(typed: &str, word: &str, errors: u8) -> Option<Distances> {
        let near = |distance: usize| match u8::try_from(distance) {
            Ok(near) if near <= errors => near,
            _ => TOO_FAR,
        };
        let length = typed.chars().count();
        let cut: String = word.chars().take(length).collect();
        let is_shorter = word.chars().count() < length;
        let beginning = if is_shorter { TOO_FAR } else { near(osa_distance(typed, &cut)) };
        let distances = Distances { whole: near(osa_distance(typed, word)), beginning };
        (distances.whole.min(distances.beginning) <= errors).then_some(distances)
    }

    fn shared(a: &str, b: &str) -> usize {
        a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn each_word_is_as_far_as_when_compared_alone(
            typed in "[abcé]{2,9}",
            words in btree_set("[abcdé]{1,11}", 1..12),
            errors in 1..=2_u8,
        ) {
            let mut walk = Typed::new(&typed, errors.into());
            let (mut last, mut common) = ("", 0);
            for word in &words {
                common = shared(last, word).min(common);
                last = word;
                let found = if walk.is_hopeless(common) {
                    None
                } else {
                    let found = walk.look_at(word, common);
                    common = usize::MAX;
                    found
                };
                let told = found.map(|Distances { whole, beginning }| {
                    let near = |distance: u8| if distance <= errors { distance } else { TOO_FAR };
                    Distances { whole: near(whole), beginning: near(beginning) }
                });
                prop_assert_eq!(told, expected(&typed, word, errors), "{} / {}", typed, word);
            }
        }
    }
}
