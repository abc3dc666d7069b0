//! The values of one period that are there, in order, and how many are missing.

/// Room for the values of both periods, used for one column after the other: new room of this size takes as long as sorting.
#[derive(Debug, Default)]
pub(crate) struct Room {
    reference: Vec<i64>,
    current: Vec<i64>,
}

impl Room {
    /// Both periods of a column.
    pub(crate) fn samples(&mut self, reference: &[f64], current: &[f64]) -> (Sample<'_>, Sample<'_>) {
        (Sample::within(&mut self.reference, reference), Sample::within(&mut self.current, current))
    }
}

/// Finite values, smallest first, and the number of those that are not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample<'a> {
    /// The ranks of the values, smallest first; none of NaN, infinity or negative zero.
    ranks: &'a [i64],
    pub(crate) nulls: usize,
}

impl<'a> Sample<'a> {
    fn within(room: &'a mut Vec<i64>, values: &[f64]) -> Self {
        room.clear();
        room.reserve(values.len());
        // Adding zero makes one zero of the two there are.
        room.extend(values.iter().filter(|value| value.is_finite()).map(|value| rank(value + 0.0)));
        room.sort_unstable();
        Self { nulls: values.len() - room.len(), ranks: room }
    }

    pub(crate) fn len(&self) -> usize {
        self.ranks.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ranks.is_empty()
    }

    /// Every value, smallest first.
    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = f64> + 'a {
        self.ranks.iter().map(|rank| ranked(*rank))
    }
}

/// Frequencies of each value in two samples, smallest value first; counted while they are walked through.
#[derive(Clone, Debug)]
pub(crate) struct Tallies<'a> {
    reference: &'a [i64],
    current: &'a [i64],
}

impl<'a> Tallies<'a> {
    pub(crate) fn of(reference: Sample<'a>, current: Sample<'a>) -> Self {
        Self { reference: reference.ranks, current: current.ranks }
    }
}

impl Iterator for Tallies<'_> {
    type Item = Tally;

    fn next(&mut self) -> Option<Tally> {
        let rank = smaller(self.reference.first(), self.current.first())?;
        let (in_reference, in_current) = (leading(self.reference, rank), leading(self.current, rank));
        (self.reference, self.current) = (&self.reference[in_reference..], &self.current[in_current..]);
        Some(Tally { value: ranked(rank), in_reference, in_current })
    }
}

/// One value and how often it occurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tally {
    pub(crate) value: f64,
    pub(crate) in_reference: usize,
    pub(crate) in_current: usize,
}

fn smaller(left: Option<&i64>, right: Option<&i64>) -> Option<i64> {
    match (left, right) {
        (Some(left), Some(right)) => Some(*left.min(right)),
        (one, other) => one.or(other).copied(),
    }
}

fn leading(sorted: &[i64], rank: i64) -> usize {
    sorted.iter().take_while(|other| **other == rank).count()
}

/// A whole number in the place of a finite one, in the same order (as [`f64::total_cmp`] has it): whole ones sort faster.
fn rank(value: f64) -> i64 {
    in_order(value.to_bits().cast_signed())
}

/// The number that has this rank.
fn ranked(rank: i64) -> f64 {
    f64::from_bits(in_order(rank).cast_unsigned())
}

/// The more negative a number, the larger are its bits below the sign: they are turned round, or turned back.
fn in_order(bits: i64) -> i64 {
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tallied(reference: &[f64], current: &[f64]) -> Vec<(f64, usize, usize)> {
        let mut room = Room::default();
        let (reference, current) = room.samples(reference, current);
        Tallies::of(reference, current).map(|tally| (tally.value, tally.in_reference, tally.in_current)).collect()
    }

    #[test]
    fn what_is_not_finite_is_missing() {
        let values = [2.0, f64::NAN, -1.0, f64::INFINITY, f64::NEG_INFINITY, 2.0];
        let mut room = Room::default();
        let (sample, none) = room.samples(&values, &[]);
        assert!(sample.values().eq([-1.0, 2.0, 2.0]) && none.is_empty());
        assert_eq!((sample.len(), sample.nulls), (3, 3));
    }

    #[test]
    fn two_zeros_are_one_value() {
        assert_eq!(tallied(&[0.0, -0.0], &[-0.0]), [(0.0, 2, 1)]);
    }

    #[test]
    fn values_are_counted_in_both() {
        assert_eq!(tallied(&[3.0, 1.0, 1.0], &[1.0, 2.0]), [(1.0, 2, 1), (2.0, 0, 1), (3.0, 1, 0)]);
    }

    #[test]
    fn nothing_has_no_values() {
        assert!(tallied(&[], &[f64::NAN]).is_empty());
    }

    #[test]
    fn room_forgets_the_column_before() {
        let mut room = Room::default();
        room.samples(&[1.0, 2.0, 3.0], &[4.0]);
        let (reference, current) = room.samples(&[5.0], &[7.0, 6.0]);
        assert!(reference.values().eq([5.0]) && current.values().eq([6.0, 7.0]));
    }

    #[test]
    fn ranks_are_in_the_order_of_their_numbers() {
        let numbers = [f64::MIN, -1.5, -1.0, -f64::MIN_POSITIVE, -5e-324, 0.0, 5e-324, 1.0, 1.5, f64::MAX];
        assert!(numbers.windows(2).all(|pair| rank(pair[0]) < rank(pair[1])));
        assert!(numbers.iter().all(|number| ranked(rank(*number)).to_bits() == number.to_bits()));
    }
}
