//! The columns of a file: those that are written, and what is asked of those that are read.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef, TimeUnit};

use crate::{FileError, LabelShape};

/// Name of the time column; the first column.
pub(super) const TIMESTAMP: &str = "timestamp";
/// The metric's name in the config.
pub(super) const METRIC_NAME: &str = "metric_name";
/// The sample.
pub(super) const VALUE: &str = "value";
/// Name of the proxy's column.
pub(super) const API_PROXY: &str = "api_proxy";
/// Names and values of labels.
pub(super) const LABELS: &str = "labels";
/// The day as text.
pub(super) const DATE: &str = "date";

/// Returns the schema that is written, in this order.
pub(super) fn written() -> SchemaRef {
    let required = |name: &str, of: DataType| Field::new(name, of, false);
    Arc::new(Schema::new(vec![
        required(TIMESTAMP, DataType::Timestamp(TimeUnit::Millisecond, None)),
        required(METRIC_NAME, DataType::Utf8),
        required(VALUE, DataType::Float64),
        required(API_PROXY, DataType::Utf8),
        required(LABELS, DataType::Map(label_entries(), false)),
        required(DATE, DataType::Utf8),
    ]))
}

/// One label in the map.
pub(super) fn label_entries() -> Arc<Field> {
    Arc::new(Field::new_struct("key_value", label_fields(), false))
}

/// Its name and its value, as the Parquet format calls them.
pub(super) fn label_fields() -> Fields {
    ["key", "value"].map(|name| Field::new(name, DataType::Utf8, false)).into_iter().collect()
}

/// Checks the columns that are read, and says in which form the labels are.
pub(super) fn check(schema: &Schema) -> Result<LabelShape, FileError> {
    expect(schema, TIMESTAMP, "a timestamp", |of| matches!(of, DataType::Timestamp(..)))?;
    expect(schema, METRIC_NAME, "text", |of| *of == DataType::Utf8)?;
    expect(schema, VALUE, "numbers", DataType::is_numeric)?;
    let labels = "a map of text to text, a list of `key` and `value`, or a struct of texts";
    let of = expect(schema, LABELS, labels, |of| label_shape(of).is_some())?;
    Ok(label_shape(of).unwrap_or(LabelShape::Map))
}

fn label_shape(of: &DataType) -> Option<LabelShape> {
    match of {
        DataType::Struct(fields) if fields.iter().all(|field| *field.data_type() == DataType::Utf8) => {
            Some(LabelShape::Struct(fields.iter().map(|field| field.name().clone()).collect()))
        }
        of if is_map(of) => Some(LabelShape::Map),
        of if is_list(of) => Some(LabelShape::List),
        _ => None,
    }
}

/// Returns true if the file itself has columns for its proxy and its date.
pub(super) fn has_proxy_and_date(schema: &Schema) -> bool {
    [API_PROXY, DATE]
        .iter()
        .all(|name| schema.field_with_name(name).is_ok_and(|field| *field.data_type() == DataType::Utf8))
}

fn expect<'a>(
    schema: &'a Schema,
    name: &'static str,
    wanted: &'static str,
    fits: impl Fn(&DataType) -> bool,
) -> Result<&'a DataType, FileError> {
    let field = schema.field_with_name(name).map_err(|_| FileError::NoColumn(name))?;
    match fits(field.data_type()) {
        true => Ok(field.data_type()),
        false => Err(FileError::ColumnType { name, wanted, found: in_short(field.data_type()) }),
    }
}

fn is_map(of: &DataType) -> bool {
    matches!(of, DataType::Map(entries, _) if is_pair(entries.data_type(), false))
}

fn is_list(of: &DataType) -> bool {
    matches!(of, DataType::List(element) if is_pair(element.data_type(), true))
}

fn is_pair(of: &DataType, named: bool) -> bool {
    let DataType::Struct(fields) = of else { return false };
    let names = fields.iter().map(|field| field.name().as_str());
    let texts = fields.iter().all(|field| *field.data_type() == DataType::Utf8);
    fields.len() == 2 && texts && (!named || names.eq(["key", "value"]))
}

/// A type for people; that of a nested column may be as long as its writer liked.
fn in_short(of: &DataType) -> String {
    match of {
        DataType::Struct(_) => "another struct".to_owned(),
        DataType::List(_) => "another list".to_owned(),
        DataType::Map(..) => "another map".to_owned(),
        DataType::Binary => "bytes that are not marked as text".to_owned(),
        plain => plain.to_string().chars().take(60).collect(),
    }
}
