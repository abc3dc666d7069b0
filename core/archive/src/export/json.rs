//! Rows as one JSON array of objects.

mod encoders;

use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::json::Writer;
use arrow::json::writer::{JsonArray, WriterBuilder};

use super::ExportError;
use encoders::Encoders;

/// A JSON file that is being written.
pub(super) struct JsonExport(Writer<Vec<u8>, JsonArray>);

impl std::fmt::Debug for JsonExport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JsonExport")
    }
}

impl JsonExport {
    pub(super) fn begin() -> Self {
        let options = WriterBuilder::new().with_explicit_nulls(true).with_encoder_factory(Arc::new(Encoders));
        Self(options.build(Vec::new()))
    }

    pub(super) fn rows(&mut self, rows: &RecordBatch) -> Result<Vec<u8>, ExportError> {
        self.0.write(rows)?;
        Ok(std::mem::take(self.0.get_mut()))
    }

    pub(super) fn end(mut self) -> Result<Vec<u8>, ExportError> {
        self.0.finish()?;
        Ok(self.0.into_inner())
    }
}
