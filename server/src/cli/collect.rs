//! The flags of `promcast collect`.

use clap::Args;
use timeseries::Day;

use super::CommonArgs;

/// Arguments of `promcast collect`.
#[derive(Args, Clone, Debug)]
pub(crate) struct CollectArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Collect what is due and end, instead of every 24 hours.
    #[arg(long)]
    pub(crate) once: bool,
    /// Collect the days from this one on, such as 2026-11-20, in UTC, and end.
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<Day>,
    /// The last day to collect [default: today].
    #[arg(long, value_name = "DAY", requires = "from")]
    pub(crate) to: Option<Day>,
    /// Collect only this API proxy of the config; may be given more than once.
    #[arg(long = "api-proxy", value_name = "NAME")]
    pub(crate) api_proxies: Vec<String>,
}
