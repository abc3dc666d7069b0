//! Columns of a CSV: the time, the value, and the id of the series.

use timeseries::Timestamp;

use super::InputError;

/// Names of a time, the surest first; capitals do not matter.
const TIMES: [&str; 8] = ["ds", "timestamp", "datetime", "date_time", "time", "date", "ts", "month"];
/// Names of a value.
const VALUES: [&str; 5] = ["y", "value", "values", "target", "count"];
/// Names of what tells series apart.
const IDS: [&str; 4] = ["unique_id", "series", "series_id", "item_id"];

/// Positions of the columns in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The id of the series; `None` if there is one series.
    pub(super) id: Option<usize>,
    /// The time.
    pub(super) time: usize,
    /// The value.
    pub(super) value: usize,
    /// The name of the only series: that of the column with its values.
    pub(super) name: String,
    /// True if the first record is a header, and no sample.
    pub(super) has_header: bool,
}

impl Columns {
    /// Finds the columns by the first record.
    pub(super) fn of(first: &csv::ByteRecord) -> Result<Self, InputError> {
        let cells: Vec<&[u8]> = first.iter().map(clean).collect();
        if let [time, value] = cells[..]
            && is_time(time)
            && is_number(value)
        {
            return Ok(Self { id: None, time: 0, value: 1, name: "y".to_owned(), has_header: false });
        }
        let find = |names: &[&str]| {
            names.iter().find_map(|name| cells.iter().position(|cell| cell.eq_ignore_ascii_case(name.as_bytes())))
        };
        let (time, value) = match (find(&TIMES), find(&VALUES)) {
            (Some(time), Some(value)) => (time, value),
            (Some(time), None) if cells.len() == 2 => (time, 1 - time),
            (None, Some(value)) if cells.len() == 2 => (1 - value, value),
            (None, None) if cells.len() == 2 && cells.iter().all(|cell| !cell.is_empty()) => (0, 1),
            _ => return Err(refusal(&cells)),
        };
        let name = String::from_utf8_lossy(cells[value]).into_owned();
        Ok(Self { id: find(&IDS), time, value, name, has_header: true })
    }
}

/// A cell without the mark that some programs begin a file with, and without space around it.
fn clean(cell: &[u8]) -> &[u8] {
    cell.strip_prefix("\u{feff}".as_bytes()).unwrap_or(cell).trim_ascii()
}

fn is_time(cell: &[u8]) -> bool {
    Timestamp::parse_civil(cell).is_some() || is_number(cell)
}

fn is_number(cell: &[u8]) -> bool {
    std::str::from_utf8(cell).is_ok_and(|text| text.parse::<f64>().is_ok())
}

fn refusal(cells: &[&[u8]]) -> InputError {
    let names = cells.iter().map(|cell| String::from_utf8_lossy(cell)).collect::<Vec<_>>().join(", ");
    let have = if names.is_empty() { "none".to_owned() } else { names.chars().take(200).collect() };
    let also = |names: &[&str]| names[1..].join(", ");
    InputError::Columns { have, times: also(&TIMES), values: also(&VALUES), ids: also(&IDS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Result<(Option<usize>, usize, usize, bool), InputError> {
        let columns = Columns::of(&csv::ByteRecord::from(header.split(',').collect::<Vec<_>>()))?;
        Ok((columns.id, columns.time, columns.value, columns.has_header))
    }

    #[test]
    fn headers_that_tools_write() {
        for (header, found) in [
            ("unique_id,ds,y", (Some(0), 1, 2, true)),
            ("\u{feff}ds,unique_id,y,extra", (Some(1), 0, 2, true)),
            ("ds,y", (None, 0, 1, true)),
            ("timestamp,value", (None, 0, 1, true)),
            ("TimeStamp,Value,Label", (None, 0, 1, true)),
            ("value, Date ", (None, 1, 0, true)),
            ("item_id,timestamp,target", (Some(0), 1, 2, true)),
            ("Month,#Passengers", (None, 0, 1, true)),
            ("when,requests", (None, 0, 1, true)),
            ("2026-01-01,5", (None, 0, 1, false)),
            ("1767225600,-1e3", (None, 0, 1, false)),
        ] {
            assert_eq!(of(header), Ok(found), "{header}");
        }
    }

    #[test]
    fn a_refusal_names_what_is_understood() {
        for header in ["", "a", "a,b,c", "ds,b,c", "unique_id;ds;y"] {
            let told = of(header).unwrap_err().to_string();
            assert!(told.contains("needs the columns unique_id, ds and y") && told.contains("timestamp"), "{told}");
        }
    }
}
