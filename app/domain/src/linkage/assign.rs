//! One account, one person: who else wants an account, and by how much less.

use std::collections::HashMap;

/// How much each PRONOTE account wants each portal account, to see rivals.
#[derive(Debug, Default)]
pub struct Wishes {
    /// By portal account: the two heaviest wishes, and whose the heaviest is.
    heaviest: HashMap<usize, Heaviest>,
}

#[derive(Debug)]
struct Heaviest {
    row: usize,
    bits: f64,
    second: f64,
}

impl Wishes {
    /// Notes that a row wants an account with this weight.
    pub fn add(&mut self, row: usize, account: usize, bits: f64) {
        let heaviest = self.heaviest.entry(account).or_insert(Heaviest {
            row,
            bits: f64::NEG_INFINITY,
            second: f64::NEG_INFINITY,
        });
        if bits > heaviest.bits {
            *heaviest = Heaviest { row, bits, second: heaviest.bits };
        } else {
            heaviest.second = heaviest.second.max(bits);
        }
    }

    /// By how many bits a row's wish is heavier than the next row's: negative for all rows but the
    /// one that wants the account most, infinite when nobody else wants it.
    pub fn above_rival(&self, row: usize, account: usize, bits: f64) -> f64 {
        match self.heaviest.get(&account) {
            Some(heaviest) if heaviest.row == row => heaviest.bits - heaviest.second,
            Some(heaviest) => bits - heaviest.bits,
            None => f64::INFINITY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_is_taken_to_the_next_row() {
        let mut wishes = Wishes::default();
        wishes.add(1, 7, 20.0);
        wishes.add(2, 7, 12.0);
        wishes.add(3, 7, 15.0);
        assert!((wishes.above_rival(1, 7, 20.0) - 5.0).abs() < 1e-12);
        assert!((wishes.above_rival(2, 7, 12.0) + 8.0).abs() < 1e-12);
    }

    #[test]
    fn without_a_rival_the_margin_has_no_end() {
        let mut wishes = Wishes::default();
        wishes.add(1, 7, 20.0);
        assert!(wishes.above_rival(1, 7, 20.0).is_infinite());
    }

    #[test]
    fn equal_wishes_leave_no_margin_in_any_order() {
        for rows in [[1, 2], [2, 1]] {
            let mut wishes = Wishes::default();
            for row in rows {
                wishes.add(row, 7, 20.0);
            }
            assert!(wishes.above_rival(1, 7, 20.0).abs() < 1e-12);
            assert!(wishes.above_rival(2, 7, 20.0).abs() < 1e-12);
        }
    }
}
