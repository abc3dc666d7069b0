//! Values that hold values: lists, structs, maps, unions, and what a dictionary stands for.

use std::fmt;

use arrow::array::{Array, ArrayRef, AsArray, UnionArray};
use arrow::datatypes::DataType;

use super::room::Room;
use super::{Style, number, write_value};

/// Writes a nested value; `None` where the value holds no other.
pub(super) fn write(room: &mut Room, array: &dyn Array, row: usize, style: Style, depth: usize) -> Option<fmt::Result> {
    let below = depth + 1;
    Some(match array.data_type() {
        DataType::List(_) => write_list(room, &array.as_list::<i32>().value(row), below),
        DataType::LargeList(_) => write_list(room, &array.as_list::<i64>().value(row), below),
        DataType::ListView(_) => write_list(room, &array.as_list_view::<i32>().value(row), below),
        DataType::LargeListView(_) => write_list(room, &array.as_list_view::<i64>().value(row), below),
        DataType::FixedSizeList(..) => write_list(room, &array.as_fixed_size_list().value(row), below),
        DataType::Struct(_) => write_struct(room, array, row, below),
        DataType::Map(..) => write_map(room, array, row, below),
        DataType::Union(..) => write_union(room, array, row, style, below),
        DataType::Dictionary(..) => write_entry(room, array, row, style, below),
        _ => return None,
    })
}

fn write_list(room: &mut Room, items: &ArrayRef, depth: usize) -> fmt::Result {
    room.push("[")?;
    for item in 0..items.len() {
        if item > 0 {
            room.push(", ")?;
        }
        write_value(room, items.as_ref(), item, Style::Json, depth)?;
    }
    room.push("]")
}

fn write_struct(room: &mut Room, array: &dyn Array, row: usize, depth: usize) -> fmt::Result {
    let fields = array.as_struct();
    room.push("{")?;
    for (index, (name, column)) in fields.column_names().into_iter().zip(fields.columns()).enumerate() {
        if index > 0 {
            room.push(", ")?;
        }
        room.push_quoted(name)?;
        room.push(": ")?;
        write_value(room, column.as_ref(), row, Style::Json, depth)?;
    }
    room.push("}")
}

/// A key of JSON is a text, whatever type it has here.
fn write_map(room: &mut Room, array: &dyn Array, row: usize, depth: usize) -> fmt::Result {
    let entries = array.as_map().value(row);
    let [keys, values] = entries.columns() else { return room.push("{}") };
    room.push("{")?;
    for entry in 0..entries.len() {
        if entry > 0 {
            room.push(", ")?;
        }
        let mut key = Room::new(usize::MAX);
        write_value(&mut key, keys.as_ref(), entry, Style::Plain, depth)?;
        room.push_quoted(&key.into_text())?;
        room.push(": ")?;
        write_value(room, values.as_ref(), entry, Style::Json, depth)?;
    }
    room.push("}")
}

fn write_union(room: &mut Room, array: &dyn Array, row: usize, style: Style, depth: usize) -> fmt::Result {
    match array.as_any().downcast_ref::<UnionArray>() {
        Some(union) => write_value(room, union.value(row).as_ref(), 0, style, depth),
        None => room.push("null"),
    }
}

/// The values of a dictionary, and which of them a row is; `None` for NULL.
pub(super) fn entry(array: &dyn Array, row: usize) -> Option<(&dyn Array, usize)> {
    let dictionary = array.as_any_dictionary_opt()?;
    let keys = dictionary.keys();
    let key = if keys.is_null(row) { None } else { number::integer(keys, row) };
    let key = key.and_then(|key| usize::try_from(key).ok())?;
    (key < dictionary.values().len()).then(|| (dictionary.values().as_ref(), key))
}

fn write_entry(room: &mut Room, array: &dyn Array, row: usize, style: Style, depth: usize) -> fmt::Result {
    match entry(array, row) {
        Some((values, entry)) => write_value(room, values, entry, style, depth),
        None => room.push("null"),
    }
}
