//! Sent values checked against a feature: strictly in a row to predict from, as data in rows to evaluate.
//!
//! To predict, a row must be whole and make sense, for the answer is acted upon. To be judged, rows come as they were measured: a
//! missing value, a value out of range or a new category is what drift looks like, and is reported, not refused.

use regression::{Cell, CellError, Feature, Kind, RegressionError, quoted};
use timeseries::{Timestamp, text};

use super::field_error::Mistake;
use super::sheet::Sent;

/// No time has a larger number.
const MOST_EPOCH: f64 = 1e15;
/// Numbers of a time up to this are seconds since 1970, larger ones milliseconds, as pydantic reads them.
const MOST_SECONDS: f64 = 2e10;

/// The code of a value that is to be predicted from. In range is also whatever was learned, from the least to the greatest.
pub(super) fn strict(feature: &Feature, learned: (f64, f64), sent: &Sent) -> Result<f64, Mistake> {
    let sent = if sent.is_blank() { &Sent::Null } else { sent };
    let code = match (feature.kind, sent) {
        (_, Sent::Absent) => return Err(missing()),
        (Kind::Category, Sent::Nested) | (_, Sent::Null) => return Err(wrong_kind(feature.kind)),
        (Kind::Category, Sent::Bool(_) | Sent::Number(_) | Sent::Text(_)) => coded(feature, sent)?,
        (_, Sent::Text(text)) if !feature.is_yes_or_no() => number(feature, text)?,
        _ => coded(feature, sent)?,
    };
    match feature.is_known(code) {
        true if (learned.0..=learned.1).contains(&code) => Ok(code),
        true => in_range(feature, code),
        false if feature.kind == Kind::Category && code.is_nan() => Err(wrong_kind(feature.kind)),
        false if feature.kind == Kind::Category => Err(unknown_category(feature, sent)),
        false => Err(of_cell(feature.kind, &CellError::NotFinite(String::new()))),
    }
}

fn coded(feature: &Feature, sent: &Sent) -> Result<f64, Mistake> {
    feature.code(cell(feature, sent)?).map_err(|why| of_cell(feature.kind, &why))
}

/// Converts a sent value to a cell of a row to evaluate; its JSON type must suit the feature.
pub(super) fn cell<'a>(feature: &Feature, sent: &'a Sent) -> Result<Cell<'a>, Mistake> {
    match sent {
        Sent::Bool(yes) if feature.kind == Kind::Category || feature.is_yes_or_no() => {
            Ok(Cell::Text(if *yes { "true" } else { "false" }))
        }
        Sent::Bool(_) | Sent::Nested => Err(wrong_kind(feature.kind)),
        _ => Ok(plain(sent)),
    }
}

/// Converts a sent value to the target of a row, a number or null; a boolean, list or object is an error.
pub(super) fn target(sent: &Sent) -> Result<Cell<'_>, Mistake> {
    match sent {
        Sent::Bool(_) | Sent::Nested => Err(wrong_kind(Kind::Number)),
        _ => Ok(plain(sent)),
    }
}

/// Returns the time of a row as text; `None` if it is absent, null or blank.
pub(super) fn time(sent: &Sent) -> Result<Option<String>, Mistake> {
    match sent {
        Sent::Absent | Sent::Null => Ok(None),
        Sent::Text(text) if text.trim().is_empty() => Ok(None),
        Sent::Text(text) if regression::row_time(text).is_some() => Ok(Some(text.clone())),
        Sent::Number(number) if number.abs() <= MOST_EPOCH => Ok(Some(text::ds(epoch(*number)))),
        _ => Err(no_time()),
    }
}

/// Nothing is missing where a row is to be predicted.
pub(super) fn strict_time(sent: &Sent) -> Result<(), Mistake> {
    match sent {
        Sent::Absent => Err(missing()),
        _ => time(sent)?.map(|_| ()).ok_or_else(no_time),
    }
}

