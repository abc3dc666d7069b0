//! `SupposeArgs`: assumptions of a forecast, which are bounds of the metric, growth, and a threshold.

use clap::Args;

/// Assumptions about a metric beside its past.
#[derive(Args, Clone, Debug)]
pub(crate) struct SupposeArgs {
    /// Adds a column with the probability that the metric has crossed this by then: a number or, of a source, an expression.
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub(crate) threshold: Option<String>,
    /// The least the metric can be.
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub(crate) min: Option<String>,
    /// The greatest the metric can be.
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub(crate) max: Option<String>,
    /// Assumed growth in percent; negative for a decline.
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    pub(crate) growth: Option<String>,
}
