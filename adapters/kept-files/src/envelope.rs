//! The bytes of what is kept, on disk: JSON in an envelope with a version and a CRC-32, so that damage never becomes numbers.
//!
//! The envelope is compared byte by byte instead of parsed: a flipped bit in the envelope is damage too.

use crate::kept::Kept;

const BEFORE_CHECKSUM: &str = r#"{"version":1,"crc32":""#;
const AFTER_PAYLOAD: &str = "}\n";
/// Eight hexadecimal digits.
const CHECKSUM_LEN: usize = 8;

/// The bytes of a file.
///
/// # Errors
/// Those of serde_json, which nothing that is kept meets.
pub(crate) fn seal<K: Kept>(kept: &K) -> serde_json::Result<Vec<u8>> {
    let payload = serde_json::to_string(kept)?;
    let checksum = checksum(payload.as_bytes());
    Ok([BEFORE_CHECKSUM, &checksum, &before_payload::<K>(), &payload, AFTER_PAYLOAD].concat().into_bytes())
}

/// Parses a file's bytes; `None` if they are not what [`seal`] made.
pub(crate) fn open<K: Kept>(bytes: &[u8]) -> Option<K> {
    let rest = bytes.strip_prefix(BEFORE_CHECKSUM.as_bytes())?;
    let (written, rest) = rest.split_at_checked(CHECKSUM_LEN)?;
    let payload = rest.strip_prefix(before_payload::<K>().as_bytes())?.strip_suffix(AFTER_PAYLOAD.as_bytes())?;
    if written != checksum(payload).as_bytes() {
        return None;
    }
    serde_json::from_slice(payload).ok()
}

fn before_payload<K: Kept>() -> String {
    format!(r#"","{}":"#, K::WHAT)
}

fn checksum(payload: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(payload))
}
