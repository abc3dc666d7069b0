//! DuckDB's names of column types.

use arrow::datatypes::{DataType, Field, Fields, TimeUnit};

use crate::plain::TYPE_NAME;

/// The type of a column, also where DuckDB's own type became text.
#[must_use]
pub fn field_type_name(field: &Field) -> String {
    field.metadata().get(TYPE_NAME).cloned().unwrap_or_else(|| type_name(field.data_type()))
}

/// `BIGINT`, `TIMESTAMP`, `MAP(VARCHAR, VARCHAR)`, …
#[must_use]
pub fn type_name(data_type: &DataType) -> String {
    let simple = match data_type {
        DataType::List(item) | DataType::LargeList(item) | DataType::ListView(item) | DataType::LargeListView(item) => {
            return format!("{}[]", field_type_name(item));
        }
        DataType::FixedSizeList(item, length) => return format!("{}[{length}]", field_type_name(item)),
        DataType::Struct(fields) => return format!("STRUCT({})", listed(fields)),
        DataType::Map(entries, _) => return map_name(entries.data_type()),
        DataType::Dictionary(_, values) => return type_name(values),
        // DuckDB hands its widest whole numbers on as decimals of this size.
        DataType::Decimal128(38, 0) => "HUGEINT",
        DataType::Decimal256(39, 0) => "UHUGEINT",
        DataType::Decimal32(digits, scale)
        | DataType::Decimal64(digits, scale)
        | DataType::Decimal128(digits, scale)
        | DataType::Decimal256(digits, scale) => return format!("DECIMAL({digits},{scale})"),
        other => simple_name(other),
    };
    simple.to_owned()
}

fn simple_name(data_type: &DataType) -> &'static str {
    match data_type {
        DataType::Null => "NULL",
        DataType::Boolean => "BOOLEAN",
        DataType::Int8 => "TINYINT",
        DataType::Int16 => "SMALLINT",
        DataType::Int32 => "INTEGER",
        DataType::Int64 => "BIGINT",
        DataType::UInt8 => "UTINYINT",
        DataType::UInt16 => "USMALLINT",
        DataType::UInt32 => "UINTEGER",
        DataType::UInt64 => "UBIGINT",
        DataType::Float16 | DataType::Float32 => "FLOAT",
        DataType::Float64 => "DOUBLE",
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => "VARCHAR",
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => "BLOB",
        DataType::Date32 | DataType::Date64 => "DATE",
        DataType::Time32(_) | DataType::Time64(_) => "TIME",
        DataType::Timestamp(_, Some(_)) => "TIMESTAMPTZ",
        DataType::Timestamp(TimeUnit::Second, None) => "TIMESTAMP_S",
        DataType::Timestamp(TimeUnit::Millisecond, None) => "TIMESTAMP_MS",
        DataType::Timestamp(TimeUnit::Microsecond, None) => "TIMESTAMP",
        DataType::Timestamp(TimeUnit::Nanosecond, None) => "TIMESTAMP_NS",
        DataType::Interval(_) | DataType::Duration(_) => "INTERVAL",
        DataType::Union(..) => "UNION",
        _ => "OTHER",
    }
}

fn listed(fields: &Fields) -> String {
    let names: Vec<String> =
        fields.iter().map(|field| format!("{} {}", field.name(), field_type_name(field))).collect();
    names.join(", ")
}

fn map_name(entries: &DataType) -> String {
    match entries {
        DataType::Struct(fields) => {
            let names: Vec<String> = fields.iter().map(|field| field_type_name(field)).collect();
            format!("MAP({})", names.join(", "))
        }
        _ => "MAP".to_owned(),
    }
}
