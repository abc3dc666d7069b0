//! One statement, from its text to the frame that ends its answer.

use std::io::{self, Write};
use std::time::Instant;

use archive::sql::{SqlValue, literal};
use archive::{NoForm, PlainColumns};
use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, FieldRef, Schema};
use duckdb::types::{TimeUnit, Value};
use duckdb::{Connection, Statement, params_from_iter};

use super::database::Database;
use super::failure::{failed, may_be_a_file};
use super::rows::{Rows, Stop};
use super::wire;
use crate::protocol::{Ask, Ended, Failed, Kind};

/// Reason why an answer is not complete.
enum NoAnswer {
    Failed(Failed),
    Pipe(io::Error),
}

impl From<duckdb::Error> for NoAnswer {
    fn from(error: duckdb::Error) -> Self {
        Self::Failed(failed(&error))
    }
}

/// Answers. Only a pipe that fails is an error of the process.
pub(super) fn answer(database: &mut Database, ask: &Ask, out: &mut impl Write) -> io::Result<()> {
    let begun = Instant::now();
    let outcome = database.show(&ask.view).map_err(NoAnswer::from).and_then(|connection| rows(connection, ask, out));
    match outcome {
        Ok((rows, cut)) => {
            let took_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            // What was broken off has not been counted to its end.
            let rows_read = if cut { None } else { database.rows_read() };
            wire::write(out, Kind::End, &json(&Ended { rows, cut, took_us, rows_read })?)
        }
        Err(NoAnswer::Pipe(error)) => Err(error),
        Err(NoAnswer::Failed(failed)) => {
            let named = may_be_a_file(&failed).then(|| damaged(database.connection(), &ask.files)).flatten();
            wire::write(out, Kind::Failed, &json(&named.unwrap_or(failed))?)
        }
    }
}

fn json(value: &impl serde::Serialize) -> io::Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(io::Error::other)
}

/// Sends the rows; how many they were, and whether there were more.
fn rows(connection: &Connection, ask: &Ask, out: &mut impl Write) -> Result<(u64, bool), NoAnswer> {
    let mut statement = connection.prepare(&ask.sql)?;
    let values = params_from_iter(ask.values.iter().map(bound));
    let schema = match statement.stream_arrow(values) {
        Ok(stream) => stream.get_schema(),
        Err(error) => return Err(unsent(connection, &ask.sql, &error).map_or_else(|| error.into(), NoAnswer::Failed)),
    };
    let columns = schema.fields().len();
    if columns > ask.max_columns {
        let why = format!("the answer has {columns} columns, and may have {}", ask.max_columns);
        return Err(NoAnswer::Failed(Failed::TooLarge { why }));
    }
    if let Some(again) = with_text_intervals(connection, ask, &schema) {
        statement = again;
    }
    let plain = PlainColumns::of(&schema).map_err(|no_form| NoAnswer::Failed(Failed::NoForm(no_form)))?;
    let mut rows = Rows::begin(out, plain.schema().clone(), ask).map_err(|stop| stopped(&stop, ask))?;
    while let Some(array) = statement.step()? {
        let batch = plain.rows(&RecordBatch::from(&array)).map_err(|error| stopped(&Stop::Arrow(error), ask))?;
        match rows.send(&batch) {
            Ok(()) => {}
            Err(Stop::Cut) => return Ok((rows.sent, true)),
            Err(stop) => return Err(stopped(&stop, ask)),
        }
    }
    Ok((rows.sent, false))
}

fn stopped(stop: &Stop, ask: &Ask) -> NoAnswer {
    match stop {
        Stop::Pipe(error) => NoAnswer::Pipe(error.kind().into()),
        Stop::Arrow(error) => NoAnswer::Failed(Failed::TooLarge { why: format!("the rows cannot be sent: {error}") }),
        Stop::Row(bytes) => {
            let why = format!("one row has {bytes} bytes, and the whole answer may have {}", ask.max_bytes);
            NoAnswer::Failed(Failed::TooLarge { why })
        }
        Stop::Cut => NoAnswer::Failed(Failed::TooLarge { why: "the answer is too long".to_owned() }),
    }
}

/// The same statement with its intervals as text, where it has any and can stand in brackets: DuckDB counts microseconds, Arrow
/// nanoseconds, and an interval of three million hours would come as another one.
fn with_text_intervals<'a>(connection: &'a Connection, ask: &Ask, schema: &Schema) -> Option<Statement<'a>> {
    let is_interval = |field: &FieldRef| matches!(field.data_type(), DataType::Interval(_));
    if !schema.fields().iter().any(is_interval) {
        return None;
    }
    let columns: Vec<String> = (0..schema.fields().len()).map(|place| format!("c{place}")).collect();
    let written = columns.iter().zip(schema.fields()).map(|(column, field)| match is_interval(field) {
        true => format!("CAST({column} AS VARCHAR)"),
        false => column.clone(),
    });
    let bare = ask.sql.trim_end_matches(|c: char| c == ';' || c.is_whitespace());
    let (written, columns) = (written.collect::<Vec<_>>().join(", "), columns.join(", "));
    let mut statement = connection.prepare(&format!("SELECT {written} FROM (\n{bare}\n) AS t({columns})")).ok()?;
    let is_running = statement.stream_arrow(params_from_iter(ask.values.iter().map(bound))).is_ok();
    is_running.then_some(statement)
}

/// A type that the library does not take from DuckDB, by the name of its column.
fn unsent(connection: &Connection, sql: &str, error: &duckdb::Error) -> Option<Failed> {
    let duckdb::Error::FromSqlConversionFailure(place, of, _) = error else { return None };
    let described = connection.prepare(&format!("DESCRIBE {sql}")).and_then(|mut describe| {
        let names = describe.query_map([], |row| row.get::<_, String>(0))?;
        names.collect::<Result<Vec<_>, _>>()
    });
    let name = described.ok().and_then(|names| names.into_iter().nth(*place));
    let name = name.unwrap_or_else(|| format!("number {}", place + 1));
    Some(Failed::NoForm(NoForm::unsent(&name, &of.to_string().to_uppercase())))
}

/// A value as DuckDB binds it. Lists are in the text already.
fn bound(value: &SqlValue) -> Value {
    match value {
        SqlValue::Text(text) | SqlValue::Date(text) => Value::Text(text.clone()),
        SqlValue::Integer(number) => Value::BigInt(*number),
        SqlValue::Real(number) => Value::Double(*number),
        SqlValue::TimestampMs(ms) => Value::Timestamp(TimeUnit::Millisecond, *ms),
        SqlValue::TextList(list) => Value::Text(list.join(", ")),
    }
}

/// The first file that cannot be read to its end. Some of DuckDB's errors do not name the file they met.
fn damaged(connection: &Connection, files: &[String]) -> Option<Failed> {
    files.iter().find_map(|name| {
        let sql = format!("SELECT count(COLUMNS(*)) FROM read_parquet([{}])", literal(name));
        let error = connection.execute_batch(&sql).err()?;
        match failed(&error) {
            Failed::DuckDb { kind, message, .. } if kind != "Out of Memory" => {
                Some(Failed::File { name: name.clone(), message })
            }
            _ => None,
        }
    })
}
