//! An answer of a process: frames become rows, until the end or the deadline.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use archive::{RecordBatch, SchemaRef};
use arrow::buffer::Buffer;
use arrow::error::ArrowError;
use arrow::ipc::reader::StreamDecoder;
use service::{Author, SqlAnswer, SqlEnd, SqlError, SqlLimits, SqlPart};
use tokio::runtime::Handle;
use tokio::time::{Instant, timeout_at};

use super::Shared;
use super::delivery::delivered;
use super::failure::{named_file, sql_error};
use super::process::{Process, nonsense};
use super::seats::{Seat, Seats};
use crate::protocol::{Ask, Ended, Failed, Kind};

/// A process that is being asked. Dropping this ends it.
pub(super) struct Answering {
    pub(super) process: Process,
    pub(super) shared: Arc<Shared>,
    pub(super) author: Author,
    pub(super) limits: SqlLimits,
    pub(super) deadline: Instant,
    pub(super) folder: String,
    pub(super) _successor: Option<Successor>,
}

/// Has a process ready for the next stranger, when the answer to this one is over: before, it would take processor time from it.
pub(super) struct Successor(pub(super) Arc<Shared>);

impl Drop for Successor {
    fn drop(&mut self) {
        // Without a runtime the server ends, and nobody comes next.
        if Handle::try_current().is_ok() {
            self.0.refill();
        }
    }
}

impl Answering {
    /// Asks, and waits until the columns are known. The seat, one of `seats`, is kept as long as the statement runs.
    pub(super) async fn begin(mut self, ask: &Ask, seats: &Arc<Seats>, seat: Seat) -> Result<SqlAnswer, SqlError> {
        let body = serde_json::to_vec(ask).map_err(|error| SqlError::Unavailable { why: error.to_string() })?;
        let deadline = self.deadline;
        let asked = async {
            self.process.ask(&body).await?;
            self.process.receive().await
        };
        let first = timeout_at(deadline, asked).await.unwrap_or_else(|_| Err(timeout(&self.limits)))?;
        let mut reading = Reading { answering: Some(self), decoder: StreamDecoder::new(), rows_left: ask.max_rows };
        match first {
            (Kind::Rows, bytes) => {
                let schema = reading.schema(bytes)?;
                let batches = delivered(reading, deadline, Arc::clone(seats), seat);
                Ok(SqlAnswer { schema, batches })
            }
            (Kind::Failed, bytes) => Err(reading.failed(&bytes, Some(ask))),
            _ => Err(nonsense()),
        }
    }
}

fn timeout(limits: &SqlLimits) -> SqlError {
    SqlError::Timeout { seconds: limits.deadline.as_secs() }
}

/// Reader of the frames after the first.
pub(super) struct Reading {
    /// Gone after the last part.
    answering: Option<Answering>,
    decoder: StreamDecoder,
    rows_left: u64,
}

impl Reading {
    fn schema(&mut self, bytes: Vec<u8>) -> Result<SchemaRef, SqlError> {
        self.decode(bytes)?;
        self.decoder.schema().ok_or_else(nonsense)
    }

    /// Tells whether the process is asked no more.
    pub(super) fn is_over(&self) -> bool {
        self.answering.is_none()
    }

    /// The next part, and what reads the one after it.
    pub(super) async fn next(mut self) -> Option<(Result<SqlPart, SqlError>, Self)> {
        let answering = self.answering.as_mut()?;
        let received = timeout_at(answering.deadline, answering.process.receive()).await;
        let part = match received.unwrap_or_else(|_| Err(timeout(&answering.limits))) {
            Ok((Kind::Rows, bytes)) => self.rows(bytes),
            Ok((Kind::End, bytes)) => self.end(&bytes),
            Ok((Kind::Failed, bytes)) => Err(self.failed(&bytes, None)),
            Ok(_) => Err(nonsense()),
            Err(error) => Err(error),
        };
        if part.is_err() {
            self.answering = None;
        }
        Some((part, self))
    }

    fn rows(&mut self, bytes: Vec<u8>) -> Result<SqlPart, SqlError> {
        let batches = self.decode(bytes)?;
        let mut filled = batches.into_iter().filter(|batch| batch.num_rows() > 0);
        let (Some(batch), None) = (filled.next(), filled.next()) else { return Err(nonsense()) };
        self.rows_left = self.rows_left.checked_sub(batch.num_rows() as u64).ok_or_else(nonsense)?;
        Ok(SqlPart::Rows(batch))
    }

    /// Decodes the record batches of a frame. The bytes come from a process that may have been taken over: not even a panic of the
    /// decoder gets further than here.
    fn decode(&mut self, bytes: Vec<u8>) -> Result<Vec<RecordBatch>, SqlError> {
        let mut buffer = Buffer::from(bytes);
        let decoder = &mut self.decoder;
        let decoded = catch_unwind(AssertUnwindSafe(|| {
            let mut batches = Vec::new();
            while !buffer.is_empty() {
                batches.extend(decoder.decode(&mut buffer)?);
            }
            Ok::<_, ArrowError>(batches)
        }));
        decoded.ok().and_then(Result::ok).ok_or_else(nonsense)
    }

    fn end(&mut self, bytes: &[u8]) -> Result<SqlPart, SqlError> {
        let ended: Ended = serde_json::from_slice(bytes).map_err(|_| nonsense())?;
        self.give_back();
        let took = Duration::from_micros(ended.took_us);
        Ok(SqlPart::End(SqlEnd { rows: ended.rows, cut: ended.cut, took, rows_read: ended.rows_read }))
    }

    fn failed(&mut self, bytes: &[u8], ask: Option<&Ask>) -> SqlError {
        let Ok(failed) = serde_json::from_slice::<Failed>(bytes) else { return nonsense() };
        let Some(answering) = &self.answering else { return nonsense() };
        let (sql, files) = ask.map_or(("", [].as_slice()), |ask| (&ask.sql, &ask.files));
        let failed = named_file(&failed, files).unwrap_or(failed);
        let error = sql_error(failed, sql, &answering.folder, answering.shared.settings.memory_mib);
        if matches!(error, SqlError::Statement { .. } | SqlError::File { .. } | SqlError::NoForm(_)) {
            self.give_back();
        }
        error
    }

    /// A process that answered Promcast to the end may be asked again; one that answered a stranger ends.
    fn give_back(&mut self) {
        if let Some(Answering { process, shared, author: Author::Promcast, .. }) = self.answering.take() {
            shared.keep(process);
        }
    }
}
