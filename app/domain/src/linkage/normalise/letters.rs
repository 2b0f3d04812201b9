//! A name at a glance.

/// Which letters a name has, and how many: enough to tell most pairs of different names without looking
/// at them letter by letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// A bit for each of a to z, one for everything else.
    which: u32,
    /// How many they are.
    pub count: usize,
}

impl Letters {
    /// Those of a name.
    pub fn of(name: &str) -> Self {
        let mut letters = Self { which: 0, count: 0 };
        for letter in name.chars() {
            letters.which |= match letter {
                'a'..='z' => 1 << (letter as u32 - 'a' as u32),
                _ => 1 << 26,
            };
            letters.count += 1;
        }
        letters
    }

    /// Letters that the other name has nowhere: each is an edit, and none is shared.
    pub fn missing_in(self, other: Self) -> usize {
        (self.which & !other.which).count_ones() as usize
    }
}
