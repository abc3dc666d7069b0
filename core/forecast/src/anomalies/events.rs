//! Grouping of points beyond the edge into events.

use std::ops::RangeInclusive;

use super::AnomalyEvent;
use timeseries::GridSeries;

/// Quiet points that do not end an event.
const MOST_QUIET_POINTS: usize = 3;

/// The points of one event, from its first beyond the edge to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch(pub(super) RangeInclusive<usize>);

/// The stretches of scores above 1, oldest first; a few quiet points do not end one.
pub(super) fn beyond_the_edge(scores: &[f64]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (index, _) in scores.iter().enumerate().filter(|(_, score)| **score > 1.0) {
        match stretches.last_mut().filter(|last| index - last.0.end() <= MOST_QUIET_POINTS + 1) {
            Some(last) => last.0 = *last.0.start()..=index,
            None => stretches.push(Stretch(index..=index)),
        }
    }
    stretches
}

impl Stretch {
    /// Builds the event: its onset, end and peak, and the values and score at the peak.
    pub(super) fn event(self, series: &GridSeries, expected: &[f64], scores: &[f64]) -> AnomalyEvent {
        let (onset, end) = (*self.0.start(), *self.0.end());
        let farther = |peak: usize, index: usize| if scores[index] > scores[peak] { index } else { peak };
        let peak = self.0.fold(onset, farther);
        let newest = series.last().map(|(time, _)| time);
        AnomalyEvent {
            onset: series.grid.time(onset),
            end: series.grid.time(end),
            peak: series.grid.time(peak),
            value: series.values[peak],
            expected: expected[peak],
            score: scores[peak],
            is_current: newest == Some(series.grid.time(end)),
            is_chance: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_quiet_points_do_not_end_an_event() {
        let scores = [0.5, 2.0, 0.1, f64::NAN, 0.1, 1.5, 1.0, 0.0, 0.0, 0.0, 3.0];
        assert_eq!(beyond_the_edge(&scores), [Stretch(1..=5), Stretch(10..=10)]);
        assert!(beyond_the_edge(&[1.0, f64::NAN]).is_empty());
    }
}
