//! Numbers that look random and are the same for the same seed, on every machine: xoshiro256++.
//!
//! Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021; seeded by SplitMix64, as they ask.

/// A stream of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: [u64; 4],
    /// The second of the last pair of normal numbers.
    spare: Option<f64>,
}

impl Random {
    pub(crate) fn seeded(seed: u64) -> Self {
        let mut mixed = seed;
        let state = std::array::from_fn(|_| {
            mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let first = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let second = (first ^ (first >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            second ^ (second >> 31)
        });
        Self { state, spare: None }
    }

    fn next(&mut self) -> u64 {
        let [s0, s1, s2, s3] = &mut self.state;
        let result = s0.wrapping_add(*s3).rotate_left(23).wrapping_add(*s0);
        let shifted = *s1 << 17;
        *s2 ^= *s0;
        *s3 ^= *s1;
        *s1 ^= *s2;
        *s0 ^= *s3;
        *s2 ^= shifted;
        *s3 = s3.rotate_left(45);
        result
    }

    /// From 0, never 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Of mean 1: the distance of events that come at random, one a unit.
    pub(crate) fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.uniform())
    }

    /// Of mean 0 and mean absolute value 1.
    pub(crate) fn laplace(&mut self) -> f64 {
        let size = self.exponential();
        if self.next() >> 63 == 0 { size } else { -size }
    }

    /// Of mean 0 and deviation 1, by Marsaglia's polar method.
    pub(crate) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let factor = libm::sqrt(-2.0 * libm::log(square) / square);
                self.spare = Some(y * factor);
                return x * factor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_published() {
        let mut random = Random { state: [1, 2, 3, 4], spare: None };
        let first: Vec<u64> = (0..4).map(|_| random.next()).collect();
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn moments() {
        let mut random = Random::seeded(1);
        let mut moments = |draw: fn(&mut Random) -> f64| {
            let draws: Vec<f64> = (0..100_000).map(|_| draw(&mut random)).collect();
            let mean = |power: i32| draws.iter().map(|value| value.powi(power)).sum::<f64>() / 1e5;
            (mean(1), mean(2))
        };
        let close = |(mean, square): (f64, f64), expected: (f64, f64)| {
            (mean - expected.0).abs() < 0.02 && (square - expected.1).abs() < 0.04
        };
        assert!(close(moments(Random::uniform), (0.5, 1.0 / 3.0)));
        assert!(close(moments(Random::exponential), (1.0, 2.0)));
        assert!(close(moments(Random::laplace), (0.0, 2.0)));
        assert!(close(moments(Random::normal), (0.0, 1.0)));
    }

    #[test]
    fn the_seed_decides() {
        let first = |seed| Random::seeded(seed).uniform();
        assert_eq!(first(3), first(3));
        assert_ne!(first(3), first(4));
    }
}
