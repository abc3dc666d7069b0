//! Errors by their usual size: how many lie within how much, also beyond the largest that was seen.

use crate::statistics::{conformal_quantile, mean, sorted};

/// Mean excesses that a quantile may lie beyond the largest error.
const MOST_BEYOND: f64 = 3.0;

/// Absolute errors by what is usual.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spread {
    /// Smallest first.
    sorted: Vec<f64>,
    /// The size of a group of errors that are alike.
    alike: usize,
    /// By how much those of the larger half are larger than the middle one, on average.
    excess: f64,
}

impl Spread {
    pub(super) fn of(errors: impl IntoIterator<Item = f64>, alike: usize) -> Self {
        Self::of_sorted(sorted(errors), alike)
    }

    /// The same of errors that are sorted, smallest first.
    pub(super) fn of_sorted(sorted: Vec<f64>, alike: usize) -> Self {
        let upper = &sorted[sorted.len() / 2..];
        let middle = upper.first().copied().unwrap_or(0.0);
        let excess = mean(upper.iter().map(|error| error - middle)).unwrap_or(0.0);
        Self { sorted, alike, excess }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The error that a share of errors does not exceed. Where so few are known that it lies beyond the largest, an exponential tail
    /// says by how much: two shares are never the same width.
    pub(super) fn quantile(&self, share: f64) -> f64 {
        let beyond = self.unseen() / (1.0 - share).max(f64::MIN_POSITIVE);
        let tail = if beyond > 1.0 { self.excess * libm::log(beyond).min(MOST_BEYOND) } else { 0.0 };
        conformal_quantile(&self.sorted, self.alike, share) + tail
    }

    /// The share of errors that are smaller than `error`: the inverse.
    pub(super) fn share_within(&self, error: f64) -> f64 {
        let within = self.sorted.partition_point(|known| *known < error);
        match self.sorted.last() {
            Some(largest) if within == self.sorted.len() && self.excess > 0.0 => {
                1.0 - self.unseen() * libm::exp((largest - error) / self.excess)
            }
            _ => within as f64 / (self.sorted.len() + self.alike) as f64,
        }
    }

    /// The share of errors that lie beyond the largest.
    fn unseen(&self) -> f64 {
        1.0 / (self.sorted.len() + 1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_shares_of_few_errors_differ() {
        let few = Spread::of([1.0, 2.0, 4.0], 1);
        let [half, likely, nearly_all] = [0.5, 0.8, 0.95].map(|share| few.quantile(share));
        assert_eq!(half, 2.0);
        assert!(likely > 4.0 && nearly_all > likely + 1.0 && nearly_all < 8.0, "{likely} {nearly_all}");
        assert!(few.quantile(1.0).is_finite());
    }

    #[test]
    fn many_errors_speak_for_themselves() {
        let many = Spread::of((1..=99).map(f64::from), 1);
        assert_eq!([many.quantile(0.5), many.quantile(0.95)], [50.0, 95.0]);
        assert!((many.share_within(50.5) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn the_share_within_a_quantile_is_its_share() {
        let few = Spread::of([1.0, 2.0, 4.0, 7.0], 1);
        for share in [0.85, 0.9, 0.97] {
            assert!((few.share_within(few.quantile(share)) - share).abs() < 1e-9, "{share}");
        }
        let same = Spread::of([2.0; 5], 1);
        assert_eq!([same.quantile(0.5), same.quantile(0.99)], [2.0; 2]);
        assert_eq!(Spread::of([], 1).quantile(0.8), 0.0);
    }
}