/// Converts the error of a row that was refused for evaluation to a mistake.
pub(super) fn of_refusal(kind: Kind, error: &RegressionError) -> Mistake {
    match error {
        RegressionError::Cell { why, .. } => of_cell(kind, why),
        other => Mistake::new("value_error", other.to_string()),
    }
}

fn plain(sent: &Sent) -> Cell<'_> {
    match sent {
        Sent::Number(value) => Cell::Number(*value),
        Sent::Text(text) => Cell::Text(text),
        _ => Cell::Null,
    }
}

/// The number in a text. Where rows are judged `NaN` says that there is none; to predict from, it is a mistake.
fn number(feature: &Feature, text: &str) -> Result<f64, Mistake> {
    let value: f64 = text.trim().parse().map_err(|_| of_cell(feature.kind, &CellError::NotANumber(String::new())))?;
    match value.is_nan() {
        true => Err(of_cell(feature.kind, &CellError::NotFinite(String::new()))),
        false => feature.code(Cell::Number(value)).map_err(|why| of_cell(feature.kind, &why)),
    }
}

fn in_range(feature: &Feature, value: f64) -> Result<f64, Mistake> {
    match (feature.min, feature.max) {
        (Some(min), _) if value < min => {
            Err(Mistake::new("greater_than_equal", format!("Input should be greater than or equal to {min}")))
        }
        (_, Some(max)) if value > max => {
            Err(Mistake::new("less_than_equal", format!("Input should be less than or equal to {max}")))
        }
        _ => Ok(value),
    }
}

fn of_cell(kind: Kind, why: &CellError) -> Mistake {
    match (why, kind) {
        (CellError::NotANumber(_), Kind::Integer) => {
            Mistake::new("int_parsing", "Input should be a valid integer, unable to parse string as an integer")
        }
        (CellError::NotANumber(_), _) => {
            Mistake::new("float_parsing", "Input should be a valid number, unable to parse string as a number")
        }
        (CellError::NotFinite(_), _) => Mistake::new("finite_number", "Input should be a finite number"),
        (CellError::NotWhole(_), _) => {
            Mistake::new("int_from_float", "Input should be a valid integer, got a number with a fractional part")
        }
        (CellError::NotATime(_), _) => no_time(),
    }
}

fn missing() -> Mistake {
    Mistake::new("missing", "Field required")
}

fn wrong_kind(kind: Kind) -> Mistake {
    match kind {
        Kind::Number => Mistake::new("float_type", "Input should be a valid number"),
        Kind::Integer => Mistake::new("int_type", "Input should be a valid integer"),
        Kind::Category => Mistake::new("string_type", "Input should be a category: a text, a number, true or false"),
    }
}

fn no_time() -> Mistake {
    Mistake::new("date_from_datetime_parsing", "Input should be a valid date such as 2011-01-31")
}

fn unknown_category(feature: &Feature, sent: &Sent) -> Mistake {
    const MOST_NAMED: usize = 20;
    let known: Vec<String> =
        feature.values.iter().take(MOST_NAMED).map(|(_, text)| format!("'{}'", quoted(text))).collect();
    let more = if feature.values.len() > MOST_NAMED { ", …" } else { "" };
    let known = known.join(", ");
    let given = match sent {
        Sent::Text(text) => format!(", not '{}'", quoted(text.trim())),
        Sent::Number(value) => format!(", not {value}"),
        Sent::Bool(value) => format!(", not {value}"),
        Sent::Absent | Sent::Null | Sent::Nested => String::new(),
    };
    Mistake::new("enum", format!("Input should be one of {known}{more}, which the model was trained on{given}"))
}

fn epoch(number: f64) -> Timestamp {
    match number.abs() <= MOST_SECONDS {
        true => Timestamp::from_ms((number * 1000.0) as i64),
        false => Timestamp::from_ms(number as i64),
    }
}
