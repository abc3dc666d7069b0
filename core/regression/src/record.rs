//! One row as it came, before it is checked against a schema.

use timeseries::Timestamp;

use crate::feature::{Cell, CellError, number, quoted};

/// One row as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record<'a> {
    /// A cell a feature, in the schema's order.
    pub cells: Vec<Cell<'a>>,
    /// The target; [`Cell::Null`] where it is not known.
    pub target: Cell<'a>,
    /// Time as text; `None` if the row has none.
    pub time: Option<&'a str>,
}

impl Record<'_> {
    /// The target as a number; NaN where it is not known.
    pub(crate) fn target(&self) -> Result<f64, CellError> {
        number(self.target)
    }

    /// The row's day or moment as it is written, read as UTC; `None` where it does not say.
    pub(crate) fn time(&self) -> Result<Option<Timestamp>, CellError> {
        let text = self.time.map(str::trim).filter(|text| !text.is_empty());
        text.map(|text| row_time(text).ok_or_else(|| CellError::NotATime(quoted(text)))).transpose()
    }
}

/// A date, or a date and a time, read as UTC; neither `now` nor a count of seconds means a row's time.
#[must_use]
pub fn row_time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let is_date = text.as_bytes().get(4) == Some(&b'-');
    is_date.then(|| Timestamp::parse(text, Timestamp::from_ms(0)).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Result<Option<Timestamp>, CellError> {
        Record { time: Some(text), ..Record::default() }.time()
    }

    #[test]
    fn a_day_or_a_moment() {
        assert_eq!(at("2011-01-31"), Ok(Some(Timestamp::from_seconds(1_296_432_000))));
        assert_eq!(at(" 2011-01-31 13:00:00 "), Ok(Some(Timestamp::from_seconds(1_296_478_800))));
        assert_eq!(at(""), Ok(None));
        assert_eq!(Record::default().time(), Ok(None));
    }

    #[test]
    fn what_is_not_a_time() {
        for text in ["now", "20110131", "1296432000", "2011-02-30", "31.01.2011", "2011-1-1", "0", "日本語-"] {
            assert_eq!(at(text), Err(CellError::NotATime(text.to_owned())));
        }
    }
}
