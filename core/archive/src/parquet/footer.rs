//! The footer of a file, read with bounds: whatever the bytes say, no panic and no memory beyond a small multiple of them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData};
use parquet::file::reader::ChunkReader;

use super::footer_shape;
use crate::FileError;

const MAGIC: &[u8] = b"PAR1";
const MAGIC_ENCRYPTED: &[u8] = b"PARE";
/// The length of the footer, then the magic.
const TAIL_BYTES: u64 = 8;
/// A footer describes about 100 bytes a column and row group; this is room for some thousand row groups.
const MOST_FOOTER_BYTES: u64 = 8 * 1024 * 1024;

/// Reads the footer and checks that what it says can be true of a file of this length.
pub(super) fn read(file: &impl ChunkReader) -> Result<ParquetMetaData, FileError> {
    let (start, footer) = footer_bytes(file)?;
    footer_shape::check(&footer)?;
    // The library is careful, and still: a footer of a stranger must not end more than the reading of it.
    let decoded = catch_unwind(AssertUnwindSafe(|| ParquetMetaDataReader::decode_metadata(&footer)));
    let metadata = decoded.map_err(|_| FileError::Footer("it makes no sense"))?.map_err(FileError::Unreadable)?;
    check_rows(&metadata)?;
    check_places(&metadata, start)?;
    Ok(metadata)
}

/// Reads the footer: its position, and its bytes.
fn footer_bytes(file: &impl ChunkReader) -> Result<(u64, Vec<u8>), FileError> {
    let length = file.len();
    let magic = MAGIC.len() as u64;
    if length == 0 {
        return Err(FileError::Empty);
    }
    if length < magic || bytes(file, 0, magic)? != MAGIC {
        return Err(FileError::NotParquet);
    }
    if length < magic + TAIL_BYTES {
        return Err(FileError::CutOff);
    }
    let tail = bytes(file, length - TAIL_BYTES, TAIL_BYTES)?;
    let (size, end) = tail.split_at(4);
    match end {
        MAGIC => {}
        MAGIC_ENCRYPTED => return Err(FileError::Encrypted),
        _ => return Err(FileError::CutOff),
    }
    let size = size.iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let room = length - TAIL_BYTES - magic;
    if size > room {
        return Err(FileError::Footer("it says that it is longer than the file"));
    }
    if size > MOST_FOOTER_BYTES {
        return Err(FileError::Footer("it is longer than 8 MiB"));
    }
    let start = length - TAIL_BYTES - size;
    Ok((start, bytes(file, start, size)?))
}

fn bytes(file: &impl ChunkReader, start: u64, length: u64) -> Result<Vec<u8>, FileError> {
    let length = usize::try_from(length).map_err(|_| FileError::Footer("it is too long"))?;
    let read = file.get_bytes(start, length).map_err(FileError::Unreadable)?;
    match read.len() == length {
        true => Ok(read.to_vec()),
        false => Err(FileError::Unreadable(ParquetError::EOF("the file became shorter".to_owned()))),
    }
}

fn check_rows(metadata: &ParquetMetaData) -> Result<(), FileError> {
    let mut sum = 0_i64;
    for group in metadata.row_groups() {
        let added = sum.checked_add(group.num_rows()).filter(|_| group.num_rows() >= 0);
        sum = added.ok_or(FileError::Footer("its row counts make no sense"))?;
    }
    match sum == metadata.file_metadata().num_rows() {
        true => Ok(()),
        false => Err(FileError::Footer("its row counts contradict each other")),
    }
}

/// Every column's bytes, and the indexes of its pages, lie between the first magic and the footer.
fn check_places(metadata: &ParquetMetaData, footer_start: u64) -> Result<(), FileError> {
    let mut columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    match columns.all(|column| lies_before(column, footer_start)) {
        true => Ok(()),
        false => Err(FileError::Footer("it names bytes that are not in the file")),
    }
}

fn lies_before(column: &ColumnChunkMetaData, footer_start: u64) -> bool {
    let inside = |first: i64, size: i64| match (u64::try_from(first), u64::try_from(size)) {
        (Ok(first), Ok(size)) => {
            first >= MAGIC.len() as u64 && first.checked_add(size).is_some_and(|end| end <= footer_start)
        }
        _ => false,
    };
    let index = |first: Option<i64>, size: Option<i32>| match (first, size) {
        (Some(first), Some(size)) => inside(first, i64::from(size)),
        _ => true,
    };
    let first = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
    column.data_page_offset() >= 0
        && column.num_values() >= 0
        && inside(first, column.compressed_size())
        && index(column.column_index_offset(), column.column_index_length())
        && index(column.offset_index_offset(), column.offset_index_length())
}
