//! The median of the last values at the same time of the season: a holiday or an outage in one cycle says nothing.

use timeseries::Duration;

use super::{Fit, Member, phases};
use crate::ForecastError;
use crate::history::History;
use crate::statistics::median;

/// The newest cycles that may speak, where they lie within [`SPAN`].
const MOST_CYCLES: usize = 7;

/// Two would be a mean, and one is seasonal naive.
const FEWEST_CYCLES: usize = 3;

/// Span in which cycles are alike: of weeks the last three are used.
const SPAN: Duration = Duration::WEEK.times(3);

/// The median over the last cycles at the same phase.
#[derive(Debug)]
pub(crate) struct SeasonalMedian {
    season_steps: usize,
}

impl SeasonalMedian {
    /// The member for its one season, given in steps.
    pub(crate) fn boxed(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self { season_steps: seasons_steps.first().copied().unwrap_or(1).max(1) })
    }

    fn cycles(&self, history: &History<'_>) -> usize {
        let season = history.step.times(self.season_steps as u64);
        usize::try_from(SPAN.steps_of(season)).unwrap_or(MOST_CYCLES).clamp(FEWEST_CYCLES, MOST_CYCLES)
    }

    /// The median of the last `cycles` values at the phase of `index`, which lies less than a season after `values`; NaN
    /// where there is none.
    fn before(&self, values: &[f64], index: usize, cycles: usize) -> f64 {
        let back = (1..=cycles).map_while(|cycle| index.checked_sub(cycle.saturating_mul(self.season_steps)));
        median(back.map(|index| values[index])).unwrap_or(f64::NAN)
    }
}

impl Member for SeasonalMedian {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let cycles = self.cycles(history);
        let one_step = |index: usize| self.before(history.values, index, cycles);
        let fitted = (0..history.values.len()).map(one_step).collect();
        Ok(Fit { fitted, forecast: self.forecast(history, horizon_steps)? })
    }

    fn forecast(&self, history: &History<'_>, horizon_steps: usize) -> Result<Vec<f64>, ForecastError> {
        let (points, cycles) = (history.values.len(), self.cycles(history));
        let at_phase = |step: usize| self.before(history.values, points + step, cycles);
        Ok(phases::repeated(self.season_steps, horizon_steps, history.newest(), at_phase))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    fn fit(values: &[f64], season_steps: usize, horizon_steps: usize) -> Fit {
        let history = History::of(Duration::HOUR, values);
        SeasonalMedian::boxed(vec![season_steps]).fit(&history, horizon_steps).unwrap()
    }

    #[test]
    fn one_strange_cycle_says_nothing() {
        let fit = fit(&[1.0, 10.0, 2.0, 11.0, 90.0, 90.0], 2, 3);
        assert_eq!(fit.forecast, [2.0, 11.0, 2.0]);
        assert_eq!(fit.fitted[2..], [1.0, 10.0, 1.5, 10.5]);
        assert!(fit.fitted[..2].iter().all(|value| value.is_nan()));
    }

    #[test]
    fn gaps_are_passed_over() {
        assert_eq!(fit(&[1.0, GAP, 3.0, GAP, GAP], 2, 4).forecast, [2.0; 4]);
        assert_eq!(fit(&[1.0, 7.0, 3.0, GAP, GAP], 2, 4).forecast, [7.0, 2.0, 7.0, 2.0]);
    }

    #[test]
    fn of_weeks_three_are_asked() {
        let history = History::of(Duration::HOUR, &[]);
        assert_eq!(SeasonalMedian { season_steps: 168 }.cycles(&history), 3);
        assert_eq!(SeasonalMedian { season_steps: 24 }.cycles(&history), 7);
    }
}
