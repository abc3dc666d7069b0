//! Forecasts in a few lines on standard error, beside the CSV on standard output.

use service::{SeriesForecast, Threshold};
use timeseries::Axis;
use timeseries::text::counted;

use crate::cli::ForecastArgs;
use crate::commands::complain_of;

/// Series that are summed up.
const SHOWN: usize = 10;

/// Writes a line for each of the first series that have a forecast, and the number of the others.
pub(super) fn write(
    args: &ForecastArgs,
    done: &[SeriesForecast],
    threshold: Option<&Threshold>,
    axis_of: impl Fn(&SeriesForecast) -> Axis,
) {
    if args.quiet {
        return;
    }
    let has_given_min = args.suppose.min.is_some();
    let line = |one: &SeriesForecast| service::summary(one, threshold, has_given_min, axis_of(one));
    for line in done.iter().filter(|one| one.forecast.is_ok()).take(SHOWN).filter_map(line) {
        complain_of(&line);
    }
    let more = done.iter().filter(|one| one.forecast.is_ok()).count().saturating_sub(SHOWN);
    if more > 0 {
        complain_of(&format!("… and {} more", counted(more as u64, "forecast")));
    }
}
