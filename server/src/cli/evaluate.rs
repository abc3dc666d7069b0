//! The flags of `promcast evaluate` and `promcast traffic`.

use clap::Args;
use timeseries::{Day, Duration};

use super::{CommonArgs, DataArgs};

/// Arguments of `promcast evaluate`.
#[derive(Args, Clone, Debug)]
pub(crate) struct EvaluateArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Name of the model.
    #[arg(long, value_name = "NAME", default_value = "bike-sharing")]
    pub(crate) model: String,
    /// First day to evaluate [default: the three weeks after bike sharing's January; of another model everything].
    #[arg(long, value_name = "DAY", requires = "to")]
    pub(crate) from: Option<Day>,
    /// Last day to evaluate.
    #[arg(long, value_name = "DAY", requires = "from")]
    pub(crate) to: Option<Day>,
    /// A running Promcast that evaluates and keeps; without one this process does, and keeps nothing.
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
}

/// Arguments of `promcast traffic`.
#[derive(Args, Clone, Debug)]
pub(crate) struct TrafficArgs {
    /// A running Promcast.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    pub(crate) server: String,
    /// Name of the model.
    #[arg(long, value_name = "NAME", default_value = "bike-sharing")]
    pub(crate) model: String,
    /// Calls a second.
    #[arg(long, value_name = "N", default_value = "10", value_parser = rate)]
    pub(crate) rate: f64,
    /// Duration, such as 5m [default: until Ctrl+C].
    #[arg(long = "for", value_name = "DURATION")]
    pub(crate) lasting: Option<Duration>,
}

fn rate(text: &str) -> Result<f64, String> {
    const MOST: f64 = 10_000.0;
    let rate: f64 = text.parse().map_err(|_| "give a number of calls a second".to_owned())?;
    if rate > 0.0 && rate <= MOST { Ok(rate) } else { Err(format!("give more than 0 and at most {MOST}")) }
}
