//! Which letters go on which sheet of paper.

use ::engine::LetterView;

/// Letters of a sheet, at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PerPage {
    /// One.
    #[default]
    One,
    /// Two, to be cut once.
    Two,
    /// Eight, to be cut in strips.
    Eight,
}

impl PerPage {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Eight];

    /// As a number.
    pub const fn number(self) -> usize {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Eight => 8,
        }
    }

    /// How a sheet of them is laid out.
    pub const fn class(self) -> &'static str {
        match self {
            Self::One => "sheet sheet-1",
            Self::Two => "sheet sheet-2",
            Self::Eight => "sheet sheet-8",
        }
    }
}

/// The sheets, in the order of the letters. Another class begins on another sheet, so that each pile is
/// of one class.
pub fn sheets(letters: Vec<LetterView>, per_page: PerPage) -> Vec<Vec<LetterView>> {
    let mut sheets: Vec<Vec<LetterView>> = Vec::new();
    for letter in letters {
        match sheets.last_mut() {
            Some(sheet)
                if sheet.len() < per_page.number()
                    && sheet.first().is_some_and(|first| first.class == letter.class) =>
            {
                sheet.push(letter);
            }
            _ => sheets.push(vec![letter]),
        }
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// Classes of letters; the answer as the number of letters of each sheet.
    #[track_caller]
    fn check(classes: &[&str], per_page: PerPage, expected: &[usize]) {
        let letter = |class: &&str| LetterView {
            class: Some((*class).to_owned()).filter(|class| !class.is_empty()),
            text: String::new(),
        };
        let letters = classes.iter().map(letter).collect();
        let counts: Vec<usize> = sheets(letters, per_page).iter().map(Vec::len).collect();
        assert_eq!(counts, expected);
    }

    #[wasm_bindgen_test]
    fn a_class_begins_on_a_sheet_of_its_own() {
        check(&["6A", "6A", "6A", "6B"], PerPage::Two, &[2, 1, 1]);
        check(&["", "", "6A"], PerPage::Eight, &[2, 1]);
        check(&["6A", "6A"], PerPage::One, &[1, 1]);
        check(&[], PerPage::One, &[]);
    }
}
