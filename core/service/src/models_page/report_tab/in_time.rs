//! The rows along time, on the grid that their moments have.

use api::{ModelsParams, ModelsProblem, RowsInTime};
use timeseries::text::{clock, day};
use timeseries::{Duration, Grid, TimeRange, Timestamp};

use crate::StoredEvaluation;
use crate::models_page::question::window;
use crate::models_page::words::short;

/// A grid of more points is too fine for its rows.
const MAX_POINTS: u64 = 100_000;

/// The rows along time; none where they do not say when they were, or all were at once.
pub(super) fn view(
    evaluation: &StoredEvaluation,
    params: &ModelsParams,
    now: Timestamp,
) -> Result<Option<RowsInTime>, ModelsProblem> {
    let Some(grid) = grid(&evaluation.rows.times) else { return Ok(None) };
    let mean = |values: &[f64]| mean_on(grid, &evaluation.rows.times, values);
    let (actual, predicted) = (mean(&evaluation.rows.actual), mean(&evaluation.rows.predicted));
    let error: Vec<f64> = predicted.iter().zip(&actual).map(|(predicted, actual)| predicted - actual).collect();
    let whole = TimeRange { start: grid.start, end: grid.end() };
    let summary = worst(grid, &actual, &predicted, &error, now);
    let window = window(params, whole)?;
    Ok(Some(RowsInTime { summary, window, whole, grid, actual, predicted, error }))
}

/// From the first to the last moment, in steps of the smallest distance.
fn grid(times: &[Option<Timestamp>]) -> Option<Grid> {
    let mut moments: Vec<Timestamp> = times.iter().flatten().copied().collect();
    moments.sort_unstable();
    moments.dedup();
    let step_ms = moments.windows(2).map(|pair| pair[1].ms() - pair[0].ms()).min()?;
    let step = Duration::from_ms(u64::try_from(step_ms).ok()?);
    let (first, last) = (*moments.first()?, *moments.last()?);
    let points = last.since(first).steps_of(step) + 1;
    (points <= MAX_POINTS).then(|| Grid { start: first, step, len: usize::try_from(points).unwrap_or(0) })
}

/// The mean of the values that lie on each point; NaN where none does.
fn mean_on(grid: Grid, times: &[Option<Timestamp>], values: &[f64]) -> Vec<f64> {
    let mut sums = vec![(0.0, 0_u32); grid.len];
    for (time, value) in times.iter().zip(values).filter(|(_, value)| value.is_finite()) {
        let place = time.map(|time| time.since(grid.start).steps_of(grid.step));
        let place = place.and_then(|place| usize::try_from(place).ok());
        if let Some((sum, count)) = place.and_then(|place| sums.get_mut(place)) {
            *sum += value;
            *count += 1;
        }
    }
    sums.into_iter().map(|(sum, count)| if count == 0 { f64::NAN } else { sum / f64::from(count) }).collect()
}

/// Formats the point with the largest absolute error; empty if no point has an error.
fn worst(grid: Grid, actual: &[f64], predicted: &[f64], error: &[f64], now: Timestamp) -> String {
    let known = error.iter().enumerate().filter(|(_, error)| error.is_finite());
    let worst = known.max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()));
    worst.map_or_else(String::new, |(place, _)| {
        let time = grid.time(place);
        let when = format!("{} at {}", day(time, now), clock(time));
        format!("Farthest off on {when}: predicted {}, actual {}.", short(predicted[place]), short(actual[place]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(hours: &[i64]) -> Vec<Option<Timestamp>> {
        hours.iter().map(|hour| Some(Timestamp::from_seconds(hour * 3600))).collect()
    }

    #[test]
    fn a_grid_fits_its_rows() {
        let of = |times: &[i64]| grid(&hours(times)).map(|grid| (grid.step.ms() / 3_600_000, grid.len));
        assert_eq!(of(&[5, 3, 4, 9]), Some((1, 7)));
        assert_eq!(of(&[0, 24, 48]), Some((24, 3)));
        assert_eq!(of(&[3, 3]), None);
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[0, 1, 1_000_000]), None);
        assert_eq!(grid(&[None, None]), None);
    }

    #[test]
    fn rows_of_one_moment_are_averaged_and_gaps_stay() {
        let times = hours(&[0, 0, 2]);
        let means = mean_on(grid(&hours(&[0, 1, 2])).unwrap(), &times, &[1.0, 3.0, 5.0]);
        assert_eq!((means[0], means[2]), (2.0, 5.0));
        assert!(means[1].is_nan());
    }
}
