//! `Samples`: series that an expression is evaluated over.

use timeseries::{Duration, Labels, Sample};

use super::rate::Edges;
use super::window::Window;

/// One series and its samples, wherever they come from.
pub trait SeriesSamples {
    /// Labels of the series, with the metric's name.
    fn labels(&self) -> &Labels;

    /// The sample that is seen at `time`: the newest one at or before it, as long as it counts.
    fn seen_at(&self, time: timeseries::Timestamp) -> Option<Sample>;

    /// Shows the samples of each window, by time; no window starts or ends before the one before it.
    fn each_window(&self, windows: &mut dyn Iterator<Item = Window>, show: &mut dyn FnMut(Window, &[Sample]));

    /// Returns the maximum number of samples in a window of this length.
    fn most_in(&self, length: Duration) -> u64;

    /// For a counter that knows when it started anew: a way to its growth without a look at every sample.
    fn counter(&self) -> Option<Box<dyn KnownCounter + '_>> {
        None
    }
}

/// A counter that knows when it started anew.
pub trait KnownCounter {
    /// The edges of a window, as [`Edges::of_samples`] finds them with resets; `None` where it has fewer than two samples.
    fn edges(&self, window: Window) -> Option<Edges>;

    /// The last samples of a window, at most two, by time.
    fn last_two(&self, window: Window) -> Vec<Sample>;

    /// Returns the maximum number of samples visited for one window of this length.
    fn most_read(&self, length: Duration) -> u64;
}
