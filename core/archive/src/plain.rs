//! DuckDB's own types as plain columns. DuckDB hands them over as Arrow's extensions (`arrow_lossless_conversion`), which no writer
//! of files knows: here each becomes an exact number, or DuckDB's own text.

mod arrays;
mod names;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit};
use arrow::error::ArrowError;
use serde::{Deserialize, Serialize};

use names::without_doubles;

/// The key of a field's metadata that names DuckDB's type, where the column's own type no longer does.
pub(crate) const TYPE_NAME: &str = "duckdb.type";
const EXTENSION_NAME: &str = "ARROW:extension:name";
const EXTENSION_METADATA: &str = "ARROW:extension:metadata";

/// Error of rows that cannot leave DuckDB, or not in the requested format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{why}: {advice}")]
pub struct NoForm {
    /// The column, what it holds, and which form has no place for it.
    pub why: String,
    /// A cast that helps.
    pub advice: String,
}

impl NoForm {
    /// A column of a type, or with a value, that cannot be sent as it is.
    #[must_use]
    pub fn unsent(column: &str, what: &str) -> Self {
        Self::cast(column, what, "cannot be sent as it is", "VARCHAR")
    }

    pub(crate) fn cast(column: &str, what: &str, form: &str, to: &str) -> Self {
        let quoted = || format!("\"{}\"", column.replace('"', "\"\""));
        let named = if is_plain_name(column) { column.to_owned() } else { quoted() };
        let why = format!("the column `{column}` holds {what}, which {form}");
        Self { why, advice: format!("cast it, as in CAST({named} AS {to})") }
    }
}

fn is_plain_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// DuckDB's own type behind an extension, by what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extension {
    Boolean,
    HugeInt,
    UnsignedHugeInt,
    BigNumber,
    Bits,
    ZonedTime,
    Uuid,
    Json,
}

/// Conversion of an answer's columns to plain types.
#[derive(Clone, Debug)]
pub struct PlainColumns {
    from: SchemaRef,
    to: SchemaRef,
}

impl PlainColumns {
    /// For the columns of this schema. A name that comes twice gets a number, as DuckDB does it in a subquery: `value`, `value_1`.
    ///
    /// # Errors
    /// A column's type has no text or number that would be right.
    pub fn of(schema: &SchemaRef) -> Result<Self, NoForm> {
        let plain = |field: &FieldRef| plain_field(field, field.name()).map(Arc::new);
        let fields = schema.fields().iter().map(plain).collect::<Result<Vec<_>, _>>()?;
        let to = Arc::new(Schema::new(without_doubles(fields)));
        Ok(Self { from: SchemaRef::clone(schema), to })
    }

    /// The plain columns.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.to
    }

    /// The rows in them. A column that is plain already stays as it is.
    ///
    /// # Errors
    /// The rows are not of the schema that was given.
    pub fn rows(&self, rows: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let fields = self.from.fields().iter().zip(self.to.fields());
        let columns = fields.zip(rows.columns()).map(|((from, to), column)| arrays::plain(column, from, to));
        RecordBatch::try_new(SchemaRef::clone(&self.to), columns.collect::<Result<_, _>>()?)
    }
}

/// The plain field for a field in the column `column`.
fn plain_field(field: &Field, column: &str) -> Result<Field, NoForm> {
    let (data_type, name) = match extension(field, column)? {
        Some(of) => plain_extension(of),
        None => plain_type(field.data_type(), column)?,
    };
    let mut metadata = field.metadata().clone();
    metadata.retain(|key, _| !key.starts_with("ARROW:"));
    metadata.extend(name.map(|name| (TYPE_NAME.to_owned(), name.to_owned())));
    Ok(Field::new(field.name(), data_type, field.is_nullable()).with_metadata(metadata))
}

