//! Builds the SQL engine.

use std::sync::Arc;

use anyhow::Context;
use duckdb_worker::{DuckdbWorker, WorkerSettings};
use service::SqlEngine;

use crate::config::Config;
use crate::sql_audit::AuditedSql;
use crate::telemetry::Telemetry;

/// DuckDB in processes of its own, which are this program again; what strangers ask is told to the log. Where it `is_asked_soon`,
/// the first ones are started ahead.
pub(super) fn engine(
    config: &Config,
    telemetry: &Telemetry,
    is_asked_soon: bool,
) -> anyhow::Result<Arc<dyn SqlEngine>> {
    let program = std::env::current_exe().context("cannot find the program itself")?;
    let root = std::path::absolute(&config.archive.folder)?;
    let settings = WorkerSettings { allow_weak: config.sql.allow_weak_sandbox, ..WorkerSettings::new(program, root) };
    let worker = DuckdbWorker::new(settings);
    if is_asked_soon {
        worker.warm_up();
    }
    Ok(Arc::new(AuditedSql::new(Arc::new(worker), telemetry)))
}
