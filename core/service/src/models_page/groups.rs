//! The values of a column in groups people can read: one a code, or ranges with round ends.

use std::collections::BTreeSet;

use regression::{Kind, UNSEEN};
use timeseries::text::significant;

use super::column::Column;

/// So many different whole numbers still have a group each.
const MAX_CODES: usize = 31;
/// At most so many ranges.
const MAX_RANGES: f64 = 12.0;

/// Groups and how a value finds its own.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    names: Vec<String>,
    shape: Shape,
    /// True if the last group is that of rows without a value.
    has_nulls: bool,
}

#[derive(Clone, Debug)]
enum Shape {
    /// A group a value, rising.
    Codes(Vec<f64>),
    /// Ranges of one width.
    Ranges { start: f64, step: f64, count: usize },
}

impl Groups {
    /// The groups for all values of a column in two sets of rows.
    pub(super) fn of(column: &Column<'_>, first: &[f64], second: &[f64]) -> Self {
        let values = || first.iter().chain(second).copied();
        let has_nulls = values().any(|value| !value.is_finite());
        let shape = codes(column, values().filter(|value| value.is_finite()))
            .unwrap_or_else(|| ranges(values().filter(|value| value.is_finite())));
        let mut names = shape.names(column);
        names.extend(has_nulls.then(|| "no value".to_owned()));
        Self { names, shape, has_nulls }
    }

    /// Names of the groups, in the order of their values.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The group of a value.
    pub(super) fn place(&self, value: f64) -> Option<usize> {
        match value.is_finite() {
            true => self.shape.place(value),
            false => self.has_nulls.then(|| self.names.len() - 1),
        }
    }

    /// The share of values in each group, 0 to 1; NaN where there are no values.
    pub(super) fn shares(&self, values: &[f64]) -> Vec<f64> {
        let mut counts = vec![0_u64; self.names.len()];
        for place in values.iter().filter_map(|value| self.place(*value)) {
            counts[place] += 1;
        }
        counts.into_iter().map(|count| count as f64 / values.len() as f64).collect()
    }
}

impl Shape {
    fn place(&self, value: f64) -> Option<usize> {
        match self {
            Self::Codes(codes) => codes.iter().position(|code| *code == value),
            Self::Ranges { start, step, count } => {
                let place = ((value - start) / step).max(0.0) as usize;
                Some(place.min(count - 1))
            }
        }
    }

    fn names(&self, column: &Column<'_>) -> Vec<String> {
        match self {
            Self::Codes(codes) => codes.iter().map(|code| code_name(column, *code)).collect(),
            Self::Ranges { start, step, count } => {
                let end = |place: usize| significant(start + place as f64 * step, 6);
                (0..*count).map(|place| format!("{}–{}", end(place), end(place + 1))).collect()
            }
        }
    }
}

fn code_name(column: &Column<'_>, code: f64) -> String {
    let feature = column.feature();
    let is_stranger = code == UNSEEN && feature.is_some_and(|feature| feature.kind == Kind::Category);
    match feature.and_then(|feature| feature.meaning(code)) {
        Some(meaning) => meaning.to_owned(),
        None if is_stranger => "never seen".to_owned(),
        None => code.to_string(),
    }
}

/// A group a value, where values are codes or few whole numbers.
fn codes(column: &Column<'_>, values: impl Iterator<Item = f64>) -> Option<Shape> {
    let feature = column.feature().filter(|feature| feature.kind != Kind::Number)?;
    let mut codes = BTreeSet::new();
    for value in values {
        codes.insert(Ordered(value));
        let is_too_many = codes.len() > MAX_CODES && feature.kind != Kind::Category;
        if is_too_many {
            return None;
        }
    }
    Some(Shape::Codes(codes.into_iter().map(|Ordered(value)| value).collect()))
}

/// At most a dozen ranges with round ends around all values.
fn ranges(values: impl Iterator<Item = f64>) -> Shape {
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return Shape::Codes(Vec::new());
    }
    if low == high {
        return Shape::Codes(vec![low]);
    }
    let step = round_step((high / 2.0 - low / 2.0) / MAX_RANGES * 2.0);
    let first = (low / step).floor();
    let count = ((high / step).floor() - first) as usize + 1;
    // A largest value that is a round end itself belongs to the range below it.
    let ends_on_edge = count > 1 && (high / step).floor() * step >= high;
    Shape::Ranges { start: first * step, step, count: count - usize::from(ends_on_edge) }
}

/// The least of 1, 2 and 5 times a power of ten that is at least `least`; read from text, so that it is the nearest double to it.
fn round_step(least: f64) -> f64 {
    let text = format!("{least:e}");
    let exponent: i32 = text.rsplit('e').next().and_then(|text| text.parse().ok()).unwrap_or(0);
    let steps = [(1, 0), (2, 0), (5, 0), (1, 1)].map(|(digit, up)| format!("{digit}e{}", exponent + up).parse::<f64>());
    steps.into_iter().flatten().find(|step| *step >= least).unwrap_or(least)
}

/// A finite number by its place on the number line.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[cfg(test)]
mod tests;
