//! Chance with a seed: the same seed, the same course on every machine.

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Gives the next number below `most`, which is at least 1.
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }

    /// Gives the next place in a list of `len`, which is at least 1.
    pub fn index(&mut self, len: usize) -> usize {
        // Below a number that is a `usize`.
        self.below(len as u64) as usize
    }

    /// Tells whether one of `most` came.
    pub fn one_in(&mut self, most: u64) -> bool {
        self.below(most) == 0
    }
}
