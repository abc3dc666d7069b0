//! Bins of a column's values: steps between amounts, or the categories themselves; nulls are apart.

use std::collections::BTreeMap;

use super::usable;
use crate::ColumnKind;

/// Steps between amounts, at evenly spaced quantiles of both periods together.
const STEPS: usize = 15;

/// Categories told apart; the rarest of more than that are one.
const CATEGORIES: usize = 32;

/// Values that are looked at to find the steps; of more, evenly spread ones are.
const LOOKED_AT: usize = 20_000;

/// The bins of one column; the last is that of the nulls.
pub(super) enum Bins {
    /// Bin i holds what is above i of the steps.
    Amounts(Vec<f64>),
    /// Bin i holds the i-th category; the one after them holds all the others.
    Categories(Vec<f64>),
}

impl Bins {
    /// Bins for the values of both periods.
    pub(super) fn of(kind: ColumnKind, values: &[f64]) -> Self {
        match kind {
            ColumnKind::Numerical => Self::Amounts(steps(values)),
            ColumnKind::Categorical => Self::Categories(frequent(values)),
        }
    }

    /// Returns the number of bins.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Amounts(edges) | Self::Categories(edges) => edges.len() + 2,
        }
    }

    /// The bin of a value.
    pub(super) fn bin(&self, value: f64) -> usize {
        match (usable(value), self) {
            (None, _) => self.len() - 1,
            (Some(value), Self::Amounts(steps)) => steps.partition_point(|step| *step < value),
            (Some(value), Self::Categories(codes)) => {
                codes.binary_search_by(|code| code.total_cmp(&value)).unwrap_or(codes.len())
            }
        }
    }

    /// Returns the compared shares: for amounts those up to each step, for categories that of each, and the share of nulls.
    pub(super) fn parts(&self, shares: &[f64]) -> Vec<f64> {
        let mut parts = shares.to_vec();
        if let Self::Amounts(steps) = self {
            // The share up to the last step and beyond says nothing that the nulls do not.
            parts.remove(steps.len());
            let mut sum = 0.0;
            for part in &mut parts[..steps.len()] {
                sum += *part;
                *part = sum;
            }
        }
        parts
    }
}

fn steps(values: &[f64]) -> Vec<f64> {
    let stride = values.len().div_ceil(LOOKED_AT).max(1);
    let mut some: Vec<f64> = values.iter().step_by(stride).filter_map(|value| usable(*value)).collect();
    some.sort_unstable_by(f64::total_cmp);
    let quantile = |step: usize| some.get(step * some.len() / (STEPS + 1)).copied();
    let mut steps: Vec<f64> = (1..=STEPS).filter_map(quantile).collect();
    steps.dedup();
    steps
}

fn frequent(values: &[f64]) -> Vec<f64> {
    let mut counts: BTreeMap<i64, (f64, usize)> = BTreeMap::new();
    for value in values.iter().filter_map(|value| usable(*value)) {
        counts.entry(ordered(value)).or_insert((value, 0)).1 += 1;
    }
    let mut categories: Vec<(f64, usize)> = counts.into_values().collect();
    // Stable: of equally rare ones the smaller codes stay.
    categories.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    categories.truncate(CATEGORIES);
    let mut codes: Vec<f64> = categories.into_iter().map(|(code, _)| code).collect();
    codes.sort_unstable_by(f64::total_cmp);
    codes
}

/// A whole number that orders floats as they are ordered, and is the same for the same float.
pub(super) fn ordered(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    bits ^ (((bits >> 63).cast_unsigned() >> 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NULL: f64 = f64::NAN;

    #[test]
    fn amounts_are_told_apart_by_steps() {
        let values: Vec<f64> = (0..160).map(f64::from).collect();
        let bins = Bins::of(ColumnKind::Numerical, &values);
        assert_eq!(bins.len(), STEPS + 2);
        assert_eq!([0.0, 10.0, 10.5, 159.0, 1e9, NULL].map(|value| bins.bin(value)), [0, 0, 1, 15, 15, 16]);
        let mut shares = vec![0.0; bins.len()];
        (shares[0], shares[15], shares[16]) = (0.5, 0.25, 0.25);
        assert_eq!(bins.parts(&shares), [[0.5; STEPS].as_slice(), &[0.25]].concat());
    }

    #[test]
    fn rare_categories_are_one() {
        let values: Vec<f64> = (0..40).flat_map(|code| vec![f64::from(code); if code < 30 { 1 } else { 2 }]).collect();
        let bins = Bins::of(ColumnKind::Categorical, &values);
        assert_eq!(bins.len(), CATEGORIES + 2);
        assert_eq!([39.0, 29.0, 77.0, NULL].map(|code| bins.bin(code)), [31, 32, 32, 33]);
    }

    #[test]
    fn nothing_has_a_bin_for_nulls() {
        for kind in [ColumnKind::Numerical, ColumnKind::Categorical] {
            let bins = Bins::of(kind, &[NULL, f64::INFINITY]);
            assert_eq!((bins.len(), bins.bin(NULL), bins.bin(7.0)), (2, 1, 0));
        }
    }

    #[test]
    fn the_order_of_floats_is_kept() {
        let values = [-1e300, -1.0, -1e-300, 0.0, 1e-300, 2.0, 1e300];
        assert!(values.windows(2).all(|pair| ordered(pair[0]) < ordered(pair[1])));
    }
}
