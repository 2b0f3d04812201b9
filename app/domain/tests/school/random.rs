//! Chance, the same for the same seed.

/// `SplitMix64`. It is written here because the same seed must give the same bytes for ever, which
/// the `rand` crate does not promise from one version to the next.
pub struct Random(u64);

impl Random {
    /// Starts a sequence; the seed decides all of it.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number less than `bound`.
    pub fn below(&mut self, bound: u32) -> u32 {
        (((self.next() >> 32) * u64::from(bound)) >> 32) as u32
    }

    /// A place in a list of this length.
    pub fn place(&mut self, length: usize) -> usize {
        let bound = u32::try_from(length).expect("lists have far fewer than four billion entries");
        self.below(bound) as usize
    }

    /// True `per_mille` times in a thousand.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One entry of a list, all equally likely.
    pub fn pick<'list, T>(&mut self, list: &'list [T]) -> &'list T {
        &list[self.place(list.len())]
    }

    /// One letter or digit of an ASCII alphabet.
    pub fn sign(&mut self, alphabet: &str) -> char {
        char::from(*self.pick(alphabet.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sequence_is_that_of_the_reference_implementation() {
        let mut random = super::Random::new(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
        assert_eq!(random.next(), 9_817_491_932_198_370_423);
    }
}
