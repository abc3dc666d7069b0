//! From the growth between two samples to the growth in a window that begins and ends a little beyond them.

use super::edges::Edges;
use crate::evaluate::window::Window;

/// Distance of the nearest sample from a window's edge, in sampling intervals, at which the series is taken to end there.
const THRESHOLD_INTERVALS: f64 = 1.1;

/// The growth in the whole window.
pub(super) fn to_window(edges: &Edges, window: Window, is_counter: bool) -> f64 {
    let sampled = edges.last.time.since(edges.first.time).seconds();
    let interval = sampled / edges.intervals;
    let before = reach(edges.first.time.since(window.start).seconds(), interval);
    let before = if is_counter { before.min(seconds_since_zero(edges, sampled)) } else { before };
    let after = reach(window.end.since(edges.last.time).seconds(), interval);
    edges.growth * (sampled + before + after) / sampled
}

/// Returns the time to extrapolate towards an edge that is `distance` seconds away.
fn reach(distance: f64, interval: f64) -> f64 {
    if distance < interval * THRESHOLD_INTERVALS { distance } else { interval / 2.0 }
}

/// Returns the seconds since a counter would have been at zero: before that it cannot have grown.
fn seconds_since_zero(edges: &Edges, sampled: f64) -> f64 {
    let is_meaningful = edges.growth > 0.0 && edges.first.value >= 0.0;
    if is_meaningful { sampled * (edges.first.value / edges.growth) } else { f64::INFINITY }
}
