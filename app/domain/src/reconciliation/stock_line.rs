//! How the stock went over the year: from what there is now, back through what each import did.

/// The stock after each import, newest first: `nets` is what each of them added less what it took
/// away, newest first, `now` the stock today. Purges between imports are not known: a stock never
/// falls below zero.
pub fn stock_after(now: u32, nets: impl IntoIterator<Item = i64>) -> Vec<u32> {
    let mut stock = i64::from(now);
    let mut after = Vec::new();
    for net in nets {
        after.push(u32::try_from(stock.max(0)).unwrap_or(u32::MAX));
        stock -= net;
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(now: u32, nets: &[i64], expected: &[u32]) {
        assert_eq!(stock_after(now, nets.iter().copied()), expected);
    }

    #[test]
    fn each_import_is_taken_back_in_turn() {
        check(1_575, &[0, 15, 1_560], &[1_575, 1_575, 1_560]);
        check(10, &[-5, 15], &[10, 15]);
        check(0, &[], &[]);
    }

    #[test]
    fn what_was_purged_since_does_not_make_it_negative() {
        check(5, &[10, 3], &[5, 0]);
    }
}
