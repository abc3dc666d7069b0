//! [`readout`] of a chart at a moment: for the crosshair, the keyboard cursor and the sentence a screen reader speaks.

use timeseries::{Duration, Grid, Timestamp};

use crate::{BandArea, Chart, Line, Role, window};

/// All values and intervals of the chart at one sample's time.
#[derive(Clone, Debug, PartialEq)]
pub struct Readout {
    /// The moment of the nearest sample, where the crosshair snaps to.
    pub time: Timestamp,
    /// Lines that have a value there, in the chart's order.
    pub values: Vec<ValueRow>,
    /// Bands that have an interval there, the narrowest first.
    pub intervals: Vec<IntervalRow>,
    /// Text of the remark on the point, if there is one.
    pub remark: Option<String>,
}

/// A line's value.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueRow {
    /// Role of the line.
    pub role: Role,
    /// Its name.
    pub name: String,
    /// Its value, always finite.
    pub value: f64,
}

/// A band's ends.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalRow {
    /// The level in words.
    pub level_text: String,
    /// The lower end, always finite.
    pub lower: f64,
    /// The upper end, always finite.
    pub upper: f64,
}

/// Reads the chart at the sample nearest to `time`; `None` if its window shows no sample.
///
/// A line of another step counts where its nearest point lies within half of its own step.
#[must_use]
pub fn readout(chart: &Chart, time: Timestamp) -> Option<Readout> {
    let times = sample_times(chart);
    let time = times[nearest_index(&times, time)?];
    let values = chart.lines.iter().filter_map(|line| value_row(line, time)).collect();
    let mut bands: Vec<_> = chart.bands.iter().collect();
    bands.sort_by_key(|band| band.rank);
    let intervals = bands.into_iter().filter_map(|band| interval_row(band, time)).collect();
    let remark = chart.remarks.iter().find(|remark| remark.time == time).map(|remark| remark.text.clone());
    Some(Readout { time, values, intervals, remark })
}

/// The moment of the nearest point with a remark, where one is within `reach` of `time`; else `time` itself. So a pointer near
/// a marked point reads that point and not its neighbour.
#[must_use]
pub fn snapped(chart: &Chart, time: Timestamp, reach: Duration) -> Timestamp {
    let distance = |at: &Timestamp| at.ms().abs_diff(time.ms());
    let is_shown = |at: &Timestamp| chart.window.start <= *at && *at <= chart.window.end;
    let marked = chart.remarks.iter().map(|remark| remark.time).filter(is_shown);
    marked.min_by_key(distance).filter(|at| distance(at) <= reach.ms()).unwrap_or(time)
}

/// The moment `by` samples after (or before, where negative) the sample nearest to `time`, held at the first and last.
#[must_use]
pub fn moved(chart: &Chart, time: Timestamp, by: i64) -> Option<Timestamp> {
    let times = sample_times(chart);
    let from = i64::try_from(nearest_index(&times, time)?).ok()?;
    let last = i64::try_from(times.len()).ok()? - 1;
    let to = from.saturating_add(by).clamp(0, last);
    times.get(usize::try_from(to).ok()?).copied()
}

/// The moments in the window at which any line or band has a value, ascending, each once.
#[must_use]
pub fn sample_times(chart: &Chart) -> Vec<Timestamp> {
    let lines = chart.lines.iter().flat_map(|line| {
        let shown = window::inside(chart.window, &line.grid);
        shown
            .filter(|index| line.values.get(*index).is_some_and(|value| value.is_finite()))
            .map(|index| line.grid.time(index))
    });
    let bands = chart.bands.iter().flat_map(|band| {
        let shown = window::inside(chart.window, &band.grid);
        shown.filter(|index| interval(band, *index).is_some()).map(|index| band.grid.time(index))
    });
    let mut times: Vec<_> = lines.chain(bands).collect();
    times.sort_unstable();
    times.dedup();
    times
}

/// The index of the moment nearest to `time`, the earlier of two as near.
fn nearest_index(times: &[Timestamp], time: Timestamp) -> Option<usize> {
    let after = times.partition_point(|candidate| *candidate < time);
    let candidates = after.saturating_sub(1)..(after + 1).min(times.len());
    candidates.min_by_key(|index| times[*index].ms().abs_diff(time.ms()))
}

/// The point of a grid within half a step of `time`.
fn point_near(grid: &Grid, time: Timestamp) -> Option<usize> {
    let offset_ms = time.ms() - grid.start.ms();
    let index = (offset_ms + grid.step.ms_i64() / 2).div_euclid(grid.step.ms_i64().max(1));
    usize::try_from(index).ok().filter(|index| *index < grid.len)
}

fn value_row(line: &Line, time: Timestamp) -> Option<ValueRow> {
    let value = line.values.get(point_near(&line.grid, time)?).copied().filter(|value| value.is_finite())?;
    Some(ValueRow { role: line.role, name: line.name.clone(), value })
}

fn interval_row(band: &BandArea, time: Timestamp) -> Option<IntervalRow> {
    let (lower, upper) = interval(band, point_near(&band.grid, time)?)?;
    Some(IntervalRow { level_text: band.level_text.clone(), lower, upper })
}

fn interval(band: &BandArea, index: usize) -> Option<(f64, f64)> {
    let (lower, upper) = (*band.lower.get(index)?, *band.upper.get(index)?);
    (lower.is_finite() && upper.is_finite()).then_some((lower, upper))
}

#[cfg(test)]
mod tests;
