//! What a forecast is to suppose: limits of the metric, more of it, and what it is compared with.

use clap::Args;

/// What is known of a metric beside its past.
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
    /// What if there were so many percent more of it, or less where negative.
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    pub(crate) growth: Option<String>,
}
