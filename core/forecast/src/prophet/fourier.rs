//! Sines and cosines of a season at a moment.

use timeseries::Timestamp;

use super::Seasonality;

/// Writes sine and cosine of each harmonic of `season` at `at` to `columns`, two for each.
///
/// Only the first pair is computed; the others follow by the addition theorems, each within a few rounding errors.
pub(super) fn harmonics(season: &Seasonality, at: Timestamp, columns: &mut [f64]) {
    let phase = at.ms().rem_euclid(season.period.ms_i64()) as f64 / season.period.ms() as f64;
    let (sine, cosine) = libm::sincos(phase * std::f64::consts::TAU);
    let (mut harmonic_sine, mut harmonic_cosine) = (0.0, 1.0);
    for pair in columns.as_chunks_mut::<2>().0 {
        (harmonic_sine, harmonic_cosine) =
            (harmonic_sine * cosine + harmonic_cosine * sine, harmonic_cosine * cosine - harmonic_sine * sine);
        *pair = [harmonic_sine, harmonic_cosine];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prophet::Mode;
    use timeseries::Duration;

    #[test]
    fn as_computed_one_by_one() {
        let season = Seasonality {
            period: Duration::from_seconds(31_557_600),
            fourier_order: 10,
            prior_scale: 1.0,
            mode: Mode::Additive,
        };
        let at = Timestamp::from_seconds(1_234_567_890);
        let mut columns = [0.0; 20];
        harmonics(&season, at, &mut columns);
        for harmonic in 1..=10 {
            let angle = std::f64::consts::TAU * f64::from(harmonic) * 1_234_567_890.0 / 31_557_600.0;
            let index = harmonic as usize * 2 - 2;
            assert!((columns[index] - libm::sin(angle)).abs() < 1e-11, "{harmonic}");
            assert!((columns[index + 1] - libm::cos(angle)).abs() < 1e-11, "{harmonic}");
        }
    }
}
