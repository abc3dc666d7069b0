//! Every statement of a stranger, told to the log and counted: who runs Promcast sees what was asked and what it cost.

use std::sync::Arc;
use std::time::{Duration, Instant};

use archive::ArchivedFile;
use async_trait::async_trait;
use futures_util::StreamExt;
use service::{Author, Confinement, SqlAnswer, SqlEngine, SqlError, SqlPart, SqlQuery};

use crate::telemetry::Telemetry;

/// So much of a statement is told.
const MAX_TOLD_CHARS: usize = 500;

/// Tells and counts what it passes on.
#[derive(Debug)]
pub(crate) struct AuditedSql {
    inner: Arc<dyn SqlEngine>,
    telemetry: Telemetry,
}

impl AuditedSql {
    pub(crate) fn new(inner: Arc<dyn SqlEngine>, telemetry: &Telemetry) -> Self {
        Self { inner, telemetry: telemetry.clone() }
    }
}

#[async_trait]
impl SqlEngine for AuditedSql {
    fn confinement(&self) -> Confinement {
        self.inner.confinement()
    }

    fn expect(&self, files: &[ArchivedFile]) {
        self.inner.expect(files);
    }

    async fn run(&self, query: SqlQuery) -> Result<SqlAnswer, SqlError> {
        if query.author == Author::Promcast {
            return self.inner.run(query).await;
        }
        let mut entry = Entry::begin(&query.statement.sql, &self.telemetry);
        match self.inner.run(query).await {
            Ok(answer) => Ok(watched(answer, entry)),
            Err(error) => {
                entry.outcome = outcome(&error);
                Err(error)
            }
        }
    }
}

/// The answer, with an eye on how it ends.
fn watched(answer: SqlAnswer, mut entry: Entry) -> SqlAnswer {
    let watch = move |part: Result<SqlPart, SqlError>| {
        // The whole entry moves in: it is told when the answer is dropped.
        let entry = &mut entry;
        match &part {
            Ok(SqlPart::Rows(rows)) => entry.rows += rows.num_rows() as u64,
            Ok(SqlPart::End(end)) => entry.outcome = if end.cut { "cut" } else { "ok" },
            Err(error) => entry.outcome = outcome(error),
        }
        part
    };
    SqlAnswer { schema: answer.schema, batches: answer.batches.map(watch).boxed() }
}

/// Audit entry of a statement, written once it is over. An answer that is dropped before its end counts as cancelled.
#[derive(Debug)]
struct Entry {
    since: Instant,
    told: String,
    rows: u64,
    outcome: &'static str,
    telemetry: Telemetry,
}

impl Entry {
    fn begin(sql: &str, telemetry: &Telemetry) -> Self {
        Self { since: Instant::now(), told: told(sql), rows: 0, outcome: "cancelled", telemetry: telemetry.clone() }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let took = self.since.elapsed();
        self.telemetry.sql_ran(self.outcome, took);
        let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(outcome = self.outcome, rows = self.rows, took_ms, sql = %self.told, "a statement was run");
    }
}

/// The beginning of a statement, as no terminal takes it for anything but text.
fn told(sql: &str) -> String {
    let mut told: String = sql.chars().take(MAX_TOLD_CHARS).flat_map(char::escape_debug).collect();
    if sql.chars().nth(MAX_TOLD_CHARS).is_some() {
        told.push('…');
    }
    told
}

/// A closed set, as labels must be.
fn outcome(error: &SqlError) -> &'static str {
    match error {
        SqlError::Statement { .. } => "error",
        SqlError::NotARead { .. } => "refused",
        SqlError::Timeout { .. } => "timeout",
        SqlError::OutOfMemory { .. } => "out_of_memory",
        SqlError::Died { .. } => "died",
        SqlError::TooLarge { .. } => "too_large",
        SqlError::NoForm(_) => "no_form",
        SqlError::File { .. } => "file",
        SqlError::Busy => "busy",
        SqlError::Off { .. } => "off",
        SqlError::Unavailable { .. } => "unavailable",
    }
}

/// Upper ends of the histogram's buckets, in seconds.
pub(crate) const BUCKETS: [Duration; 7] = [
    Duration::from_millis(20),
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_secs(300),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_short_and_harmless() {
        assert_eq!(told("SELECT 1\n\u{1b}[31m"), "SELECT 1\\n\\u{1b}[31m");
        assert_eq!(told(&"µ".repeat(501)), format!("{}…", "µ".repeat(500)));
    }

    #[test]
    fn an_entry_that_is_dropped_was_cancelled() {
        let telemetry = Telemetry::new("test").unwrap();
        drop(Entry::begin("SELECT 1", &telemetry));
        let text = telemetry.exposition(0, 0).unwrap();
        assert!(text.contains("promcast_sql_statements_total{outcome=\"cancelled\"} 1"), "{text}");
    }
}
