//! What in the history was not to be expected: events that a budget of false alarms leaves.
//!
//! A value is compared with what was expected of it one step before. How far apart is too far is not a knob: it is where
//! noise as it usually is would raise as many alarms as the budget allows.

mod aftermath;
mod alarm;
mod events;

use timeseries::{GridSeries, Timestamp};

use crate::{Forecast, season};

pub use alarm::AlarmBudget;

/// What differs by less of the largest value differs by rounding.
const ROUNDING: f64 = 1e-9;

/// What was not to be expected, and by which measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Anomalies {
    /// How far a value may lie from what was expected, in the unit of the series.
    pub half_width: f64,
    /// At every point of the history how far the value lies from what was expected, by the half width: 1 is the edge, which the
    /// return from an event does not pass. NaN where nobody reported or nothing was expected.
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
    /// What was expected there.
    pub expected: f64,
    /// How far beyond: 1 is the edge.
    pub score: f64,
    /// Whether the newest sample is one of them.
    pub is_current: bool,
    /// Whether usual noise brings events as far out in a history as long.
    pub is_chance: bool,
}

impl AnomalyEvent {
    /// Whether the peak lies above what was expected.
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

    /// Whether there are events, and none that usual noise would not bring.
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
