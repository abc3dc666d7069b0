//! [`Anomalies`]: unexpected events in a history, within a budget of false alarms.
//!
//! A value is compared with its one-step prediction. The distance that is too far is not a knob: it is where usual noise would
//! raise as many alarms as the budget allows.

mod aftermath;
mod alarm;
mod events;

use timeseries::{GridSeries, Timestamp};

use crate::{Forecast, season};

pub use alarm::AlarmBudget;

/// Relative tolerance: a difference below this share of the largest value is rounding.
const ROUNDING: f64 = 1e-9;

/// Unexpected values of a history, and the measure they exceed.
#[derive(Clone, Debug, PartialEq)]
pub struct Anomalies {
    /// Largest distance of a usual value from the expected one, in the unit of the series.
    pub half_width: f64,
    /// Distance of every value of the history from the expected one, by the half width: 1 is the edge, which the return from an
    /// event does not pass. NaN where there is no value or no expectation.
    pub scores: Vec<f64>,
    /// Stretches beyond the edge, oldest first.
    pub events: Vec<AnomalyEvent>,
    /// The alarms that noise alone is allowed over this history.
    pub allowed: usize,
}

/// Values beyond the edge that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnomalyEvent {
    /// The first of them.
    pub onset: Timestamp,
    /// The last of them.
    pub end: Timestamp,
    /// The one farthest beyond.
    pub peak: Timestamp,
    /// The value there.
    pub value: f64,
    /// The expected value there.
    pub expected: f64,
    /// Score there: 1 is the edge.
    pub score: f64,
    /// True if the newest sample is one of them.
    pub is_current: bool,
    /// True if usual noise brings events as far out in a history as long.
    pub is_chance: bool,
}

impl AnomalyEvent {
    /// Returns true if the peak lies above the expected value.
    #[must_use]
    pub fn is_above(&self) -> bool {
        self.value > self.expected
    }
}

impl Anomalies {
    /// Compares the history of `series` with what `forecast`, which was made of it, would have said one step before.
    #[must_use]
    pub fn of(series: &GridSeries, forecast: &Forecast, budget: AlarmBudget) -> Self {
        let expected = &forecast.fitted;
        let apart: Vec<f64> =
            series.values.iter().zip(expected).map(|(value, fitted)| (value - fitted).abs()).collect();
        let judged = apart.iter().filter(|apart| apart.is_finite()).count();
        let allowed = budget.allowed(series.grid.step.times(judged as u64));
        let largest = series.values.iter().map(|value| value.abs()).filter(|size| size.is_finite()).fold(0.0, f64::max);
        let usual = alarm::UsualTail::of(&apart, allowed);
        let half_width = alarm::half_width(&apart, &usual).max(largest * ROUNDING);
        let mut scores: Vec<f64> = apart.iter().map(|apart| score(*apart, half_width)).collect();
        let seasons = season::of_history(series.grid.step, series.values.len());
        let distances: Vec<usize> = seasons.iter().map(|season| season::in_steps(*season, series.grid.step)).collect();
        aftermath::forgive(&mut scores, &series.values, expected, &distances);
        let reach = usual.reach(&apart);
        let event = |stretch: events::Stretch| {
            let event = stretch.event(series, expected, &scores);
            AnomalyEvent { is_chance: (event.value - event.expected).abs() <= reach, ..event }
        };
        let events = events::beyond_the_edge(&scores).into_iter().map(event).collect();
        Self { half_width, scores, events, allowed }
    }

    /// Returns true if there are events, and usual noise would bring all of them.
    #[must_use]
    pub fn are_chance(&self) -> bool {
        !self.events.is_empty() && self.events.iter().all(|event| event.is_chance)
    }
}

/// NaN where nothing was compared; at an edge of no width every difference is beyond.
fn score(apart: f64, half_width: f64) -> f64 {
    match apart {
        apart if apart.is_nan() => f64::NAN,
        0.0 => 0.0,
        apart => (apart / half_width).min(f64::MAX),
    }
}

#[cfg(test)]
mod tests;
