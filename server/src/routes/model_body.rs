//! The body of a question about a model: what it is, read to its end, and not larger than it may be.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use service::BodyFormat;

use super::model_refusal::refused;

/// The largest body of rows: tens of thousands of them.
pub(super) const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;
/// So much more is read and thrown away, for whoever is still sending would not see an answer.
const MAX_THROWN_AWAY_BYTES: usize = 64 * 1024 * 1024;

/// Error of a body that cannot be read.
#[derive(Clone, Copy, Debug)]
pub(super) enum BodyError {
    /// It is neither JSON nor CSV, or does not say so.
    OtherKind,
    TooLarge,
    BrokenOff,
}

impl IntoResponse for BodyError {
    fn into_response(self) -> Response {
        let too_large =
            || format!("The body is larger than {} MiB: send the rows in several parts.", MAX_BODY_BYTES / 1024 / 1024);
        match self {
            Self::OtherKind => refused(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "Send rows with `Content-Type: application/json` or `text/csv`.",
            ),
            Self::TooLarge => refused(StatusCode::PAYLOAD_TOO_LARGE, &too_large()),
            Self::BrokenOff => refused(StatusCode::BAD_REQUEST, "The body broke off."),
        }
    }
}

/// Reads a body.
///
/// # Errors
/// It is of another kind, too large, or broke off.
pub(super) async fn read(headers: &HeaderMap, body: Body) -> Result<(BodyFormat, Vec<u8>), BodyError> {
    let format = format_of(headers);
    let bytes = whole(headers, body).await?;
    format.map(|format| (format, bytes)).ok_or(BodyError::OtherKind)
}

/// JSON or CSV, by what the sender says it is.
fn format_of(headers: &HeaderMap) -> Option<BodyFormat> {
    let said = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let media = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match media.as_str() {
        "application/json" => Some(BodyFormat::Json),
        "text/csv" => Some(BodyFormat::Csv),
        other => (other.starts_with("application/") && other.ends_with("+json")).then_some(BodyFormat::Json),
    }
}

/// The bytes of a body, which is not larger than it may be.
pub(super) async fn whole(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, BodyError> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    // Who asks before sending is told before sending.
    let waits = headers.contains_key(header::EXPECT) && length.is_some_and(|length| length > MAX_BODY_BYTES);
    if waits || length.is_some_and(|length| length > MAX_THROWN_AWAY_BYTES) {
        return Err(BodyError::TooLarge);
    }
    let (mut bytes, mut read) = (Vec::with_capacity(length.unwrap_or(0).min(MAX_BODY_BYTES)), 0);
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| BodyError::BrokenOff)?;
        read += piece.len();
        if read <= MAX_BODY_BYTES {
            bytes.extend_from_slice(&piece);
        } else if read > MAX_THROWN_AWAY_BYTES {
            break;
        }
    }
    if read > MAX_BODY_BYTES { Err(BodyError::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_bodies() {
        let cases = [
            ("application/json", Some(BodyFormat::Json)),
            ("Application/JSON; charset=utf-8", Some(BodyFormat::Json)),
            ("application/vnd.api+json", Some(BodyFormat::Json)),
            ("text/csv; header=present", Some(BodyFormat::Csv)),
            ("text/plain", None),
            ("application/x-www-form-urlencoded", None),
            ("multipart/form-data; boundary=json", None),
            ("", None),
        ];
        for (said, format) in cases {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, said.parse().unwrap())]);
            assert_eq!(format_of(&headers), format, "{said}");
        }
        assert_eq!(format_of(&HeaderMap::new()), None);
    }
}
