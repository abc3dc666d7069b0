//! One value of an Arrow array as text: exact, and never longer than whoever shows it has room for.

mod moment;
mod nested;
mod number;
mod plain;
mod room;
mod type_name;

use arrow::array::{Array, UnionArray};
use arrow::datatypes::DataType;

pub use number::{is_moment, is_number, is_text, moment_ms, number};
pub use type_name::{field_type_name, type_name};

pub(crate) use moment::iso;

use room::Room;

/// Nested values deeper than this are not written.
pub(crate) const MAX_DEPTH: usize = 24;

/// A value as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellText {
    /// The text: numbers exact, moments in UTC, lists, structs and maps as JSON, bytes as DuckDB writes them.
    pub text: String,
    /// True if the text was cut.
    pub is_cut: bool,
}

/// The whole value of a row as text; `None` for NULL, and where there is no such row.
#[must_use]
pub fn text(array: &dyn Array, row: usize) -> Option<String> {
    short_text(array, row, usize::MAX).map(|cell| cell.text)
}

/// The value of a row as text of at most `max_chars` characters; `None` for NULL, and where there is no such row.
#[must_use]
pub fn short_text(array: &dyn Array, row: usize, max_chars: usize) -> Option<CellText> {
    if row >= array.len() || is_null(array, row) {
        return None;
    }
    let mut room = Room::new(max_chars);
    // Only a full room refuses.
    let is_cut = write_value(&mut room, array, row, Style::Plain, 0).is_err();
    Some(CellText { text: room.into_text(), is_cut })
}

/// Returns true if a value is NULL, in whatever way its type represents it.
#[must_use]
pub fn is_null(array: &dyn Array, row: usize) -> bool {
    match array.data_type() {
        DataType::Null => true,
        DataType::Union(..) => {
            array.as_any().downcast_ref::<UnionArray>().is_none_or(|union| is_null(&union.value(row), 0))
        }
        DataType::Dictionary(..) => nested::entry(array, row).is_none_or(|(values, entry)| is_null(values, entry)),
        _ => array.is_null(row),
    }
}

/// Notation of a value in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Alone.
    Plain,
    /// Inside of a list, a struct or a map: as JSON has it.
    Json,
}

fn write_value(room: &mut Room, array: &dyn Array, row: usize, style: Style, depth: usize) -> std::fmt::Result {
    if row >= array.len() || is_null(array, row) {
        return room.push("null");
    }
    if depth > MAX_DEPTH {
        return room.push("\"…\"");
    }
    match nested::write(room, array, row, style, depth) {
        Some(written) => written,
        None => plain::write(room, array, row, style),
    }
}

#[cfg(test)]
mod tests;
