//! How far a value lies outside of what the reference has, in standard deviations: there a model can only repeat its edge.

use std::collections::BTreeMap;

use super::bins::ordered;
use super::blocks::Blocks;
use super::usable;
use crate::ColumnKind;

/// The squared distance of a value that nothing is known of, a null or a new category: that of two random rows.
const UNKNOWN: f64 = 2.0;

/// What the reference has of one feature, so that each of its own blocks can be held against the others.
pub(super) enum Support {
    /// Where amounts lie.
    Amounts { low: Edge, high: Edge, deviation: f64 },
    /// Categories by code, each with the block it is in where it is in one only.
    Categories(BTreeMap<i64, Option<usize>>),
    /// The reference has no value.
    Nothing,
}

/// The outermost value, and the outermost one of all other blocks.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    value: f64,
    block: usize,
    next: f64,
}

impl Edge {
    /// The edge with a greater value in it; `sign` is -1 for the lower edge.
    fn with(self, value: f64, block: usize, sign: f64) -> Self {
        let is_further = |value: f64, than: f64| value * sign > than * sign;
        if block == self.block {
            return Self { value: if is_further(value, self.value) { value } else { self.value }, ..self };
        }
        if is_further(value, self.value) {
            return Self { value, block, next: self.value };
        }
        Self { next: if is_further(value, self.next) { value } else { self.next }, ..self }
    }

    /// The edge that the other blocks have.
    fn without(&self, block: Option<usize>) -> f64 {
        if block == Some(self.block) && self.next.is_finite() { self.next } else { self.value }
    }
}

impl Support {
    /// What the reference has of a feature.
    pub(super) fn of(kind: ColumnKind, reference: &[f64], blocks: &Blocks) -> Self {
        let placed = || {
            let values = blocks.pooled(reference, &[]);
            values.filter_map(|(value, place)| usable(value).map(|value| (value, place.block)))
        };
        match kind {
            ColumnKind::Categorical => Self::categories(placed()),
            ColumnKind::Numerical => Self::amounts(placed(), deviation(reference)),
        }
    }

    fn categories(placed: impl Iterator<Item = (f64, usize)>) -> Self {
        let mut categories: BTreeMap<i64, Option<usize>> = BTreeMap::new();
        for (value, block) in placed {
            let only = categories.entry(ordered(value)).or_insert(Some(block));
            *only = only.filter(|only| *only == block);
        }
        if categories.is_empty() { Self::Nothing } else { Self::Categories(categories) }
    }

    fn amounts(mut placed: impl Iterator<Item = (f64, usize)>, deviation: f64) -> Self {
        let Some((value, block)) = placed.next() else { return Self::Nothing };
        let edge = |next| Edge { value, block, next };
        let (low, high) = placed.fold((edge(f64::INFINITY), edge(f64::NEG_INFINITY)), |(low, high), (value, block)| {
            (low.with(value, block, -1.0), high.with(value, block, 1.0))
        });
        Self::Amounts { low, high, deviation }
    }

    /// Whether the reference has the value, or values on both sides of it; a null is not outside.
    pub(super) fn is_outside(&self, value: f64) -> bool {
        usable(value).is_some() && self.squared_distance(value, None) > 0.0
    }

    /// How far a value lies outside, squared; `own` is the block it is in where that is one of the reference.
    ///
    /// Nobody knows how the target goes on for long: it is taken to do so for as far as the reference is wide, and no further.
    pub(super) fn squared_distance(&self, value: f64, own: Option<usize>) -> f64 {
        let Some(value) = usable(value) else { return UNKNOWN };
        match self {
            Self::Nothing => UNKNOWN,
            Self::Categories(blocks) => match blocks.get(&ordered(value)) {
                Some(None) => 0.0,
                Some(only) if own.is_none() || *only != own => 0.0,
                _ => UNKNOWN,
            },
            Self::Amounts { low, high, deviation } => {
                let (low, high) = (low.without(own), high.without(own));
                let beyond = (value - high).max(low - value).max(0.0);
                match beyond > 0.0 && *deviation == 0.0 {
                    true => UNKNOWN,
                    false if beyond == 0.0 => 0.0,
                    false => (beyond.min(high - low) / deviation) * (beyond.min(high - low) / deviation),
                }
            }
        }
    }
}

fn deviation(values: &[f64]) -> f64 {
    super::variance(values.iter().copied()).sqrt()
}
