//! [`TimeAxis`]: ticks at round clock times or calendar dates in UTC, and their labels.

mod label;
mod step;

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use timeseries::{TimeRange, Timestamp};

use crate::frame::pixel_between;
use crate::text_width::text_width_px;
use step::{CalendarStep, STEPS};

/// More labels than this are noise on any width.
const MAX_TICKS: usize = 8;
/// Room between two labels, in units of the font size.
const LABEL_GAP_EM: f64 = 1.0;

/// A tick and its two lines of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TimeTick {
    pub(crate) time: Timestamp,
    /// The part of the date that changes from tick to tick: `14:00`, `Tue 24`, `24 Nov`, `Nov`, `2026`.
    pub(crate) label: String,
    /// The part that stays, on the first tick and on each tick where it changes: `Tue 24 Nov`, `Nov 2026`, `2026`.
    pub(crate) context: Option<String>,
}

/// A window and the ticks in it.
#[derive(Clone, Debug)]
pub(crate) struct TimeAxis {
    window: TimeRange,
    /// The ticks, ascending.
    pub(crate) ticks: Vec<TimeTick>,
}

impl TimeAxis {
    /// The axis of a window on so many pixels: the finest step whose labels keep their distance.
    pub(crate) fn new(window: TimeRange, width_px: f64, font_px: f64) -> Self {
        let fitting = STEPS.into_iter().find_map(|step| {
            let times = step.moments(window, MAX_TICKS)?;
            let ticks = labelled(step, &times);
            keep_distance(&ticks, window, width_px, font_px).then_some(ticks)
        });
        Self { window, ticks: fitting.unwrap_or_default() }
    }
}

/// Ticks with their labels; the context is said once and again where it changes.
fn labelled(step: CalendarStep, times: &[Timestamp]) -> Vec<TimeTick> {
    let mut said = None;
    let mut tick = |time: &Timestamp| {
        let (label, context) = label::of(step, *time);
        let news = context.filter(|context| said.as_ref() != Some(context));
        said = news.clone().or(said.take());
        TimeTick { time: *time, label, context: news }
    };
    times.iter().map(&mut tick).collect()
}

/// Returns true if every label, centred on its tick, stays clear of the next.
fn keep_distance(ticks: &[TimeTick], window: TimeRange, width_px: f64, font_px: f64) -> bool {
    let px_per_ms = width_px / window.length().ms() as f64;
    ticks.windows(2).all(|pair| {
        let apart_px = pair[1].time.since(pair[0].time).ms() as f64 * px_per_ms;
        let widths_px = text_width_px(&pair[0].label, font_px) + text_width_px(&pair[1].label, font_px);
        apart_px >= widths_px / 2.0 + LABEL_GAP_EM * font_px
    })
}

impl Ranged for TimeAxis {
    type FormatOption = NoDefaultFormatting;
    /// Milliseconds since the epoch; a clipped line may end between two.
    type ValueType = f64;

    fn map(&self, time_ms: &f64, limit: (i32, i32)) -> i32 {
        pixel_between(limit, (time_ms - self.window.start.ms() as f64) / self.window.length().ms() as f64)
    }

    /// The ticks; how many fit was said when the axis was made.
    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks.iter().map(|tick| tick.time.ms() as f64).collect()
    }

    fn range(&self) -> Range<f64> {
        self.window.start.ms() as f64..self.window.end.ms() as f64
    }
}

#[cfg(test)]
mod tests;
