//! The kinds of series, as far as a forecast treats them differently.

/// The kind of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Only goes up, and starts again at zero: its rate is worth a forecast, it itself seldom.
    Counter,
    /// Goes up and down.
    Gauge,
    /// A bucket, the sum or the count of a histogram: a counter that means little without its siblings.
    HistogramPart,
    /// A quantile that a summary computed.
    Summary,
    /// A part of a whole, or a quotient of like quantities.
    Ratio,
    /// Seconds since 1970: when something happened.
    Moment,
    /// Nothing says.
    #[default]
    Unknown,
}

impl Kind {
    /// Returns true if the values only go up, but for restarts.
    #[must_use]
    pub fn is_cumulative(self) -> bool {
        matches!(self, Self::Counter | Self::HistogramPart)
    }
}
