//! The values of one period that are there, in order, and how many are missing.

/// Finite values, smallest first, and the number of those that are not.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// Smallest first; no NaN, no infinity, no negative zero.
    pub(crate) sorted: Vec<f64>,
    pub(crate) nulls: usize,
}

impl Sample {
    pub(crate) fn of(values: &[f64]) -> Self {
        // Adding zero makes one zero of the two there are.
        let mut sorted: Vec<f64> = values.iter().filter(|value| value.is_finite()).map(|value| value + 0.0).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        Self { nulls: values.len() - sorted.len(), sorted }
    }

    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }
}

/// How often each value of two samples occurs in either, smallest value first.
pub(crate) fn tally(reference: &Sample, current: &Sample) -> Vec<Tally> {
    let (mut left, mut right) = (reference.sorted.as_slice(), current.sorted.as_slice());
    let mut tallies = Vec::new();
    while let Some(value) = smaller(left.first(), right.first()) {
        let (in_reference, in_current) = (leading(left, value), leading(right, value));
        tallies.push(Tally { value, in_reference, in_current });
        (left, right) = (&left[in_reference..], &right[in_current..]);
    }
    tallies
}

/// One value and how often it occurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tally {
    pub(crate) value: f64,
    pub(crate) in_reference: usize,
    pub(crate) in_current: usize,
}

fn smaller(left: Option<&f64>, right: Option<&f64>) -> Option<f64> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(*right)),
        (one, other) => one.or(other).copied(),
    }
}

fn leading(sorted: &[f64], value: f64) -> usize {
    sorted.iter().take_while(|other| **other == value).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finite_is_missing() {
        let sample = Sample::of(&[2.0, f64::NAN, -1.0, f64::INFINITY, f64::NEG_INFINITY, 2.0]);
        assert_eq!(sample.sorted, [-1.0, 2.0, 2.0]);
        assert_eq!((sample.len(), sample.nulls), (3, 3));
    }

    #[test]
    fn two_zeros_are_one_value() {
        assert_eq!(tally(&Sample::of(&[0.0, -0.0]), &Sample::of(&[-0.0])).len(), 1);
    }

    #[test]
    fn values_are_counted_in_both() {
        let tallies = tally(&Sample::of(&[3.0, 1.0, 1.0]), &Sample::of(&[1.0, 2.0]));
        let rows: Vec<_> = tallies.iter().map(|tally| (tally.value, tally.in_reference, tally.in_current)).collect();
        assert_eq!(rows, [(1.0, 2, 1), (2.0, 0, 1), (3.0, 1, 0)]);
    }

    #[test]
    fn nothing_has_no_values() {
        assert!(Sample::of(&[]).is_empty());
        assert!(tally(&Sample::of(&[]), &Sample::of(&[f64::NAN])).is_empty());
    }
}
