//! Rows as a Parquet file, sent a row group at a time.

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::{ExportError, forms};

/// Rows that a reader takes at once, and that a download holds in memory.
const ROW_GROUP_ROWS: usize = 100_000;

/// A Parquet file that is being written.
#[derive(Debug)]
pub(super) struct ParquetExport(ArrowWriter<Vec<u8>>);

impl ParquetExport {
    pub(super) fn begin(schema: &SchemaRef) -> Result<Self, ExportError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
            .build();
        Ok(Self(ArrowWriter::try_new(Vec::new(), SchemaRef::clone(schema), Some(properties))?))
    }

    pub(super) fn rows(&mut self, rows: &RecordBatch) -> Result<Vec<u8>, ExportError> {
        forms::check_values(rows)?;
        self.0.write(rows)?;
        self.0.sync().map_err(parquet::errors::ParquetError::from)?;
        Ok(std::mem::take(self.0.inner_mut()))
    }

    pub(super) fn end(self) -> Result<Vec<u8>, ExportError> {
        Ok(self.0.into_inner()?)
    }
}
