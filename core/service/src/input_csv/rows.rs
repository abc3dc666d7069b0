//! The rows of a CSV as samples of series. A file has millions: nothing is copied but a name that is new.

use std::collections::HashMap;

use rayon::prelude::*;
use regression::line_number;
use timeseries::Timestamp;

use super::InputError;
use super::columns::Columns;
use super::whole_numbers::{WholeNumber, WholeNumbers};

/// The samples of one series.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Samples {
    /// Its name.
    pub(super) name: String,
    /// Unix milliseconds, or numbers of a count; ascending, each once.
    pub(super) times: Vec<i64>,
    /// A value for each; NaN is a gap.
    pub(super) values: Vec<f64>,
    /// Rows that another row of the same time stands for.
    pub(super) repeated: usize,
    /// True if the times are numbers of a count.
    pub(super) is_count: bool,
}

/// Rows of a CSV by series.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// All series, by name.
    pub(super) series: Vec<Samples>,
    /// True if a column tells series apart.
    pub(super) has_names: bool,
}

/// A time as it stands in a row.
#[derive(Clone, Copy, Debug)]
enum Stamp {
    Moment(i64),
    Number(i64),
}

struct Rows {
    name: String,
    rows: Vec<(Stamp, f64)>,
}

/// The rows of a stretch of the file.
#[derive(Default)]
struct Stretch {
    series: Vec<Rows>,
    known: HashMap<Vec<u8>, usize>,
    numbers: WholeNumbers,
}

/// A file is read in stretches of this size, all at once.
const STRETCH_BYTES: usize = 1 << 20;

/// Reads all rows.
///
/// # Errors
/// The first line that makes no sense.
pub(super) fn read(bytes: &[u8]) -> Result<Read, InputError> {
    let mut reader = reader(bytes);
    let mut record = csv::ByteRecord::new();
    reader.read_byte_record(&mut record).map_err(|error| broken(bytes, error))?;
    let columns = Columns::of(&record)?;
    let header_bytes = usize::try_from(reader.position().byte()).unwrap_or(bytes.len());
    let body = if columns.has_header { bytes.get(header_bytes..).unwrap_or_default() } else { bytes };
    let at_once = match stretches(body) {
        Some(stretches) => {
            let read = |stretch: &&[u8]| Stretch::read(stretch, &columns, record.len(), false);
            stretches.par_iter().map(read).collect::<Result<Vec<_>, _>>().ok()
        }
        None => None,
    };
    // Where a stretch makes no sense, the whole file says in which line.
    let all = match at_once {
        Some(stretches) => stretches.into_iter().fold(Stretch::default(), Stretch::followed_by),
        None => Stretch::read(bytes, &columns, record.len(), columns.has_header)?,
    };
    let whole = all.numbers.meaning();
    let mut series: Vec<Samples> = all.series.into_par_iter().map(|rows| rows.samples(whole)).collect();
    series.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Read { series, has_names: columns.id.is_some() })
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).from_reader(bytes)
}

/// Whole lines of a large file, cut where no quoted cell can hide a line's end; `None` where it is not worth it.
fn stretches(body: &[u8]) -> Option<Vec<&[u8]>> {
    if body.len() <= STRETCH_BYTES || body.contains(&b'"') {
        return None;
    }
    let (mut stretches, mut rest) = (Vec::new(), body);
    while let Some(end) = rest.get(STRETCH_BYTES..).and_then(|after| after.iter().position(|byte| *byte == b'\n')) {
        let (stretch, after) = rest.split_at(STRETCH_BYTES + end + 1);
        stretches.push(stretch);
        rest = after;
    }
    stretches.push(rest);
    Some(stretches)
}

impl Stretch {
    fn read(bytes: &[u8], columns: &Columns, cells: usize, mut skips_header: bool) -> Result<Self, InputError> {
        let (mut reader, mut record) = (reader(bytes), csv::ByteRecord::new());
        let (mut stretch, mut current) = (Self::default(), None);
        while reader.read_byte_record(&mut record).map_err(|error| broken(bytes, error))? {
            if std::mem::take(&mut skips_header) {
                continue;
            }
            let fault = |why| InputError::Line { line: line_number(bytes, record.position()), why };
            if record.len() != cells {
                return Err(fault(format!("{} columns instead of {cells}", record.len())));
            }
            let cell = |index| record.get(index).unwrap_or_default().trim_ascii();
            let stamp = stamp(cell(columns.time), &mut stretch.numbers).map_err(fault)?;
            let value = number(cell(columns.value)).map_err(fault)?;
            let id = columns.id.map_or(columns.name.as_bytes(), cell);
            let is_same = |index: &usize| stretch.series.get(*index).is_some_and(|series| series.name.as_bytes() == id);
            let index = match current.filter(is_same) {
                Some(index) => index,
                None => stretch.index_of(id).ok_or_else(|| fault("it is not UTF-8".to_owned()))?,
            };
            current = Some(index);
            if let Some(series) = stretch.series.get_mut(index) {
                series.rows.push((stamp, value));
            }
        }
        Ok(stretch)
    }

