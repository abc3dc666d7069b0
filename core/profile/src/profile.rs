//! The profile of a series: all that is known before anything is computed of it.

use timeseries::{GridSeries, Timestamp, Unit};

use crate::{Kind, Limits, Quantity, Spacing};

/// Profile of a series: its nature, its limits, and its spacing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Its kind.
    pub kind: Kind,
    /// The unit it is shown in.
    pub unit: Unit,
    /// Limits of its values by its nature.
    pub limits: Limits,
    /// True if it may be negative although it never was.
    pub may_be_negative: bool,
    /// Spacing of its samples; `None` if it is not known.
    pub spacing: Option<Spacing>,
    /// The first sample there is, where it is known to be the first.
    pub first: Option<Timestamp>,
    /// The newest sample.
    pub newest: Option<Timestamp>,
}

impl Profile {
    /// The profile of an expression's values before any is read.
    #[must_use]
    pub fn of(quantity: &Quantity, spacing: Option<Spacing>) -> Self {
        Self {
            kind: quantity.kind(),
            unit: quantity.unit(),
            limits: quantity.limits(),
            may_be_negative: quantity.may_be_negative(),
            spacing,
            first: None,
            newest: spacing.map(|spacing| spacing.newest),
        }
    }

    /// The limits that one series has kept so far.
    #[must_use]
    pub fn limits_of(&self, series: &GridSeries) -> Limits {
        self.limits.kept_by(series.present().map(|(_, value)| value))
    }
}
