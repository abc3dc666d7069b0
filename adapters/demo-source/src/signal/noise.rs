//! Noise without entropy: hashes of a name and a place, white or drifting.

use crate::tick::Tick;

/// One stream of noise. The same name gives the same stream, on every machine and in every version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noise(u64);

impl Noise {
    /// The stream of that name, by FNV-1a.
    pub(crate) fn of(name: &str) -> Self {
        let mix = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }

    /// Evenly spread in 0 to 1, 1 excluded, independent from place to place.
    pub(crate) fn uniform(self, place: i64) -> f64 {
        // The upper 53 bits fill a mantissa exactly.
        (self.hash(place) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Nearly normal with mean 0 and deviation 1, never beyond 3.5, independent from tick to tick.
    pub(crate) fn white(self, tick: Tick) -> f64 {
        // Four uniform numbers added: the central limit theorem is quick.
        let bits = self.hash(tick.0);
        let sum: u64 = (0..4).map(|quarter| (bits >> (16 * quarter)) & 0xffff).sum();
        (sum as f64 / 65_536.0 - 2.0) * 3.0_f64.sqrt()
    }

    /// Autocorrelated within -1 to 1: smooth between values drawn every `period` ticks, never steeper than 3 a period.
    pub(crate) fn drift(self, tick: Tick, period: i64) -> f64 {
        let stream = Self(self.0 ^ period.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let cell = tick.0.div_euclid(period);
        let way = tick.0.rem_euclid(period) as f64 / period as f64;
        let (from, to) = (stream.uniform(cell), stream.uniform(cell + 1));
        let eased = way * way * (3.0 - 2.0 * way);
        2.0 * (from + (to - from) * eased) - 1.0
    }

    /// SplitMix64's finaliser (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
    fn hash(self, place: i64) -> u64 {
        let mut z = self.0.wrapping_add(place.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOISE: Noise = Noise(42);

    /// Correlation of neighbours `lag` apart, of a series with mean 0.
    fn autocorrelation(values: &[f64], lag: usize) -> f64 {
        let product: f64 = values.iter().zip(&values[lag..]).map(|(a, b)| a * b).sum();
        product / values.iter().map(|value| value * value).sum::<f64>()
    }

    #[test]
    fn white_noise_is_nearly_normal_and_forgets() {
        let values: Vec<_> = (-5000..5000).map(|tick| NOISE.white(Tick(tick))).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let variance = values.iter().map(|value| value * value).sum::<f64>() / values.len() as f64;
        assert!(mean.abs() < 0.05, "{mean}");
        assert!((variance - 1.0).abs() < 0.05, "{variance}");
        assert!(values.iter().all(|value| value.abs() < 3.5));
        assert!(autocorrelation(&values, 1).abs() < 0.05);
    }

    #[test]
    fn drift_remembers_and_has_no_jumps() {
        let values: Vec<_> = (-5000..5000).map(|tick| NOISE.drift(Tick(tick), 40)).collect();
        assert!(autocorrelation(&values, 4) > 0.9);
        assert!(autocorrelation(&values, 400).abs() < 0.3);
        assert!(values.windows(2).all(|pair| (pair[1] - pair[0]).abs() <= 3.0 / 40.0));
        assert!(values.iter().all(|value| value.abs() <= 1.0));
    }

    #[test]
    fn names_and_periods_are_streams_of_their_own() {
        assert_eq!(Noise::of("a").uniform(7).to_bits(), Noise::of("a").uniform(7).to_bits());
        assert_ne!(Noise::of("a").uniform(7).to_bits(), Noise::of("b").uniform(7).to_bits());
        assert_ne!(NOISE.drift(Tick(80), 40).to_bits(), NOISE.drift(Tick(80), 80).to_bits());
    }
}
