//! Support of a feature in the reference, and the values outside of it.

use std::collections::{BTreeMap, BTreeSet};

use super::bins::ordered;
use super::usable;
use crate::ColumnKind;

/// The values that a reference has.
pub(super) enum Known {
    /// From the smallest to the largest; the other way round where there is none.
    Range(f64, f64),
    /// Codes that there are.
    Categories(BTreeSet<i64>),
}

impl Known {
    pub(super) fn of(kind: ColumnKind, reference: &[f64]) -> Self {
        let values = reference.iter().filter_map(|value| usable(*value));
        match kind {
            ColumnKind::Categorical => Self::Categories(values.map(ordered).collect()),
            ColumnKind::Numerical => {
                let (low, high) = (f64::INFINITY, f64::NEG_INFINITY);
                let (low, high) = values.fold((low, high), |(low, high), value| (low.min(value), high.max(value)));
                Self::Range(low, high)
            }
        }
    }

    /// Returns true if a value is not known; a null is never outside.
    pub(super) fn is_outside(&self, value: f64) -> bool {
        let Some(value) = usable(value) else { return false };
        match self {
            Self::Range(low, high) => !(*low..=*high).contains(&value),
            Self::Categories(codes) => !codes.contains(&ordered(value)),
        }
    }

    /// Codes that are not known with their rows, the smallest first; amounts have none.
    pub(super) fn new_categories(&self, current: &[f64]) -> Vec<(f64, usize)> {
        let mut new: BTreeMap<i64, (f64, usize)> = BTreeMap::new();
        if matches!(self, Self::Categories(_)) {
            let outside = current.iter().filter(|value| self.is_outside(**value));
            for value in outside.filter_map(|value| usable(*value)) {
                new.entry(ordered(value)).or_insert((value, 0)).1 += 1;
            }
        }
        new.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_null_is_neither_known_nor_new() {
        let reference = [1.0, 3.0, f64::NAN];
        let current = [2.0, 5.0, 5.0, f64::NAN, 0.0];
        let known = Known::of(ColumnKind::Categorical, &reference);
        assert_eq!(known.new_categories(&current), [(0.0, 1), (2.0, 1), (5.0, 2)]);
        let known = Known::of(ColumnKind::Numerical, &reference);
        assert_eq!(current.map(|value| known.is_outside(value)), [false, true, true, false, true]);
        assert!(known.new_categories(&current).is_empty());
        assert!(Known::of(ColumnKind::Numerical, &[]).is_outside(1.0));
    }
}
