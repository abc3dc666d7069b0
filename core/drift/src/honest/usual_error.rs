//! Error of the reference on similar predictions: the squared error to expect within the reference's support.

use super::usable;

/// Sizes of prediction that are told apart: tenths of the reference.
const TENTHS: usize = 10;

/// Rows that one size must have; with fewer rows there are fewer sizes.
const ROWS_A_SIZE: usize = 20;

/// Mean squared error by size of the prediction (direct loss estimation, as in NannyML, with the prediction as what it depends on).
pub(super) struct UsualError {
    /// The prediction that each size but the first begins after.
    edges: Vec<f64>,
    /// The mean squared error of each size.
    by_size: Vec<f64>,
    /// That of all rows.
    pub(super) overall: f64,
}

impl UsualError {
    /// From the predictions and targets of the reference; `None` where no row has both.
    pub(super) fn of(predicted: &[f64], target: &[f64]) -> Option<Self> {
        let mut known: Vec<(f64, f64)> = predicted
            .iter()
            .zip(target)
            .filter_map(|(predicted, target)| {
                let (predicted, target) = (usable(*predicted)?, usable(*target)?);
                Some((predicted, (predicted - target) * (predicted - target)))
            })
            .collect();
        if known.is_empty() {
            return None;
        }
        known.sort_by(|left, right| left.0.total_cmp(&right.0));
        let mean = |rows: &[(f64, f64)]| rows.iter().map(|(_, error)| error).sum::<f64>() / rows.len() as f64;
        let sizes = (known.len() / ROWS_A_SIZE).clamp(1, TENTHS);
        let mut edges: Vec<f64> = (1..sizes).map(|size| known[size * known.len() / sizes - 1].0).collect();
        edges.dedup();
        let mut by_size = Vec::with_capacity(edges.len() + 1);
        let mut rest = known.as_slice();
        for edge in &edges {
            let (size, larger) = rest.split_at(rest.partition_point(|(predicted, _)| predicted <= edge));
            by_size.push(mean(size));
            rest = larger;
        }
        // Of predictions that are all alike the last edge is the largest of them.
        by_size.push(if rest.is_empty() { by_size.last().copied()? } else { mean(rest) });
        Some(Self { edges, by_size, overall: mean(&known) })
    }

    /// The squared error to expect of a prediction; where the model says nothing, that of all rows.
    pub(super) fn at(&self, predicted: f64) -> f64 {
        usable(predicted)
            .map_or(self.overall, |predicted| self.by_size[self.edges.partition_point(|edge| *edge < predicted)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_predictions_may_miss_by_more() {
        let predicted: Vec<f64> = (0..200).map(f64::from).collect();
        let target: Vec<f64> = predicted.iter().map(|value| value + if *value < 100.0 { 1.0 } else { 3.0 }).collect();
        let usual = UsualError::of(&predicted, &target).unwrap();
        assert_eq!([-50.0, 20.0, 99.0, 100.0, 1e9].map(|value| usual.at(value)), [1.0, 1.0, 1.0, 9.0, 9.0]);
        assert_eq!((usual.at(f64::NAN), usual.overall), (5.0, 5.0));
    }

    #[test]
    fn few_or_equal_predictions_have_one_size() {
        let usual = UsualError::of(&[7.0; 100], &[9.0; 100]).unwrap();
        assert_eq!([0.0, 7.0, 8.0].map(|value| usual.at(value)), [4.0; 3]);
        let usual = UsualError::of(&[1.0, f64::NAN, 5.0], &[2.0, 2.0, 8.0]).unwrap();
        assert_eq!((usual.at(1.0), usual.at(5.0)), (5.0, 5.0));
        assert!(UsualError::of(&[1.0, f64::NAN], &[f64::NAN, 1.0]).is_none());
    }
}
