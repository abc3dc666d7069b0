//! Rows on their way out: Arrow IPC in frames of a bounded size, until a limit is met.

use std::io::{self, Write};

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use arrow::ipc::writer::StreamWriter;

use super::wire;
use crate::protocol::{Ask, Kind};

/// A frame beyond this is cut in two, down to single rows.
const FRAME_BYTES: usize = 4 << 20;

/// Reason to send no more rows.
pub(super) enum Stop {
    /// The answer is as long as it may be.
    Cut,
    /// One row alone is more than may be.
    Row(usize),
    /// The pipe.
    Pipe(io::Error),
    /// Arrow cannot write these.
    Arrow(ArrowError),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Pipe(error)
    }
}

impl From<ArrowError> for Stop {
    fn from(error: ArrowError) -> Self {
        Self::Arrow(error)
    }
}

/// Writes rows and counts them.
pub(super) struct Rows<'a, W: Write> {
    out: &'a mut W,
    arrow: StreamWriter<Vec<u8>>,
    rows_left: u64,
    bytes_left: u64,
    /// Rows sent.
    pub(super) sent: u64,
}

impl<'a, W: Write> Rows<'a, W> {
    /// Begins with the schema, and no row: a decoder believes a schema only when something comes after it.
    pub(super) fn begin(out: &'a mut W, schema: SchemaRef, ask: &Ask) -> Result<Self, Stop> {
        let mut arrow = StreamWriter::try_new(Vec::new(), &schema)?;
        arrow.write(&RecordBatch::new_empty(schema))?;
        wire::write(out, Kind::Rows, &std::mem::take(arrow.get_mut()))?;
        Ok(Self { out, arrow, rows_left: ask.max_rows, bytes_left: ask.max_bytes, sent: 0 })
    }

    /// Sends rows; stops where they are more than may be.
    pub(super) fn send(&mut self, batch: &RecordBatch) -> Result<(), Stop> {
        let allowed = usize::try_from(self.rows_left).unwrap_or(usize::MAX).min(batch.num_rows());
        if allowed > 0 {
            self.send_part(&batch.slice(0, allowed))?;
        }
        if allowed < batch.num_rows() { Err(Stop::Cut) } else { Ok(()) }
    }

    fn send_part(&mut self, batch: &RecordBatch) -> Result<(), Stop> {
        // What a slice shares with the rest is not counted by it, so that a guess would be too high.
        self.arrow.write(batch)?;
        let bytes = std::mem::take(self.arrow.get_mut());
        let (rows, most) = (batch.num_rows(), self.bytes_left.min(FRAME_BYTES as u64));
        match bytes.len() as u64 > most {
            true if rows > 1 => {
                self.send_part(&batch.slice(0, rows / 2))?;
                self.send_part(&batch.slice(rows / 2, rows - rows / 2))
            }
            true if self.sent == 0 || bytes.len() > FRAME_BYTES => Err(Stop::Row(bytes.len())),
            true => Err(Stop::Cut),
            false => {
                wire::write(self.out, Kind::Rows, &bytes)?;
                self.bytes_left -= bytes.len() as u64;
                self.rows_left -= rows as u64;
                self.sent += rows as u64;
                Ok(())
            }
        }
    }
}
