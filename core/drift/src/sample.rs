//! The values of one period that are there, in order, and how many are missing.

/// Values from which on a thread of its own costs less than it saves.
const LARGE: usize = 100_000;

/// Finite values, smallest first, and the number of those that are not.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// Smallest first; no NaN, no infinity, no negative zero.
    pub(crate) sorted: Vec<f64>,
    pub(crate) nulls: usize,
}

impl Sample {
    pub(crate) fn of(values: &[f64]) -> Self {
        let mut ranks = Vec::with_capacity(values.len());
        // Adding zero makes one zero of the two there are.
        ranks.extend(values.iter().filter(|value| value.is_finite()).map(|value| rank(value + 0.0)));
        ranks.sort_unstable();
        let nulls = values.len() - ranks.len();
        Self { sorted: ranks.into_iter().map(ranked).collect(), nulls }
    }

    /// Both periods of a column. Large ones are sorted side by side: sorting is nearly all of the work.
    pub(crate) fn both(reference: &[f64], current: &[f64]) -> (Self, Self) {
        if reference.len().min(current.len()) < LARGE {
            return (Self::of(reference), Self::of(current));
        }
        std::thread::scope(|scope| {
            let reference = scope.spawn(|| Self::of(reference));
            let current = Self::of(current);
            (reference.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), current)
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }
}

/// How often each value of two samples occurs in either, smallest value first; counted while they are walked through.
#[derive(Clone, Debug)]
pub(crate) struct Tallies<'a> {
    reference: &'a [f64],
    current: &'a [f64],
}

impl<'a> Tallies<'a> {
    pub(crate) fn of(reference: &'a Sample, current: &'a Sample) -> Self {
        Self { reference: &reference.sorted, current: &current.sorted }
    }
}

impl Iterator for Tallies<'_> {
    type Item = Tally;

    fn next(&mut self) -> Option<Tally> {
        let value = smaller(self.reference.first(), self.current.first())?;
        let (in_reference, in_current) = (leading(self.reference, value), leading(self.current, value));
        (self.reference, self.current) = (&self.reference[in_reference..], &self.current[in_current..]);
        Some(Tally { value, in_reference, in_current })
    }
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

/// A whole number in the place of a finite one, in the same order (as [`f64::total_cmp`] has it): whole ones sort faster.
fn rank(value: f64) -> i64 {
    without_sign_order(value.to_bits().cast_signed())
}

/// The number that has this rank.
fn ranked(rank: i64) -> f64 {
    f64::from_bits(without_sign_order(rank).cast_unsigned())
}

/// The more negative a number, the larger are its bits below the sign: they are turned round, or turned back.
fn without_sign_order(bits: i64) -> i64 {
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
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
        assert_eq!(Tallies::of(&Sample::of(&[0.0, -0.0]), &Sample::of(&[-0.0])).count(), 1);
    }

    #[test]
    fn values_are_counted_in_both() {
        let (reference, current) = (Sample::of(&[3.0, 1.0, 1.0]), Sample::of(&[1.0, 2.0]));
        let rows: Vec<_> = Tallies::of(&reference, &current)
            .map(|tally| (tally.value, tally.in_reference, tally.in_current))
            .collect();
        assert_eq!(rows, [(1.0, 2, 1), (2.0, 0, 1), (3.0, 1, 0)]);
    }

    #[test]
    fn nothing_has_no_values() {
        assert!(Sample::of(&[]).is_empty());
        assert_eq!(Tallies::of(&Sample::of(&[]), &Sample::of(&[f64::NAN])).next(), None);
    }

    #[test]
    fn ranks_are_in_the_order_of_their_numbers() {
        let numbers = [f64::MIN, -1.5, -1.0, -f64::MIN_POSITIVE, -5e-324, 0.0, 5e-324, 1.0, 1.5, f64::MAX];
        assert!(numbers.windows(2).all(|pair| rank(pair[0]) < rank(pair[1])));
        assert!(numbers.iter().all(|number| ranked(rank(*number)).to_bits() == number.to_bits()));
    }

    #[test]
    fn side_by_side_is_one_after_the_other() {
        let values: Vec<f64> = (0..LARGE).map(|value| (value as f64 * 7.0) % 1001.0).collect();
        let (reference, current) = Sample::both(&values, &values);
        assert!(reference.sorted == current.sorted && reference.sorted == Sample::of(&values).sorted);
    }
}
