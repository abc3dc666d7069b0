//! The rows of an answer as a file to keep, sent as they come: a million rows are never in memory at once.

use std::io;

use api::Problem;
use archive::export::{Export, Format};
use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::stream::{self, BoxStream, Stream};
use futures_util::{StreamExt, TryStreamExt};
use service::{SqlAnswer, SqlError, SqlPart};

use super::api_forecast::fault;
use super::attachment::attachment;

/// What whoever asks for another format is told: those of rows, and those of their chart.
pub(super) const FORMATS: &str = "Give one of csv, json, parquet, or svg, png for a chart.";

/// The answer as `NAME.csv`, `.json` or `.parquet`. What fails before the first row has a status; what fails later, or has more
/// rows than a download may, breaks the connection: a file that ends early must not look whole.
pub(super) async fn table_download(answer: SqlAnswer, format: Format, name: &str) -> Result<Response, Problem> {
    let SqlAnswer { schema, mut batches } = answer;
    let first = batches.next().await.transpose().map_err(|error| service::sql_problem(&error))?;
    let export = Export::begin(format, &schema).map_err(|_| fault("The rows have no form as such a file."))?;
    let parts = stream::iter(first.map(Ok)).chain(batches).boxed();
    let pieces = pieces(export, parts).inspect_err(|error| tracing::warn!(%error, "a download was broken off"));
    Ok(attachment(format.content_type(), name, format.name(), Body::from_stream(pieces)))
}

type Parts = BoxStream<'static, Result<SqlPart, SqlError>>;

/// The file's bytes, a piece a batch.
fn pieces(export: Export, parts: Parts) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(Some((export, parts)), |state| async move {
        let Some((mut export, mut parts)) = state else { return Ok(None) };
        match parts.next().await.transpose().map_err(io::Error::other)? {
            Some(SqlPart::Rows(rows)) => {
                // Packing a row group takes tens of milliseconds, which other requests should not wait for.
                let packed = tokio::task::spawn_blocking(move || export.rows(&rows).map(|bytes| (export, bytes)));
                let (export, bytes) = packed.await?.map_err(io::Error::other)?;
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
