//! Totals: what came together over the days chosen, and how that differs from the days before.

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalsView {
    /// The figures above all.
    pub tiles: Vec<TileView>,
    /// With what the change compares, in a sentence.
    pub compared: String,
    /// A bar chart a metric.
    pub bars: Vec<BarsView>,
    /// Metrics and proxies with all their figures.
    pub rows: Vec<TotalRow>,
    /// Errors by proxy and type; none where the archive has none.
    pub errors: Vec<ErrorRow>,
}

/// A figure with its change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileView {
    /// Label: `Total requests`.
    pub label: String,
    /// Value: `1.204M`.
    pub value: String,
    /// The change in words with its sign: `+12% more than before`.
    pub change: String,
}

/// Bars of one metric.
#[derive(Clone, Debug, PartialEq)]
pub struct BarsView {
    /// The metric.
    pub metric: String,
    /// Title of the bars: `Total requests by API proxy`.
    pub title: String,
    /// The bars, the longest first.
    pub bars: Vec<BarView>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct BarView {
    /// Name of the proxy.
    pub name: String,
    /// Number of its colour, from 1.
    pub color: usize,
    /// Its length; NaN where there is none.
    pub value: f64,
    /// Its length in words.
    pub text: String,
}

/// One metric of one proxy. Figures are text: numbers for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalRow {
    /// The metric.
    pub metric: String,
    /// The proxy.
    pub proxy: String,
    /// Rows.
    pub rows: String,
    /// Sum, mean, smallest, largest, newest.
    pub figures: [String; 5],
    /// The change of what counts for this metric.
    pub change: String,
}

/// Errors of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorRow {
    /// The proxy.
    pub proxy: String,
    /// The type; `none given` where the rows have no such label.
    pub error_type: String,
    /// Number of errors.
    pub errors: String,
}
