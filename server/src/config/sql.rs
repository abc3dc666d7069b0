//! The part of the config about the SQL console.

use std::fmt::{Formatter, Result as FmtResult};
use std::time::Duration;

use anyhow::ensure;
use serde::Deserialize;
use service::{SqlConsole, SqlLimits};

/// Access of clients to SQL, and the limits of a statement.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SqlConfig {
    /// True if the console is enabled.
    pub(crate) console: bool,
    /// True if clients may run statements where the kernel cannot confine them.
    #[serde(alias = "allowWeakSandbox")]
    pub(crate) allow_weak_sandbox: bool,
    /// Seconds for an answer on the page.
    #[serde(alias = "timeoutSeconds")]
    pub(crate) timeout_seconds: u64,
    /// Most bytes of rows of an answer on the page.
    #[serde(alias = "maxBytes")]
    pub(crate) max_bytes: u64,
    /// Most columns of an answer.
    #[serde(alias = "maxColumns")]
    pub(crate) max_columns: usize,
    /// Most rows of a download.
    #[serde(alias = "maxRows")]
    pub(crate) max_rows: u64,
    /// Seconds for a download.
    #[serde(alias = "downloadTimeoutSeconds")]
    pub(crate) download_timeout_seconds: u64,
}

impl Default for SqlConfig {
    fn default() -> Self {
        let console = SqlConsole::default();
        Self {
            console: console.is_on,
            allow_weak_sandbox: false,
            timeout_seconds: console.page_limits.deadline.as_secs(),
            max_bytes: console.page_limits.max_bytes,
            max_columns: console.page_limits.max_columns,
            max_rows: console.download_limits.max_rows,
            download_timeout_seconds: console.download_limits.deadline.as_secs(),
        }
    }
}

impl SqlConfig {
    /// Refuses limits within which nothing can be asked.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let times =
            [("timeout_seconds", self.timeout_seconds), ("download_timeout_seconds", self.download_timeout_seconds)];
        for (name, seconds) in times {
            ensure!((1..=3600).contains(&seconds), "sql.{name} is {seconds}: give 1 to 3600");
        }
        ensure!(self.max_bytes >= 1 << 20, "sql.max_bytes is {}: give at least 1048576", self.max_bytes);
        ensure!((1..=10_000).contains(&self.max_columns), "sql.max_columns is {}: give 1 to 10000", self.max_columns);
        ensure!(self.max_rows >= 1, "sql.max_rows is 0: give at least 1");
        Ok(())
    }

    /// As the use cases know it.
    pub(crate) fn console(&self) -> SqlConsole {
        let default = SqlConsole::default();
        let max_columns = self.max_columns;
        SqlConsole {
            is_on: self.console,
            page_limits: SqlLimits {
                deadline: Duration::from_secs(self.timeout_seconds),
                max_bytes: self.max_bytes,
                max_columns,
                ..default.page_limits
            },
            download_limits: SqlLimits {
                deadline: Duration::from_secs(self.download_timeout_seconds),
                max_rows: self.max_rows,
                max_columns,
                ..default.download_limits
            },
        }
    }

    /// As `--print-config` shows it.
    pub(super) fn write(&self, f: &mut Formatter<'_>) -> FmtResult {
        writeln!(f, "sql:\n  console: {}\n  allow_weak_sandbox: {}", self.console, self.allow_weak_sandbox)?;
        writeln!(f, "  timeout_seconds: {}", self.timeout_seconds)?;
        writeln!(f, "  max_bytes: {}\n  max_columns: {}", self.max_bytes, self.max_columns)?;
        writeln!(f, "  max_rows: {}\n  download_timeout_seconds: {}", self.max_rows, self.download_timeout_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> anyhow::Result<SqlConfig> {
        let config: SqlConfig = serde_saphyr::from_str(text)?;
        config.check()?;
        Ok(config)
    }

    #[test]
    fn limits_are_those_of_the_file() {
        let console = read("console: false\ntimeoutSeconds: 5\nmax_rows: 10").unwrap().console();
        assert!(!console.is_on);
        assert_eq!((console.page_limits.deadline.as_secs(), console.download_limits.max_rows), (5, 10));
        assert_eq!(read("console: true").unwrap().console(), SqlConsole::default());
    }

    #[test]
    fn absurd_limits_are_refused() {
        for text in [
            "timeout_seconds: 0",
            "timeout_seconds: -1",
            "timeout_seconds: 99999",
            "max_bytes: 0",
            "max_columns: 0",
            "max_rows: 0",
            "download_timeout_seconds: 0",
            "console: maybe",
            "workers: 0",
            "max_rows: many",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