    /// Returns the index of the series of this name, which is added if it is new; `None` if the name is no text.
    fn index_of(&mut self, name: &[u8]) -> Option<usize> {
        if let Some(index) = self.known.get(name) {
            return Some(*index);
        }
        let text = std::str::from_utf8(name).ok()?;
        self.known.insert(name.to_owned(), self.series.len());
        self.series.push(Rows { name: text.to_owned(), rows: Vec::new() });
        Some(self.series.len() - 1)
    }

    /// Both, in the order of the file.
    fn followed_by(mut self, later: Self) -> Self {
        self.numbers.join(later.numbers);
        for mut series in later.series {
            let index = self.index_of(series.name.as_bytes());
            if let Some(before) = index.and_then(|index| self.series.get_mut(index)) {
                before.rows.append(&mut series.rows);
            }
        }
        self
    }
}

impl Rows {
    /// The samples in the order of time; of several of one time the last in the file.
    fn samples(self, whole: WholeNumber) -> Samples {
        let has_moments = self.rows.iter().any(|(stamp, _)| matches!(stamp, Stamp::Moment(_)));
        // Beside dates a number cannot be a count.
        let whole = if has_moments && whole == WholeNumber::Count { WholeNumber::Seconds } else { whole };
        let time = |stamp| match stamp {
            Stamp::Moment(ms) => ms,
            Stamp::Number(number) => whole.time(number),
        };
        let mut rows: Vec<(i64, f64)> = self.rows.into_iter().map(|(stamp, value)| (time(stamp), value)).collect();
        let before = rows.len();
        if !rows.is_sorted_by(|a, b| a.0 < b.0) {
            rows.sort_by_key(|(time, _)| *time);
            rows.reverse();
            rows.dedup_by_key(|(time, _)| *time);
            rows.reverse();
        }
        let repeated = before - rows.len();
        let (times, values) = rows.into_iter().unzip();
        Samples { name: self.name, times, values, repeated, is_count: whole == WholeNumber::Count }
    }
}

fn stamp(cell: &[u8], numbers: &mut WholeNumbers) -> Result<Stamp, String> {
    if let Some(time) = Timestamp::parse_civil(cell) {
        return Ok(Stamp::Moment(time.ms()));
    }
    let text = std::str::from_utf8(cell).unwrap_or_default();
    if let Ok(number) = text.parse() {
        numbers.see(number);
        return Ok(Stamp::Number(number));
    }
    let moment = fractional(text, numbers).or_else(|| month(text));
    moment.ok_or_else(|| {
        let shown = String::from_utf8_lossy(cell).chars().take(80).collect::<String>();
        format!(
            "ds `{shown}` is not a time such as 2026-11-20 12:00:00 (UTC), 2026-11-20T12:00:00+02:00, 2026-11-20, 20261120, 2026-11 or Unix seconds"
        )
    })
}

/// A number with a fraction: Unix seconds, or a whole number as pandas writes it.
fn fractional(text: &str, numbers: &mut WholeNumbers) -> Option<Stamp> {
    let number = text.parse::<f64>().ok().filter(|number| number.abs() < 1e12)?;
    if number.fract() == 0.0 {
        let whole = number as i64;
        numbers.see(whole);
        return Some(Stamp::Number(whole));
    }
    let ms = (number * 1000.0).round() as i64;
    (number.abs() >= WholeNumber::LEAST_UNIX_TIME as f64).then_some(Stamp::Moment(ms))
}

/// `2026-11`, the first day of that month.
fn month(text: &str) -> Option<Stamp> {
    (text.len() == 7)
        .then(|| Timestamp::parse_civil(format!("{text}-01").as_bytes()))?
        .map(|time| Stamp::Moment(time.ms()))
}

fn number(cell: &[u8]) -> Result<f64, String> {
    let text = std::str::from_utf8(cell).map_err(|_| "it is not UTF-8".to_owned())?;
    match text {
        "" | "NA" | "N/A" | "null" | "NULL" | "None" => Ok(f64::NAN),
        text => text.parse().map_err(|_| format!("y `{}` is not a number", text.chars().take(80).collect::<String>())),
    }
}

fn broken(bytes: &[u8], error: csv::Error) -> InputError {
    let line = line_number(bytes, error.position());
    let why = match error.into_kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} columns instead of {expected_len}"),
        _ => "it is not CSV".to_owned(),
    };
    InputError::Line { line, why }
}
