//! The rows of an answer as a file to keep, sent as they come: a million rows are never in memory at once.

use std::error::Error;
use std::{io, iter};

use api::Problem;
use archive::export::{Export, ExportError, Format};
use archive::{LeftOut, RecordBatch};
use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::response::Response;
use futures_util::stream::{self, BoxStream, Stream};
use futures_util::{StreamExt, TryStreamExt};
use service::{SqlAnswer, SqlError, SqlPart};

use super::api_forecast::fault;
use super::attachment::attachment;

/// Remedy for an unknown format: the formats of rows, and those of their chart.
pub(super) const FORMATS: &str = "Give one of csv, json, parquet, or svg, png for a chart.";

/// Names the files that could not be read, where there are any.
const LEFT_OUT: &str = "x-promcast-left-out";
/// As many of their names as fit a header.
const MAX_NAMED: usize = 20;
/// Says what became of NaN and the infinities, for which JSON has no word.
const NOT_FINITE: (&str, &str) = ("x-promcast-not-finite", "null");

/// The answer as `NAME.csv`, `.json` or `.parquet`. What fails before the first rows are written has a status; what fails later, or has
/// more rows than a download may, breaks the connection: a file that ends early must not look whole.
pub(super) async fn table_download(
    answer: SqlAnswer,
    left_out: &[LeftOut],
    format: Format,
    name: &str,
) -> Result<Response, Problem> {
    let SqlAnswer { schema, mut batches } = answer;
    let mut export = Export::begin(format, &schema).map_err(refused)?;
    let first = batches.next().await.transpose().map_err(|error| service::sql_problem(&error))?;
    let mut begin = None;
    let parts = match first {
        Some(SqlPart::Rows(rows)) => {
            let bytes;
            (export, bytes) =
                packed(export, rows).await.map_err(|error| fault(&error.to_string()))?.map_err(refused)?;
            begin = Some(Ok(Bytes::from(bytes)));
            batches
        }
        other => stream::iter(other.map(Ok)).chain(batches).boxed(),
    };
    let pieces = stream::iter(begin).chain(pieces(export, parts)).inspect_err(|error| {
        let error = chain(error);
        tracing::warn!(error, "a download was broken off");
    });
    let mut response = attachment(format.content_type(), name, format.name(), Body::from_stream(pieces));
    let headers = response.headers_mut();
    let named = left_out.iter().take(MAX_NAMED).map(|file| file.path.as_str()).collect::<Vec<_>>().join(", ");
    if let Ok(names) = HeaderValue::from_str(&named)
        && !names.is_empty()
    {
        headers.insert(LEFT_OUT, names);
    }
    if format == Format::Json && schema.fields().iter().any(|field| field.data_type().is_floating()) {
        headers.insert(NOT_FINITE.0, HeaderValue::from_static(NOT_FINITE.1));
    }
    Ok(response)
}

/// Converts an export error to a problem: it names the column, or is internal and in the log.
fn refused(error: ExportError) -> Problem {
    match error {
        ExportError::NoForm(no_form) => service::sql_problem(&SqlError::NoForm(no_form)),
        other => {
            let error = chain(&other);
            tracing::error!(error, "rows cannot be written");
            fault("The rows have no form as such a file.")
        }
    }
}

/// An error with its causes.
fn chain(error: &(dyn Error + 'static)) -> String {
    let causes = iter::successors(Some(error), |error| (**error).source()).map(ToString::to_string);
    causes.collect::<Vec<_>>().join(": ")
}

/// The bytes of some rows. Packing a row group takes tens of milliseconds, which other requests should not wait for.
async fn packed(mut export: Export, rows: RecordBatch) -> io::Result<Result<(Export, Vec<u8>), ExportError>> {
    Ok(tokio::task::spawn_blocking(move || export.rows(&rows).map(|bytes| (export, bytes))).await?)
}

type Parts = BoxStream<'static, Result<SqlPart, SqlError>>;

/// The file's bytes, a piece a batch.
fn pieces(export: Export, parts: Parts) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(Some((export, parts)), |state| async move {
        let Some((export, mut parts)) = state else { return Ok(None) };
        match parts.next().await.transpose().map_err(io::Error::other)? {
            Some(SqlPart::Rows(rows)) => {
                let (export, bytes) = packed(export, rows).await?.map_err(io::Error::other)?;
                Ok(Some((Bytes::from(bytes), Some((export, parts)))))
            }
            Some(SqlPart::End(end)) if !end.cut => {
                let bytes = tokio::task::spawn_blocking(move || export.end()).await?.map_err(io::Error::other)?;
                Ok(Some((Bytes::from(bytes), None)))
            }
            Some(SqlPart::End(_)) => Err(io::Error::other("there are more rows than a download may have")),
            None => Err(io::Error::other("the answer has no end")),
        }
    })
}
