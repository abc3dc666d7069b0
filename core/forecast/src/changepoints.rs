//! Changes of level and of slope in a history: when, by how much, and whether they have lasted.

use timeseries::{GridSeries, Timestamp};

use crate::breaks::{Shape, without_season};
use crate::history::is_usable;
use crate::statistics::median;
use crate::{Forecast, season};

/// Points on either side that a level is the median of.
const POINTS_BESIDE: usize = 12;

/// A jump comes within one step that is so many times the usual one.
const SUDDEN: f64 = 6.0;

/// Levels differ where they are apart by so many times how far values usually lie from theirs.
const APART: f64 = 6.0;

/// Of what one step made up so much must be left in the level.
const LEFT: f64 = 0.5;

/// It has gone back where less than this part is left.
const GONE: f64 = 0.3;

/// The newest ones are told; there may be more.
const MOST: usize = 20;

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The level: by so much more or less.
    Level,
    /// The slope: it has gained or lost so much beyond what was expected.
    Slope,
}

/// A moment at which a series became another one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changepoint {
    /// The first value that was changed.
    pub time: Timestamp,
    /// The kind of a change.
    pub kind: ChangeKind,
    /// By how much, in the unit of the series; negative where it fell.
    pub size: f64,
    /// Since when it has been back; `None` where it has lasted.
    pub until: Option<Timestamp>,
    /// Set where the forecast leaves open whether it stays: there were too few values since.
    pub is_recent: bool,
}

impl Changepoint {
    /// Those in the history of `series`, oldest first, the newest as `forecast` takes it.
    #[must_use]
    pub fn all_of(series: &GridSeries, forecast: &Forecast) -> Vec<Self> {
        let mut found = levels(series);
        if let Some(recent) = forecast.broken.and_then(|broken| recent(series, broken.age, broken.size, broken.shape)) {
            found.retain(|other| other.time < recent.time);
            found.push(recent);
        }
        let older = found.len().saturating_sub(MOST);
        found.split_off(older)
    }
}

fn recent(series: &GridSeries, age: usize, size: f64, shape: Shape) -> Option<Changepoint> {
    let last = series.values.iter().rposition(|value| is_usable(*value))?;
    let onset = (last + 1).checked_sub(age)?;
    let kind = if shape == Shape::Jump { ChangeKind::Level } else { ChangeKind::Slope };
    Some(Changepoint { time: series.grid.time(onset), kind, size, until: None, is_recent: true })
}

/// Jumps from one level to another.
fn levels(series: &GridSeries) -> Vec<Changepoint> {
    let values: Vec<f64> =
        series.values.iter().map(|value| if is_usable(*value) { *value } else { f64::NAN }).collect();
    let seasons = season::of_history(series.grid.step, values.len());
    let season_steps = season::baseline_steps(&seasons, series.grid.step);
    let level = without_season(&values, season_steps);
    let change = median(level.windows(2).map(|pair| (pair[1] - pair[0]).abs())).unwrap_or(0.0);
    let mut found = Vec::new();
    let mut at = 2;
    while at < level.len() {
        let Some((before, size)) = jump(&level, at, change) else {
            at += 1;
            continue;
        };
        let back = (at..level.len()).find(|index| (level[*index] - before) / size < GONE);
        found.push(Changepoint {
            time: series.grid.time(at),
            kind: ChangeKind::Level,
            size,
            until: back.map(|index| series.grid.time(index)),
            is_recent: false,
        });
        at = back.map_or(at + POINTS_BESIDE, |back| back.max(at) + 1);
    }
    found
}

/// The level before a jump at `at`, and by how much that after it differs.
fn jump(level: &[f64], at: usize, change: f64) -> Option<(f64, f64)> {
    let step = level[at] - level[at - 1];
    let is_sudden = step.abs() > SUDDEN * change;
    if !is_sudden {
        return None;
    }
    let (before, after) =
        (&level[at.saturating_sub(POINTS_BESIDE)..at], &level[at..(at + POINTS_BESIDE).min(level.len())]);
    if after.len() < POINTS_BESIDE {
        return None;
    }
    let (low, high) = (median(before.iter().copied())?, median(after.iter().copied())?);
    let spread = |values: &[f64], middle: f64| median(values.iter().map(|value| (value - middle).abs())).unwrap_or(0.0);
    let usual = spread(before, low).max(spread(after, high));
    let size = high - low;
    let differs = size.abs() > APART * usual && size / step >= LEFT;
    differs.then_some((low, size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{Noise, auto, hourly};

    fn found(level: impl Fn(usize) -> f64) -> Vec<Changepoint> {
        let mut noise = Noise(5);
        let values: Vec<f64> = (0..480).map(|hour| level(hour) + noise.normal()).collect();
        let series = hourly(&values);
        Changepoint::all_of(&series, &auto(&series, 24).unwrap())
    }

    #[test]
    fn a_jump_that_lasted_one_that_went_back_and_none() {
        let lasted = found(|hour| if hour < 200 { 100.0 } else { 140.0 });
        let hour = |change: &Changepoint| change.time.since(hourly(&[0.0]).grid.start).seconds() / 3600.0;
        assert_eq!((lasted.len(), hour(&lasted[0]), lasted[0].until, lasted[0].is_recent), (1, 200.0, None, false));
        assert!((lasted[0].size - 40.0).abs() < 2.0, "{lasted:?}");
        let back = found(|hour| if (200..230).contains(&hour) { 60.0 } else { 100.0 });
        assert!(back.len() == 1 && back[0].until.is_some() && back[0].size < -35.0, "{back:?}");
        assert_eq!(found(|_| 100.0), []);
    }

    #[test]
    fn a_jump_of_three_hours_ago_is_recent() {
        let recent = found(|hour| if hour < 477 { 100.0 } else { 140.0 });
        assert!(recent.len() == 1 && recent[0].is_recent && recent[0].kind == ChangeKind::Level, "{recent:?}");
        let slope = found(|hour| hour as f64 * 0.5 + 6.0 * hour.saturating_sub(470) as f64);
        assert!(slope.last().is_some_and(|last| last.is_recent && last.kind == ChangeKind::Slope), "{slope:?}");
    }
}
