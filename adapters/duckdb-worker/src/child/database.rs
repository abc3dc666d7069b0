//! DuckDB as the child opens it: in memory, with nothing it could fetch, write or change, and its settings locked.

use archive::sql::literal;
use duckdb::profiling::ProfilingInfo;
use duckdb::{Config, Connection};

use crate::protocol::SetUp;

/// Share of the process's memory DuckDB plans with: what it does not count needs the rest.
const PLANNED_PERCENT: u64 = 80;

/// An open DuckDB and what its view was made of last.
#[derive(Debug)]
pub(super) struct Database {
    connection: Connection,
    view: String,
}

impl Database {
    /// Opens it. The process is confined already.
    pub(super) fn open(set_up: &SetUp) -> Result<Self, duckdb::Error> {
        let megabytes = set_up.memory_mib * PLANNED_PERCENT / 100;
        let config = Config::default()
            .with("threads", set_up.threads.max(1).to_string())?
            .with("memory_limit", format!("{megabytes}MiB"))?
            .with("temp_directory", "")?
            .with("autoinstall_known_extensions", "false")?
            .with("autoload_known_extensions", "false")?;
        let connection = Connection::open_in_memory_with_flags(config)?;
        in_utc(&connection)?;
        connection.execute_batch(&settings(set_up))?;
        Ok(Self { connection, view: String::new() })
    }

    /// The view `metrics` shows the rows of this query. Where it does already, what DuckDB knows of the files stays.
    pub(super) fn show(&mut self, view: &str) -> Result<&Connection, duckdb::Error> {
        if self.view != view {
            self.view.clear();
            self.connection.execute_batch(&format!("CREATE OR REPLACE VIEW metrics AS {view}"))?;
            self.view = view.to_owned();
        }
        Ok(&self.connection)
    }

    /// Reads the footers of the files in this query, so that the next statement need not. What fails now fails for it too, with words.
    pub(super) fn read_ahead(&self, view: &str) {
        let _ = self.connection.execute_batch(&format!("SELECT count(*) FROM ({view})"));
    }

    /// Number of rows that the files' scans gave to the last statement, where DuckDB reports it. Rows that it could skip are not
    /// counted.
    pub(super) fn rows_read(&self) -> Option<u64> {
        self.connection.get_profiling_info().map(|plan| scanned(&plan))
    }

    /// The connection.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// Moments with a zone are shown, cut and compared in UTC, whatever the host's zone is. A DuckDB that was built without time zones
/// knows no other, and has no such setting.
fn in_utc(connection: &Connection) -> Result<(), duckdb::Error> {
    match connection.execute_batch("SET TimeZone = 'UTC'") {
        Err(error) if !error.to_string().contains("unrecognized configuration parameter") => Err(error),
        _ => Ok(()),
    }
}

/// Rows that came out of the scans of a plan and what is below it.
fn scanned(plan: &ProfilingInfo) -> u64 {
    let of = |name| plan.metrics.get(name);
    let is_scan = of("OPERATOR_TYPE").is_some_and(|operator| operator == "TABLE_SCAN");
    let own = of("OPERATOR_CARDINALITY").filter(|_| is_scan).and_then(|rows| rows.parse().ok()).unwrap_or(0);
    plan.children.iter().map(scanned).fold(own, u64::saturating_add)
}

/// `TIMESTAMP_MS` is what users of other engines write, and the old README too. The footers of files are kept, their bytes are not:
/// the kernel does that, and copies of them cost more time than they save, and most of the memory. Without the late
/// materialization a `LIMIT` of a million rows is a stream; with it, it is a join that holds them all. What the operators did
/// is counted, to say how many rows were read. Types that Arrow does not have come with their names.
const SETTINGS: &str = "CREATE MACRO timestamp_ms(t TIMESTAMP) AS t, (t BIGINT) AS epoch_ms(t);\
    SET errors_as_json = true;\
    SET parquet_metadata_cache = true;\
    SET enable_external_file_cache = false;\
    SET disabled_optimizers = 'late_materialization';\
    SET arrow_lossless_conversion = true;\
    SET enable_profiling = 'no_output';\
    SET custom_profiling_settings = '{\"OPERATOR_CARDINALITY\": \"true\", \"OPERATOR_TYPE\": \"true\"}';\
    SET max_temp_directory_size = '0B';\
    SET allow_community_extensions = false;";

/// DuckDB's own fence asks the kernel for every part of every path, which takes longer than the query where there are thousands
/// of files. Statements of Promcast and of the operator do without it: the kernel's fence is around them too.
fn settings(set_up: &SetUp) -> String {
    let fence = match set_up.is_fenced {
        true => {
            let folders = [set_up.root.to_string_lossy().into_owned(), folder_name(set_up)].map(|path| literal(&path));
            format!("SET allowed_directories = [{}]; SET enable_external_access = false;", folders.join(", "))
        }
        false => String::new(),
    };
    format!("{SETTINGS}{fence}SET lock_configuration = true;")
}

/// The archive's folder as a statement names it, from the folder it lies in.
fn folder_name(set_up: &SetUp) -> String {
    set_up.root.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
