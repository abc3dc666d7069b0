//! The sample metrics as the evaluator wants them: series that compute each sample when it is looked at.

mod restarted_counter;
mod sliding;

use promql::evaluate::{KnownCounter, SeriesSamples, Window};
use timeseries::{Duration, Labels, Sample, Timestamp};

use crate::catalogue::SampledSeries;
use crate::signal::Signal;
use crate::tick::{SCRAPE_INTERVAL, Tick};
use restarted_counter::RestartedCounter;
use sliding::SlidingSamples;

impl SeriesSamples for SampledSeries {
    fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The sample of the last scrape: where that is missing, there is none.
    fn seen_at(&self, time: Timestamp) -> Option<Sample> {
        sample(self.signal.as_ref(), Tick::at_or_before(time))
    }

    fn each_window(&self, windows: &mut dyn Iterator<Item = Window>, show: &mut dyn FnMut(Window, &[Sample])) {
        let mut samples = SlidingSamples::new(self.signal.as_ref());
        windows.for_each(|window| show(window, samples.move_to(window)));
    }

    fn most_in(&self, length: Duration) -> u64 {
        length.steps_of(SCRAPE_INTERVAL).saturating_add(1)
    }

    fn counter(&self) -> Option<Box<dyn KnownCounter + '_>> {
        let restarts = self.signal.restarts()?;
        Some(Box::new(RestartedCounter { signal: self.signal.as_ref(), restarts }))
    }
}

/// The first tick in a window, if there is any.
fn first_in(window: Window) -> Tick {
    Tick::after(window.start)
}

/// The last tick in a window, if there is any.
fn last_in(window: Window) -> Tick {
    Tick::at_or_before(window.end)
}

fn sample(signal: &dyn Signal, tick: Tick) -> Option<Sample> {
    signal.at(tick).map(|value| Sample { time: tick.time(), value })
}
