//! The flags of `promcast train`.

use std::path::PathBuf;

use clap::Args;
use timeseries::Day;

use super::{CommonArgs, DataArgs};

/// Arguments of `promcast train`.
#[derive(Args, Clone, Debug)]
pub(crate) struct TrainArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Model: the built-in one, or one that the config declares.
    #[arg(long, value_name = "NAME", default_value = "bike-sharing")]
    pub(crate) model: String,
    /// First day to learn from [default: what the config says; of bike sharing 2011-01-01].
    #[arg(long, value_name = "DAY", requires = "to")]
    pub(crate) from: Option<Day>,
    /// Last day to learn from [default: what the config says; of bike sharing 2011-01-31].
    #[arg(long, value_name = "DAY", requires = "from")]
    pub(crate) to: Option<Day>,
    /// Number of trees [default: that of the config, or 100].
    #[arg(long, value_name = "N")]
    pub(crate) trees: Option<usize>,
    /// Seed of the draws of rows; the same seed gives the same file [default: that of the config, or 42].
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// File to write [default: `models/NAME.model` below the storage path].
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}
