//! An engine that answers what it was told to.

use std::sync::Mutex;
use std::time::Duration;

use archive::RecordBatch;
use async_trait::async_trait;
use futures_util::{StreamExt, stream};

use crate::{Confinement, SqlAnswer, SqlEnd, SqlEngine, SqlError, SqlPart, SqlQuery};

/// Answers every query with the same rows and remembers what it was asked.
#[derive(Debug)]
pub struct FakeSql {
    /// The rows, or why there are none.
    pub answer: Result<RecordBatch, SqlError>,
    /// The confinement it reports.
    pub confinement: Confinement,
    /// The queries it received.
    pub asked: Mutex<Vec<SqlQuery>>,
}

impl FakeSql {
    /// An engine with this answer, confined by the kernel.
    #[must_use]
    pub fn answering(answer: Result<RecordBatch, SqlError>) -> Self {
        Self { answer, confinement: Confinement::Kernel, asked: Mutex::default() }
    }
}

impl Default for FakeSql {
    fn default() -> Self {
        Self::answering(Err(SqlError::Unavailable { why: "nothing was told to the fake".to_owned() }))
    }
}

#[async_trait]
impl SqlEngine for FakeSql {
    fn confinement(&self) -> Confinement {
        self.confinement.clone()
    }

    async fn run(&self, query: SqlQuery) -> Result<SqlAnswer, SqlError> {
        self.asked.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(query);
        let rows = self.answer.clone()?;
        let took = Duration::from_millis(1);
        let end = SqlEnd { rows: rows.num_rows() as u64, cut: false, took, rows_read: None };
        let schema = rows.schema();
        let parts = [Ok(SqlPart::Rows(rows)), Ok(SqlPart::End(end))];
        Ok(SqlAnswer { schema, batches: stream::iter(parts).boxed() })
    }
}
