//! Range and horizon where nobody gave one, by what is known of the data.

use api::{ForecastParams, Param};
use profile::Spacing;
use timeseries::Duration;

use super::positive;
use crate::Error;

/// Fewer values than these in the usual range are too few.
const FEW_VALUES: u64 = 40;
/// So many are read instead.
const MANY_VALUES: u64 = 100;
/// So many steps ahead are looked where values are a day or more apart.
const STEPS_AHEAD: u64 = 7;

/// Known facts of the data of a query.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Known {
    /// From one value to the next.
    pub(crate) resolution: Option<Duration>,
    /// Grid of the samples, if they are so far apart that it matters.
    pub(crate) grid: Option<Spacing>,
    /// Age of the first value, if that is shorter than the range that would be read.
    pub(crate) history: Option<Duration>,
}

impl Known {
    /// Returns the range to read: the chosen one; else a week, more if that would hold few values, and no more than there is.
    pub(super) fn range(&self, params: &ForecastParams) -> Result<Duration, Error> {
        let range = positive(params, Param::Range)?;
        if is_chosen(params, Param::Range) {
            return Ok(range);
        }
        let wanted = match self.resolution {
            Some(resolution) if range.steps_of(resolution) < FEW_VALUES => whole_days(resolution.times(MANY_VALUES)),
            _ => range,
        };
        Ok(self.history.map_or(wanted, |history| wanted.min(history)))
    }

    /// Returns the default horizon: a day, a few values where they are days apart, and at most a third of the history.
    pub(super) fn horizon(&self, usual: Duration) -> Duration {
        let wanted =
            self.resolution.map_or(usual, |resolution| usual.max(in_days(resolution.times(STEPS_AHEAD), usual)));
        self.history.map_or(wanted, |history| wanted.min(third(history)))
    }
}

/// Returns true if a parameter was given, even with its default value.
pub(crate) fn is_chosen(params: &ForecastParams, param: Param) -> bool {
    !params.get(param).trim().is_empty()
}

fn whole_days(length: Duration) -> Duration {
    Duration::DAY.times(length.ms().div_ceil(Duration::DAY.ms()))
}

/// Only where values are about a day apart or more a day ahead is too little.
fn in_days(length: Duration, usual: Duration) -> Duration {
    if length >= Duration::DAY.times(6) { length } else { usual }
}

/// A third of a length, in the largest unit that leaves at least two of them.
fn third(length: Duration) -> Duration {
    let third = Duration::from_ms(length.ms() / 3);
    let units = [Duration::DAY, Duration::HOUR, Duration::MINUTE, Duration::SECOND];
    let unit = units.into_iter().find(|unit| third >= unit.times(2)).unwrap_or(Duration::SECOND);
    unit.times(third.steps_of(unit).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str, resolution: Option<&str>, history: Option<&str>) -> (String, String) {
        let length = |text: &str| text.parse::<Duration>().unwrap();
        let known = Known { resolution: resolution.map(length), grid: None, history: history.map(length) };
        let range = known.range(&ForecastParams::from_query(query)).unwrap();
        (range.to_string(), known.horizon(Duration::DAY).to_string())
    }

    #[test]
    fn by_what_there_is() {
        let cases = [
            ("", None, None, ("1w", "1d")),
            ("", Some("15s"), None, ("1w", "1d")),
            ("", Some("1h"), None, ("1w", "1d")),
            ("", Some("6h"), None, ("25d", "1d")),
            ("", Some("1d"), None, ("100d", "1w")),
            ("", Some("7d"), None, ("100w", "7w")),
            ("", Some("15s"), Some("14m"), ("14m", "4m")),
            ("", Some("15s"), Some("1m"), ("1m", "20s")),
            ("", Some("15s"), Some("5d"), ("5d", "1d")),
            ("", Some("15s"), Some("1d"), ("1d", "8h")),
            ("", Some("1d"), Some("30d"), ("30d", "1w")),
            ("range=2h", Some("1d"), Some("14m"), ("2h", "4m")),
            ("range=7d", Some("15s"), Some("14m"), ("1w", "4m")),
        ];
        for (query, resolution, history, (range, horizon)) in cases {
            assert_eq!(
                of(query, resolution, history),
                (range.to_owned(), horizon.to_owned()),
                "{query} {resolution:?} {history:?}"
            );
        }
    }
}
