//! Prophet with its defaults, whatever the seasons of the others: it has rules of its own.

use timeseries::{Duration, Grid, Timestamp};

use super::{Fit, Member};
use crate::history::History;
use crate::prophet::{Prophet, Table};
use crate::{Cancel, ForecastError};

/// Prophet as a member. What it says of the history has seen all of it, not just what came before.
#[derive(Debug)]
pub(crate) struct DefaultProphet;

impl DefaultProphet {
    /// The member; it asks for no seasons.
    pub(crate) fn boxed(_: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self)
    }
}

impl Member for DefaultProphet {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let points = history.values.len();
        let known = moments(history.step, 0, points);
        let fitted = Prophet::default().fit(&known, history.values, &Cancel::default())?;
        let ahead = moments(history.step, points, horizon_steps);
        Ok(Fit { fitted: fitted.predict(&known)?.yhat, forecast: fitted.predict(&ahead)?.yhat })
    }
}

/// `count` moments from the `first`-th of the history on, months of the calendar as long as they are. When it began says nothing:
/// the phases of seasons are free.
fn moments(step: Duration, first: usize, count: usize) -> Table {
    let grid = Grid { start: Timestamp::from_ms(0), step, len: first + count };
    Table::of_times((first..first + count).map(|index| grid.time(index)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(step: Duration, values: &[f64]) -> Result<Fit, ForecastError> {
        DefaultProphet::boxed(Vec::new()).fit(&History::of(step, values), 24)
    }

    #[test]
    fn a_day_and_a_slope_are_continued_through_gaps() {
        let clean = |hour: usize| 0.1 * hour as f64 + 10.0 * libm::sin(hour as f64 / 24.0 * std::f64::consts::TAU);
        let gap = |hour: usize| hour % 5 == 1 || (30..50).contains(&hour);
        let values: Vec<f64> = (0..240).map(|hour| if gap(hour) { f64::NAN } else { clean(hour) }).collect();
        let fit = fit(Duration::HOUR, &values).unwrap();
        assert!((0..240).all(|hour| (fit.fitted[hour] - clean(hour)).abs() < 0.1), "{:?}", fit.fitted);
        assert!((0..24).all(|hour| (fit.forecast[hour] - clean(240 + hour)).abs() < 0.2), "{:?}", fit.forecast);
    }

    #[test]
    fn steps_without_length_are_refused() {
        assert!(matches!(fit(Duration::default(), &[1.0, 2.0, 3.0]), Err(ForecastError::OneMoment)));
    }
}
