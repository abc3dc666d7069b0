//! A forecast and its evidence in a sentence each. "Likely" is 80%, or the share of the past that the band held where that is
//! another.

mod crossed;
mod proof;
mod when;

use api::CrossingView;
use forecast::{Band, Forecast};
use timeseries::text::percent;
use timeseries::{GridSeries, Timestamp, Unit};

use super::backtest_view::measured_coverage;
use when::{briefly, through};

pub(crate) use crossed::is_clear;
pub(super) use crossed::odds;
pub(crate) use proof::proof;

/// A share of the past that differs by less from the level of its band is about that level.
const ABOUT: f64 = 0.05;

/// A forecast that varies by less than this part of its size is flat.
const FLAT: f64 = 0.02;

/// Says where the metric is going.
pub(crate) fn answer(
    series: &GridSeries,
    forecast: &Forecast,
    likely: Option<&Band>,
    crossing: Option<&CrossingView>,
    unit: Unit,
    now: Timestamp,
) -> String {
    let Some((_, last)) = series.last() else {
        return String::new();
    };
    let answer = match crossing {
        Some(crossing) => crossed::crossed(crossing, forecast, likely, now),
        None => Course { forecast, likely, last, unit, now }.sentence(),
    };
    match forecast.growth.is_none() {
        true => answer,
        false => format!("With {} load: {}", forecast.growth, uncapitalised(&answer)),
    }
}

fn uncapitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

/// The share of the past that the band held where it is not about the level: `69% likely`; `otherwise` where it is.
fn likely_words(forecast: &Forecast, band: &Band, otherwise: &str) -> String {
    let held = measured_coverage(forecast, band.level).map(|coverage| coverage.share);
    match held.filter(|share| (share - band.level.share()).abs() >= ABOUT) {
        Some(share) => format!("{} likely", percent(share)),
        None => otherwise.to_owned(),
    }
}

/// A forecast without a threshold.
struct Course<'a> {
    forecast: &'a Forecast,
    likely: Option<&'a Band>,
    last: f64,
    unit: Unit,
    now: Timestamp,
}

impl Course<'_> {
    /// The peak, or the end where the course only rises, falls or stays.
    fn sentence(&self) -> String {
        let yhat = &self.forecast.yhat;
        let Some(end) = yhat.len().checked_sub(1) else {
            return String::new();
        };
        let (low, high) = (extreme(yhat, f64::lt), extreme(yhat, f64::gt));
        let scale = yhat[high].abs().max(yhat[low].abs());
        let is_small = |difference: f64| difference.abs() <= FLAT * scale.max(self.last.abs());
        let now = self.unit.format_within(self.last, self.spread(end));
        if is_small(yhat[high] - yhat[low]) {
            return match is_small(yhat[end] - self.last) {
                true => format!(
                    "Stays around {} through {}{}.",
                    self.value(end),
                    through(self.forecast, self.now),
                    self.band(end, "80% likely:")
                ),
                false => format!("Settles at about {}{}; {now} now.", self.value(end), self.band(end, "likely")),
            };
        }
        let at = |index: usize| briefly(self.forecast.grid.time(index), self.now);
        let rises = |verb: &str, index: usize| {
            format!("{verb} to {} by {}{}; now {now}.", self.value(index), at(index), self.band(index, "80% likely:"))
        };
        if high == end && yhat[high] > self.last {
            return rises("Rises", high);
        }
        if low == end && yhat[low] < self.last {
            return rises("Falls", low);
        }
        let trough = format!("lowest near {} on {}", self.value(low), at(low));
        format!(
            "Peaks near {} on {}{}, {trough}; now {now}.",
            self.value(high),
            at(high),
            self.band(high, "80% likely:")
        )
    }

    fn value(&self, index: usize) -> String {
        self.unit.format_within(self.forecast.yhat[index], self.spread(index))
    }

    /// The width of the band, or of the whole course where it has none: what tells how many digits mean something.
    fn spread(&self, index: usize) -> f64 {
        let of_band = self.likely.map(|band| band.upper[index] - band.lower[index]).filter(|width| *width > 0.0);
        let yhat = &self.forecast.yhat;
        of_band.unwrap_or_else(|| yhat[extreme(yhat, f64::gt)] - yhat[extreme(yhat, f64::lt)])
    }

    /// ` (80% likely: 0 to 123 MB)`; nothing where the band has no width, of which nobody can say how likely it is.
    fn band(&self, index: usize, words: &str) -> String {
        let Some(band) = self.likely.filter(|band| band.upper[index] > band.lower[index]) else {
            return String::new();
        };
        let words = likely_words(self.forecast, band, words.trim_end_matches(':'));
        let colon = if words == "likely" { "" } else { ":" };
        format!(" ({words}{colon} {})", self.unit.format_range(band.lower[index], band.upper[index]))
    }
}

/// The first index whose value is the most extreme.
fn extreme(values: &[f64], beats: fn(&f64, &f64) -> bool) -> usize {
    (1..values.len()).fold(0, |best, index| if beats(&values[index], &values[best]) { index } else { best })
}

#[cfg(test)]
mod tests;
