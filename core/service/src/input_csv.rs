//! Series from a CSV: the columns `unique_id`, `ds` and `y` of forecasting tools, or a time and a value.

mod columns;
mod lay;
mod months;
mod notes;
mod rows;
mod spacing;
mod whole_numbers;

#[cfg(test)]
mod tests;

use rayon::prelude::*;
use timeseries::{Axis, GridSeries, Labels, Step};

use crate::MAX_HISTORY_POINTS;
use notes::{Remarks, notes};
use rows::Samples;

/// Error of a CSV that gives no series, or of a series without points.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// The operating system gave no bytes.
    #[error("the CSV cannot be read: {0}")]
    Read(String),
    /// The columns are not the ones needed.
    #[error(
        "the CSV needs the columns unique_id, ds and y, or two columns, time and value, and has {have}: rename them, or add a first line with names. A time is also called {times}; a value {values}; a series {ids}"
    )]
    Columns {
        /// The columns there are.
        have: String,
        /// Names of times.
        times: String,
        /// Names of values.
        values: String,
        /// Names of series.
        ids: String,
    },
    /// A line makes no sense.
    #[error("line {line}: {why}")]
    Line {
        /// Counted from 1, the header included.
        line: u64,
        /// The reason.
        why: String,
    },
    /// A step of no length.
    #[error("a step of nothing: give a duration such as 1h")]
    ZeroStep,
    /// There is no line.
    #[error("the CSV has no line below its header")]
    Empty,
    /// A series needs more points than can be forecast.
    #[error(
        "series {name} has {points} steps of {step} from its first to its last line, at most {MAX_HISTORY_POINTS} can be forecast: give a longer --step"
    )]
    TooLong {
        /// Name of the series.
        name: String,
        /// Points its grid would have.
        points: u64,
        /// The step.
        step: Step,
    },
}

/// A series of a CSV.
#[derive(Clone, Debug, PartialEq)]
pub struct InputSeries {
    /// Its values on a grid.
    pub series: GridSeries,
    /// Labels of the grid's points in the CSV.
    pub axis: Axis,
}

/// Content of a CSV.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputFile {
    /// Its series, by name.
    pub series: Vec<InputSeries>,
    /// Names of the series that no grid holds, with the reason.
    pub refused: Vec<(String, InputError)>,
    /// Notes on what was read otherwise than it stands in the file, a sentence each.
    pub notes: Vec<String>,
}

/// Reads all series and lays each on a grid of `step`; without one, of its own usual spacing. A grid begins where its series
/// does. Lines may come in any order; of several of one moment the last in the file stays; an empty `y`, or `NaN`, is a gap.
///
/// # Errors
/// The first thing that makes no sense, with its line.
pub fn input_csv(mut from: impl std::io::Read, step: Option<Step>) -> Result<InputFile, InputError> {
    if step.is_some_and(|step| step.in_grid().is_zero()) {
        return Err(InputError::ZeroStep);
    }
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).map_err(|error| InputError::Read(error.to_string()))?;
    let read = rows::read(&bytes)?;
    if read.series.is_empty() {
        return Err(InputError::Empty);
    }
    let laid: Vec<_> = read.series.into_par_iter().map(|samples| lay(samples, step)).collect();
    let (mut file, mut remarks) = (InputFile::default(), Vec::new());
    for (name, one) in laid {
        match one {
            Ok((series, of_it)) => {
                remarks.push((name, of_it));
                file.series.push(series);
            }
            Err(error) => file.refused.push((name, error)),
        }
    }
    file.notes = notes(&remarks, read.has_names, step);
    Ok(file)
}

type Laid = Result<(InputSeries, Remarks), InputError>;

fn lay(samples: Samples, step: Option<Step>) -> (String, Laid) {
    let Samples { name, times, values, repeated, is_count } = samples;
    let placed = match is_count {
        true => lay::of_count(&times, step),
        false => lay::of_moments(&times, step),
    };
    let grid = placed.grid();
    if grid.len as u64 > MAX_HISTORY_POINTS {
        let error = InputError::TooLong { name: name.clone(), points: grid.len as u64, step: Step::of_grid(grid.step) };
        return (name, Err(error));
    }
    let mut on_grid = vec![f64::NAN; grid.len];
    for (index, value) in placed.indices.iter().zip(values) {
        if let Some(point) = on_grid.get_mut(*index) {
            *point = value;
        }
    }
    let labels = Labels::from_pairs([("unique_id", name.clone())]);
    let series = InputSeries { series: GridSeries { labels, grid, values: on_grid }, axis: placed.axis };
    let first = is_count.then(|| times.first().copied().zip(times.last().copied())).flatten();
    (name, Ok((series, Remarks { repeated, merged: placed.merged(), jitter_ms: placed.jitter_ms, counts: first })))
}
