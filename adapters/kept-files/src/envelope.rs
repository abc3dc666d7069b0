//! A forecast's bytes on disk: JSON in an envelope with a version and a CRC-32, so that damage never becomes numbers.
//!
//! The envelope is compared byte by byte instead of parsed: a flipped bit in the envelope is damage too.

use service::StoredForecast;

const BEFORE_CHECKSUM: &str = r#"{"version":1,"crc32":""#;
const BEFORE_FORECAST: &str = r#"","forecast":"#;
const AFTER_FORECAST: &str = "}\n";
/// Eight hexadecimal digits.
const CHECKSUM_LEN: usize = 8;

/// The bytes of a forecast's file.
///
/// # Errors
/// Those of serde_json, which a forecast does not meet.
pub(crate) fn seal(forecast: &StoredForecast) -> serde_json::Result<Vec<u8>> {
    let payload = serde_json::to_string(forecast)?;
    let checksum = checksum(payload.as_bytes());
    Ok([BEFORE_CHECKSUM, &checksum, BEFORE_FORECAST, &payload, AFTER_FORECAST].concat().into_bytes())
}

/// The forecast in a file's bytes; `None` where they are not what [`seal`] made.
pub(crate) fn open(bytes: &[u8]) -> Option<StoredForecast> {
    let rest = bytes.strip_prefix(BEFORE_CHECKSUM.as_bytes())?;
    let (written, rest) = rest.split_at_checked(CHECKSUM_LEN)?;
    let payload = rest.strip_prefix(BEFORE_FORECAST.as_bytes())?.strip_suffix(AFTER_FORECAST.as_bytes())?;
    if written != checksum(payload).as_bytes() {
        return None;
    }
    serde_json::from_slice(payload).ok()
}

fn checksum(payload: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(payload))
}
