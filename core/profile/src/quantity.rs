//! A quantity on its way through an expression: functions over time and across series.

use timeseries::Unit;

use crate::dimension::{Base, Dimension};
use crate::{Kind, Limits};

/// The nature of a value: its kind, unit and limits, and the metrics it is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantity {
    pub(crate) kind: Kind,
    pub(crate) dimension: Dimension,
    pub(crate) limits: Limits,
    /// The dimension of the observations that a histogram counts in its buckets.
    pub(crate) observed: Dimension,
    /// True if its rate is a share of one: the seconds of one CPU, one disk, one pressure.
    pub(crate) has_share_rate: bool,
    /// True if it is a change, which goes both ways whatever changes.
    pub(crate) is_change: bool,
    /// The metrics that are added up in it, by name.
    pub(crate) terms: Vec<String>,
    /// True if it is the rest of its first term after others were subtracted.
    pub(crate) is_rest: bool,
}

impl Quantity {
    /// A quantity of which nothing is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self::default()
    }

    /// The present moment: PromQL's `time()`.
    #[must_use]
    pub fn now() -> Self {
        Self { kind: Kind::Moment, ..Self::default() }
    }

    /// A plain count of things.
    #[must_use]
    pub fn count() -> Self {
        Self { kind: Kind::Gauge, dimension: Dimension::COUNT, limits: Limits::NOT_NEGATIVE, ..Self::default() }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The unit it is shown in.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.dimension.unit()
    }

    /// Returns the limits of its values.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Returns true if it may be negative although it was never seen so: a temperature, a change, an offset.
    #[must_use]
    pub fn may_be_negative(&self) -> bool {
        self.limits.min.is_none() && (self.is_change || self.dimension.is_known())
    }

    /// `rate`, `irate`: the speed of a counter, which never falls.
    #[must_use]
    pub fn rate(self) -> Self {
        match self.has_share_rate {
            true => Self { kind: Kind::Ratio, dimension: Dimension::RATIO, limits: Limits::SHARE, ..self.plain() },
            false => Self { dimension: self.dimension.per_second(), limits: Limits::NOT_NEGATIVE, ..self.plain() },
        }
    }

    /// `increase`: what a counter gained.
    #[must_use]
    pub fn increase(self) -> Self {
        Self { limits: Limits::NOT_NEGATIVE, ..self.plain() }
    }

    /// `deriv`: the speed of a gauge, in both directions.
    #[must_use]
    pub fn derivative(self) -> Self {
        let dimension = match self.dimension.base {
            Base::Bytes | Base::Bits | Base::Count => self.dimension.per_second(),
            _ => Dimension::UNKNOWN,
        };
        Self { kind: Kind::Gauge, dimension, is_change: true, ..Self::default() }
    }

    /// `delta`, `idelta`, `predict_linear`: the same unit without limits.
    #[must_use]
    pub fn unlimited(self) -> Self {
        Self { kind: Kind::Gauge, dimension: self.dimension, is_change: true, ..Self::default() }
    }

    /// `sum`, `sum_over_time`: many of it together.
    #[must_use]
    pub fn sum(self) -> Self {
        let is_share = matches!(self.dimension.base, Base::Ratio | Base::Percent);
        let limits = if self.limits.is_never_negative() { Limits::NOT_NEGATIVE } else { Limits::NONE };
        match is_share || self.dimension.base == Base::Celsius {
            true => Self { kind: Kind::Gauge, limits, ..Self::default() },
            false => Self { limits, ..self },
        }
    }

    /// `stddev`: how far it scatters.
    #[must_use]
    pub fn deviation(self) -> Self {
        Self { kind: Kind::Gauge, dimension: self.dimension, limits: Limits::NOT_NEGATIVE, ..Self::default() }
    }

    /// `histogram_quantile`, `histogram_avg`: an observation of the histogram.
    #[must_use]
    pub fn observation(self) -> Self {
        let limits = match self.observed.base {
            Base::Bytes | Base::Bits | Base::Seconds | Base::Count => Limits::NOT_NEGATIVE,
            Base::Ratio => Limits::SHARE,
            Base::Percent => Limits::PERCENT,
            Base::Unknown | Base::Celsius => Limits::NONE,
        };
        Self { kind: Kind::Gauge, dimension: self.observed, limits, ..Self::default() }
    }

    /// `abs`.
    #[must_use]
    pub fn magnitude(self) -> Self {
        let max = self.limits.max.zip(self.limits.min).map(|(max, min)| max.abs().max(min.abs()));
        Self { limits: Limits { min: Some(self.limits.min.unwrap_or(0.0).max(0.0)), max }, ..self }
    }

    /// `clamp` and its likes.
    #[must_use]
    pub fn clamped(self, limits: Limits) -> Self {
        Self { limits: self.limits.and(limits), ..self }
    }

    /// Neither counter nor part of a histogram any more.
    fn plain(self) -> Self {
        let kind = match self.kind {
            Kind::Counter | Kind::HistogramPart | Kind::Summary => Kind::Gauge,
            other => other,
        };
        Self { kind, has_share_rate: false, ..self }
    }
}
