//! DuckDB as the child opens it: in memory, with nothing it could fetch, write or change, and its settings locked.

use archive::sql::literal;
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

    /// The connection.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// `TIMESTAMP_MS` is what users of other engines write, and the old README too.
const SETTINGS: &str = "CREATE MACRO timestamp_ms(t TIMESTAMP) AS t, (t BIGINT) AS epoch_ms(t);\
    SET errors_as_json = true;\
    SET parquet_metadata_cache = true;\
    SET max_temp_directory_size = '0B';\
    SET allow_community_extensions = false;";

/// DuckDB's own fence asks the kernel for every part of every path, which takes longer than the query where there are thousands
/// of files. Statements of Promcast do without it: the kernel's fence is around them too.
fn settings(set_up: &SetUp) -> String {
    let fence = match set_up.for_strangers {
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
