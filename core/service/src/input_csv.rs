//! Series from a CSV with the columns `unique_id`, `ds` and `y`, as forecasting tools exchange them.

use std::collections::BTreeMap;

use regression::line_number;
use timeseries::{Duration, Grid, GridSeries, Labels, Timestamp, aligned_down};

use crate::MAX_HISTORY_POINTS;

/// Why a CSV gives no series.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// The operating system gave no bytes.
    #[error("the CSV cannot be read")]
    Read(#[source] std::io::Error),
    /// The columns are not the ones needed.
    #[error(
        "the CSV needs the columns unique_id, ds and y, and has {have}: rename them, or add a first line with these names"
    )]
    Columns {
        /// The columns there are.
        have: String,
    },
    /// A line makes no sense.
    #[error("line {line}: {why}")]
    Line {
        /// Counted from 1, the header included.
        line: u64,
        /// What is wrong with it.
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
        /// Which series.
        name: String,
        /// Points its grid would have.
        points: u64,
        /// The step.
        step: Duration,
    },
}

type Samples = BTreeMap<Timestamp, f64>;

/// Reads all series and lays each on a grid of `step`; without one, of its own usual spacing. Lines may come in any order; of
/// two at one step the later one in the file stays; an empty `y`, or `NaN`, is a gap.
///
/// # Errors
/// The first thing that makes no sense, with its line.
pub fn input_csv(from: impl std::io::Read, step: Option<Duration>) -> Result<Vec<GridSeries>, InputError> {
    if step.is_some_and(Duration::is_zero) {
        return Err(InputError::ZeroStep);
    }
    let series = read(from)?;
    if series.is_empty() {
        return Err(InputError::Empty);
    }
    series.into_iter().map(|(name, samples)| on_grid(name, &samples, step)).collect()
}

fn read(mut from: impl std::io::Read) -> Result<BTreeMap<String, Samples>, InputError> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).map_err(InputError::Read)?;
    let broken = |error| broken(&bytes, error);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes.as_slice());
    let headers = reader.headers().map_err(broken)?.clone();
    let column = |name: &str| headers.iter().position(|header| header.trim_start_matches('\u{feff}') == name);
    let (Some(id), Some(ds), Some(y)) = (column("unique_id"), column("ds"), column("y")) else {
        let have = match headers.is_empty() {
            true => "none".to_owned(),
            false => headers.iter().collect::<Vec<_>>().join(", "),
        };
        return Err(InputError::Columns { have });
    };
    let mut series = BTreeMap::<String, Samples>::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = line_number(&bytes, record.position());
        let time = moment(&record[ds]).map_err(|why| InputError::Line { line, why })?;
        let value = number(&record[y]).map_err(|why| InputError::Line { line, why })?;
        series.entry(record[id].to_owned()).or_default().insert(time, value);
    }
    Ok(series)
}

fn broken(bytes: &[u8], error: csv::Error) -> InputError {
    let line = line_number(bytes, error.position());
    let why = match error.into_kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} columns instead of {expected_len}"),
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8".to_owned(),
        _ => "it is not CSV".to_owned(),
    };
    InputError::Line { line, why }
}

fn moment(text: &str) -> Result<Timestamp, String> {
    // `now` has no meaning in a file.
    let is_relative = text.starts_with("now");
    let time = Timestamp::parse(text, Timestamp::from_ms(0)).ok().filter(|_| !is_relative);
    time.ok_or_else(|| format!("ds `{text}` is not a time such as 2026-11-20 12:00:00 (UTC) or Unix seconds"))
}

fn number(text: &str) -> Result<f64, String> {
    match text {
        "" | "NA" | "null" => Ok(f64::NAN),
        text => text.parse().map_err(|_| format!("y `{text}` is not a number")),
    }
}

fn on_grid(name: String, samples: &Samples, step: Option<Duration>) -> Result<GridSeries, InputError> {
    let step = step.unwrap_or_else(|| usual_spacing(samples));
    let aligned = |time: &Timestamp| aligned_down(*time, step);
    let (start, end) = match (samples.keys().next(), samples.keys().next_back()) {
        (Some(first), Some(last)) => (aligned(first), aligned(last)),
        _ => return Err(InputError::Empty),
    };
    let points = end.since(start).steps_of(step) + 1;
    if points > MAX_HISTORY_POINTS {
        return Err(InputError::TooLong { name, points, step });
    }
    let grid = Grid { start, step, len: usize::try_from(points).unwrap_or_default() };
    let mut values = vec![f64::NAN; grid.len];
    for (time, value) in samples {
        if let Some(index) = grid.index_of(aligned(time)) {
            values[index] = *value;
        }
    }
    Ok(GridSeries { labels: Labels::from_pairs([("unique_id", name)]), grid, values })
}

/// The median time from one line to the next; an hour for a single line.
fn usual_spacing(samples: &Samples) -> Duration {
    let times: Vec<Timestamp> = samples.keys().copied().collect();
    let mut spacings: Vec<Duration> = times.windows(2).map(|pair| pair[1].since(pair[0])).collect();
    spacings.sort_unstable();
    spacings.get(spacings.len().saturating_sub(1) / 2).copied().unwrap_or(Duration::HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order_gaps_and_duplicates() {
        let text = "ds,unique_id,y,extra\n2026-01-01 02:00,a,3,x\n2026-01-01 00:00,a,1,x\n2026-01-01 03:00,a,,x\n2026-01-01 02:00,a,4,x\n1767225600,b,5,x\n";
        let series = input_csv(text.as_bytes(), Some(Duration::HOUR)).unwrap();
        assert_eq!(series.len(), 2);
        assert_eq!(series[0].labels.get("unique_id"), Some("a"));
        assert_eq!(format!("{:?}", series[0].values), "[1.0, NaN, 4.0, NaN]");
        assert_eq!(input_csv(text.as_bytes(), None).unwrap()[0].grid.step, Duration::HOUR);
    }

    #[test]
    fn what_is_wrong_and_where() {
        let cases = [
            ("", "the CSV needs the columns unique_id, ds and y, and has none"),
            ("unique_id,ds,y\n", "no line below its header"),
            ("id,ds,y\na,1,2\n", "has id, ds, y"),
            ("unique_id,ds,y\na,yesterday,2\n", "line 2: ds `yesterday`"),
            ("unique_id,ds,y\na,now,2\n", "line 2: ds `now`"),
            ("unique_id,ds,y\na,1,2\na,2,two\n", "line 3: y `two`"),
            ("unique_id,ds,y\r\na,1,2\r\n\r\na,2,two\r\n", "line 4: y `two`"),
            ("unique_id,ds,y\na,1\n", "line 2: 2 columns instead of 3"),
            ("unique_id,ds,y\na,0,1\na,9999999999,1\n", "give a longer --step"),
        ];
        for (text, message) in cases {
            let error = input_csv(text.as_bytes(), Some(Duration::MINUTE)).unwrap_err().to_string();
            assert!(error.contains(message), "{text:?} gave {error}");
        }
    }

    #[test]
    fn a_step_of_nothing() {
        let zero = input_csv("unique_id,ds,y\na,1,2\n".as_bytes(), Some(Duration::default()));
        assert!(matches!(zero, Err(InputError::ZeroStep)));
    }
}
