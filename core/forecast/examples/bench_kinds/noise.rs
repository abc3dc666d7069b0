//! Seeded numbers and the courses that kinds are made of.

use std::f64::consts::TAU;

/// A stream of numbers: SplitMix64.
#[derive(Clone, Debug)]
pub(crate) struct Noise(u64);

impl Noise {
    pub(crate) fn seeded(kind: usize, seed: usize) -> Self {
        Self(
            (kind as u64 + 1).wrapping_mul(0x2545_f491_4f6c_dd1d)
                ^ (seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15),
        )
    }

    /// From 0, never 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let first = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let second = (first ^ (first >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((second ^ (second >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.uniform()
    }

    /// One of `from..to`.
    pub(crate) fn whole(&mut self, from: usize, to: usize) -> usize {
        from + (self.uniform() * (to - from) as f64) as usize
    }

    pub(crate) fn is(&mut self, chance: f64) -> bool {
        self.uniform() < chance
    }

    pub(crate) fn normal(&mut self) -> f64 {
        libm::sqrt(-2.0 * libm::log(1.0 - self.uniform())) * libm::cos(TAU * self.uniform())
    }

    /// Noise of deviation one of which `kept` is still there a step later.
    pub(crate) fn lasting(&mut self, points: usize, kept: f64) -> Vec<f64> {
        let fresh = libm::sqrt(1.0 - kept * kept);
        let mut at = self.normal();
        let mut next = || {
            at = kept * at + fresh * self.normal();
            at
        };
        (0..points).map(|_| next()).collect()
    }

    /// A usual metric: a level, a day, lasting noise; by `busy` also quieter weekends.
    pub(crate) fn usual(&mut self, points: usize, step_seconds: u64, busy: bool) -> Vec<f64> {
        let (level, day) = (self.between(50.0, 150.0), self.between(0.1, 0.4));
        let (loud, kept, phase) = (self.between(0.02, 0.08), self.between(0.0, 0.8), self.between(0.0, TAU));
        let noise = self.lasting(points, kept);
        let value = |(index, noise): (usize, &f64)| {
            let days = index as f64 * step_seconds as f64 / 86_400.0;
            let share = if busy && days as usize % 7 >= 5 { 0.5 } else { 1.0 };
            level * (share * (1.0 + day * libm::sin(TAU * days + phase)) + loud * noise)
        };
        noise.iter().enumerate().map(value).collect()
    }

    /// A metric without a season.
    pub(crate) fn level(&mut self, points: usize, loud: f64) -> Vec<f64> {
        let (level, kept) = (self.between(50.0, 150.0), self.between(0.0, 0.9));
        self.lasting(points, kept).into_iter().map(|noise| level * (1.0 + loud * noise)).collect()
    }
}
