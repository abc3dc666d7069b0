//! A quantity on its way through an expression: arithmetic.

use std::ops::Neg;

use crate::dimension::{Base, Dimension};
use crate::whole::{is_named_part, whole_of};
use crate::{Kind, Limits, Quantity};

impl Quantity {
    /// Times a number.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            dimension: self.dimension.scaled(factor),
            observed: self.observed.scaled(factor),
            limits: self.limits.scaled(factor),
            kind: if self.kind == Kind::Moment { Kind::Unknown } else { self.kind },
            ..self
        }
    }

    /// Plus a number.
    #[must_use]
    pub fn plus_number(self, number: f64) -> Self {
        Self { limits: self.limits.shifted(number), ..self }
    }

    /// A number less it: of a share the rest.
    #[must_use]
    pub fn taken_from(self, number: f64) -> Self {
        Self { limits: (-self.limits).shifted(number), ..self }
    }

    /// Plus another quantity.
    #[must_use]
    pub fn plus(mut self, mut other: Self) -> Self {
        self.terms.append(&mut other.terms);
        Self {
            kind: if self.kind == other.kind { self.kind } else { Kind::Gauge },
            dimension: common(self.dimension, other.dimension),
            limits: self.limits.plus(other.limits),
            has_share_rate: false,
            is_rest: false,
            ..self
        }
    }

    /// Less another quantity. A whole less its parts is never negative.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        if self.kind == Kind::Moment && other.kind == Kind::Moment {
            return Self { kind: Kind::Gauge, dimension: Dimension::SECONDS, ..Self::default() };
        }
        let is_part = |term: &String| self.terms.first().is_some_and(|whole| is_part_of(term, whole));
        let is_rest = !other.terms.is_empty() && other.terms.iter().all(is_part);
        let limits = match is_rest {
            true => Limits { min: Some(0.0), max: self.limits.max },
            false => self.limits.plus(-other.limits),
        };
        Self { dimension: common(self.dimension, other.dimension), limits, is_rest, has_share_rate: false, ..self }
    }

    /// Over another quantity. `is_narrower` says that both read one metric, and this one fewer of its series.
    #[must_use]
    pub fn over(self, other: &Self, is_narrower: bool) -> Self {
        let never_negative = self.limits.is_never_negative() && other.limits.is_never_negative();
        let is_alike = self.dimension == other.dimension;
        if never_negative && is_alike && (is_narrower || self.is_part_of(other)) {
            return Self::ratio(Limits::SHARE);
        }
        let limits = if never_negative { Limits::NOT_NEGATIVE } else { Limits::NONE };
        match is_alike && self.dimension.is_known() && self.dimension.base != Base::Count {
            true => Self::ratio(limits),
            false => {
                let dimension = self.dimension.over(other.dimension);
                Self { kind: Kind::Gauge, dimension, limits, ..Self::default() }
            }
        }
    }

    /// Either of two, as `or` gives.
    #[must_use]
    pub fn either(self, other: &Self) -> Self {
        let kind = if self.kind == other.kind { self.kind } else { Kind::Unknown };
        Self { kind, dimension: common(self.dimension, other.dimension), limits: self.limits.or(other.limits), ..self }
    }

    fn ratio(limits: Limits) -> Self {
        Self { kind: Kind::Ratio, dimension: Dimension::RATIO, limits, ..Self::default() }
    }

    /// Returns true if by their names it is a part of the other: a term of its sum, what is left of it, or free of size.
    fn is_part_of(&self, whole: &Self) -> bool {
        if self.terms.is_empty() || whole.terms.is_empty() {
            return false;
        }
        let is_term = whole.terms.len() > self.terms.len() && self.terms.iter().all(|term| whole.terms.contains(term));
        let is_left = self.is_rest && self.terms == whole.terms;
        let [whole_name] = &whole.terms[..] else { return is_term };
        let is_named = self.terms.iter().all(|term| is_part_of(term, whole_name));
        is_term || is_left || is_named
    }
}

fn is_part_of(part: &str, whole: &str) -> bool {
    whole_of(part) == Some(whole) || is_named_part(part, whole)
}

/// The dimension of both, where they have one.
fn common(one: Dimension, other: Dimension) -> Dimension {
    if one == other { one } else { Dimension::UNKNOWN }
}

impl Neg for Quantity {
    type Output = Self;

    fn neg(self) -> Self {
        Self { limits: -self.limits, ..self }
    }
}

#[cfg(test)]
mod tests;
