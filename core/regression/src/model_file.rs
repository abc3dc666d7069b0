//! A model as bytes: everything it knows, compressed, behind a header that tells damage from another version.
//!
//! `promcast model\n`, then the version, the lengths of the body as written and as it was, and its CRC-32; all numbers
//! little-endian.

mod body;
mod error;
mod reader;
mod trees;
mod writer;

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::Model;
use reader::Reader;
use writer::Writer;

pub(crate) use body::body_bytes;
pub use error::ModelFileError;

const MAGIC: &[u8] = b"promcast model\n";
/// Version that this code writes and reads.
const VERSION: u32 = 1;
/// A body that would unfold to more is not read.
pub(crate) const MAX_BODY_BYTES: u64 = 1 << 30;

/// The bytes of a model's file; the same model gives the same bytes.
#[must_use]
pub fn encode(model: &Model) -> Vec<u8> {
    let mut body = Writer::default();
    body::write(model, &mut body);
    let folded = fold(&body.0);
    let mut file = Writer(MAGIC.to_vec());
    file.u32(VERSION);
    file.u64(folded.len() as u64);
    file.u64(body.0.len() as u64);
    file.u32(crc32fast::hash(&folded));
    file.0.extend(folded);
    file.0
}

/// The model in a file's bytes.
///
/// # Errors
/// The bytes are not what [`encode`] made: of something else, of another version, cut off, or damaged. Whatever the
/// bytes, this does not panic.
pub fn decode(bytes: &[u8]) -> Result<Model, ModelFileError> {
    if bytes.is_empty() {
        return Err(ModelFileError::Empty);
    }
    let mut header = Reader::new(header_of(bytes)?);
    let found = header.u32()?;
    if found != VERSION {
        return Err(ModelFileError::OtherVersion { found });
    }
    let (folded_bytes, body_bytes, checksum) = (header.u64()?, header.u64()?, header.u32()?);
    let folded = header.rest();
    match (folded.len() as u64).cmp(&folded_bytes) {
        std::cmp::Ordering::Less => return Err(ModelFileError::CutOff),
        std::cmp::Ordering::Greater => return Err(ModelFileError::GoesOn),
        std::cmp::Ordering::Equal => {}
    }
    if crc32fast::hash(folded) != checksum || body_bytes > MAX_BODY_BYTES {
        return Err(ModelFileError::Damaged);
    }
    let body = unfold(folded, body_bytes)?;
    let mut reader = Reader::new(&body);
    let model = body::read(&mut reader)?;
    if reader.rest().is_empty() { Ok(model) } else { Err(ModelFileError::Senseless("end")) }
}

/// Returns the bytes after the magic words.
fn header_of(bytes: &[u8]) -> Result<&[u8], ModelFileError> {
    match bytes.strip_prefix(MAGIC) {
        Some(header) => Ok(header),
        None if MAGIC.starts_with(bytes) => Err(ModelFileError::CutOff),
        None => Err(ModelFileError::Foreign),
    }
}

fn fold(body: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // A vector takes everything.
    let _all_written = encoder.write_all(body);
    encoder.finish().unwrap_or_default()
}

fn unfold(folded: &[u8], body_bytes: u64) -> Result<Vec<u8>, ModelFileError> {
    let mut body = Vec::new();
    let read = ZlibDecoder::new(folded).take(body_bytes + 1).read_to_end(&mut body);
    match read.is_ok() && body.len() as u64 == body_bytes {
        true => Ok(body),
        false => Err(ModelFileError::Senseless("body")),
    }
}
