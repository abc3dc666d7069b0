//! The rows of an answer as a file to keep, sent as they come: a million rows are never in memory at once.

use std::io;

use api::Problem;
use archive::export::{Export, Format};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, BoxStream, Stream};
use futures_util::{StreamExt, TryStreamExt};
use service::{SqlAnswer, SqlError, SqlPart};

use super::api_forecast::fault;

/// The answer as `NAME.csv`, `.json` or `.parquet`. What fails before the first row has a status; what fails later, or has more
/// rows than a download may, breaks the connection: a file that ends early must not look whole.
pub(crate) async fn table_download(answer: SqlAnswer, format: Format, name: &str) -> Result<Response, Problem> {
    let SqlAnswer { schema, mut batches } = answer;
    let first = batches.next().await.transpose().map_err(|error| service::sql_problem(&error))?;
    let export = Export::begin(format, &schema).map_err(|_| fault("The rows have no form as such a file."))?;
    let parts = stream::iter(first.map(Ok)).chain(batches).boxed();
    let pieces = pieces(export, parts).inspect_err(|error| tracing::warn!(%error, "a download was broken off"));
    let disposition = format!("attachment; filename={}.{}", plain(name), format.name());
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// A name that no header and no file system takes for something else.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).collect()
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
