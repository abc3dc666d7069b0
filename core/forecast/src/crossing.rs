//! When a forecast crosses a threshold: by its line, and by the edges of a band about it.

use crate::Band;

/// Steps of the horizon, counted from 0, at which a threshold is crossed for the first time; `None` where it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// By the forecast itself.
    pub expected: Option<usize>,
    /// By the edge of the band that is nearer to the threshold.
    pub earliest: Option<usize>,
    /// By the edge that is farther from it.
    pub latest: Option<usize>,
}

impl Crossing {
    /// The first crossing of `threshold`, upwards where `last`, the newest value, lies below it, downwards otherwise.
    ///
    /// The edges are quantiles of each step on its own: they bound the moment of crossing only roughly, since a path that
    /// crosses and comes back counts at neither.
    #[must_use]
    pub fn of(last: f64, threshold: f64, yhat: &[f64], band: &Band) -> Self {
        let (nearer, farther) = if last < threshold { (&band.upper, &band.lower) } else { (&band.lower, &band.upper) };
        let crosses = |value: &f64| {
            if last < threshold { *value >= threshold } else { *value < threshold }
        };
        Self {
            expected: yhat.iter().position(crosses),
            earliest: nearer.iter().position(crosses),
            latest: farther.iter().position(crosses),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;

    fn band(lower: &[f64], upper: &[f64]) -> Band {
        Band { level: Level::new(80.0).unwrap(), lower: lower.to_vec(), upper: upper.to_vec() }
    }

    #[test]
    fn upwards_the_upper_edge_comes_first() {
        let crossing =
            Crossing::of(0.5, 0.9, &[0.7, 0.8, 0.9, 1.0], &band(&[0.6, 0.7, 0.8, 0.9], &[0.8, 0.9, 1.0, 1.1]));
        assert_eq!(crossing, Crossing { expected: Some(2), earliest: Some(1), latest: Some(3) });
    }

    #[test]
    fn downwards_the_lower_edge_comes_first() {
        let crossing = Crossing::of(1.0, 0.5, &[0.9, 0.4], &band(&[0.4, 0.1], &[1.1, 0.8]));
        assert_eq!(crossing, Crossing { expected: Some(1), earliest: Some(0), latest: None });
    }

    #[test]
    fn never() {
        let crossing = Crossing::of(0.1, 0.9, &[0.1, 0.1], &band(&[0.0, 0.0], &[0.2, 0.2]));
        assert_eq!(crossing, Crossing { expected: None, earliest: None, latest: None });
    }
}