fn plain_extension(of: Extension) -> (DataType, Option<&'static str>) {
    match of {
        Extension::Boolean => (DataType::Boolean, None),
        Extension::HugeInt => (DataType::Decimal128(38, 0), None),
        Extension::UnsignedHugeInt => (DataType::Decimal256(39, 0), None),
        Extension::BigNumber => (DataType::Utf8, Some("BIGNUM")),
        Extension::Bits => (DataType::Utf8, Some("BIT")),
        Extension::ZonedTime => (DataType::Utf8, Some("TIMETZ")),
        Extension::Uuid => (DataType::Utf8, Some("UUID")),
        Extension::Json => (DataType::Utf8, Some("JSON")),
    }
}

/// Returns the DuckDB type behind an extension; `None` for a field without one.
fn extension(field: &Field, column: &str) -> Result<Option<Extension>, NoForm> {
    let Some(name) = field.metadata().get(EXTENSION_NAME) else { return Ok(None) };
    let own = if name == "arrow.opaque" { opaque_name(field.metadata()) } else { String::new() };
    Ok(Some(match (name.as_str(), own.as_str(), field.data_type()) {
        ("arrow.bool8", _, DataType::Int8) => Extension::Boolean,
        ("arrow.uuid", _, DataType::FixedSizeBinary(16)) => Extension::Uuid,
        ("arrow.json", _, DataType::Utf8) => Extension::Json,
        (_, "hugeint", DataType::FixedSizeBinary(16)) => Extension::HugeInt,
        (_, "uhugeint", DataType::FixedSizeBinary(16)) => Extension::UnsignedHugeInt,
        (_, "bignum", DataType::Binary) => Extension::BigNumber,
        (_, "bit", DataType::Binary) => Extension::Bits,
        (_, "time_tz", DataType::FixedSizeBinary(8)) => Extension::ZonedTime,
        ("geoarrow.wkb", ..) => return Err(unknown(column, "GEOMETRY")),
        (_, "", _) => return Err(unknown(column, name)),
        (_, own, _) => return Err(unknown(column, own)),
    }))
}

fn unknown(column: &str, type_name: &str) -> NoForm {
    NoForm::unsent(column, &type_name.to_uppercase())
}

/// The name of the type in the metadata of an opaque one: `{"type_name": "hugeint", "vendor_name": "DuckDB"}`.
fn opaque_name(metadata: &HashMap<String, String>) -> String {
    let said = metadata.get(EXTENSION_METADATA).and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
    said.and_then(|said| said.get("type_name")?.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The plain type for one without an extension of its own, and DuckDB's name where it says less.
fn plain_type(of: &DataType, column: &str) -> Result<(DataType, Option<&'static str>), NoForm> {
    let inner = |field: &FieldRef| plain_field(field, column).map(Arc::new);
    let inners = |fields: &Fields| fields.iter().map(inner).collect::<Result<Vec<_>, _>>();
    Ok((
        match of {
            DataType::Interval(_) => return Ok((DataType::Utf8, Some("INTERVAL"))),
            // Parquet knows no moments in seconds: readers take them for plain numbers.
            DataType::Timestamp(TimeUnit::Second, zone) => DataType::Timestamp(TimeUnit::Millisecond, zone.clone()),
            DataType::List(item) => DataType::List(inner(item)?),
            DataType::FixedSizeList(item, length) => DataType::FixedSizeList(inner(item)?, *length),
            DataType::Struct(fields) => DataType::Struct(without_doubles(inners(fields)?).into()),
            DataType::Map(entries, ordered) => DataType::Map(map_entries(entries, column)?, *ordered),
            DataType::Union(fields, mode) => {
                let plain = fields.iter().map(|(id, field)| Ok((id, inner(field)?)));
                DataType::Union(plain.collect::<Result<_, NoForm>>()?, *mode)
            }
            other => other.clone(),
        },
        None,
    ))
}

/// Keys and values stay where they are, whatever they are called.
fn map_entries(entries: &FieldRef, column: &str) -> Result<FieldRef, NoForm> {
    let DataType::Struct(fields) = entries.data_type() else { return Ok(FieldRef::clone(entries)) };
    let fields = fields.iter().map(|field| plain_field(field, column)).collect::<Result<Fields, _>>()?;
    Ok(Arc::new(Field::new_struct(entries.name(), fields, entries.is_nullable())))
}
