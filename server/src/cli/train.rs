//! The flags of `promcast train`.

use std::path::PathBuf;

use clap::Args;
use timeseries::Day;

use super::CommonArgs;

/// What to learn, and from where.
#[derive(Args, Clone, Debug)]
pub(crate) struct TrainArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// CSV to learn from, or a zip that holds it.
    #[arg(long, value_name = "FILE")]
    pub(crate) data: Option<PathBuf>,
    /// Where to fetch it, without --data.
    #[arg(long, env = "PROMCAST_TRAIN_URL", value_name = "URL", default_value = crate::commands::BIKE_SHARING_URL)]
    pub(crate) url: String,
    /// What the CSV's SHA-256 has to be [default: that of the published file where it is fetched; else any].
    #[arg(long, value_name = "HEX", value_parser = sha256)]
    pub(crate) sha256: Option<String>,
    /// First day to learn from.
    #[arg(long, value_name = "DAY", default_value = "2011-01-01")]
    pub(crate) from: Day,
    /// Last day to learn from.
    #[arg(long, value_name = "DAY", default_value = "2011-01-31")]
    pub(crate) to: Day,
    /// How many trees.
    #[arg(long, value_name = "N", default_value_t = regression::Settings::default().trees)]
    pub(crate) trees: usize,
    /// What the draws of rows begin with; the same seed gives the same file.
    #[arg(long, value_name = "N", default_value_t = regression::Settings::default().seed)]
    pub(crate) seed: u64,
    /// File to write [default: `models/bike-sharing.model` below the storage path].
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

fn sha256(text: &str) -> Result<String, String> {
    let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { Ok(text.to_ascii_lowercase()) } else { Err("give 64 hexadecimal digits".to_owned()) }
}
