//! `SqlConsole`: the switch of the console, and the limits of one statement in it.

use std::time::Duration;

use crate::SqlLimits;
use timeseries::text::grouped;

/// The console as it is configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SqlConsole {
    /// True if clients may run statements.
    pub is_on: bool,
    /// Limits of an answer on the page. A page requests no more rows than it shows.
    pub page_limits: SqlLimits,
    /// Limits of a download.
    pub download_limits: SqlLimits,
}

impl Default for SqlConsole {
    fn default() -> Self {
        let page_limits = SqlLimits {
            deadline: Duration::from_secs(30),
            max_rows: 1_000_000,
            max_bytes: 64 * 1024 * 1024,
            max_columns: 200,
        };
        let download_limits =
            SqlLimits { deadline: Duration::from_secs(300), max_rows: 20_000_000, max_bytes: 4 << 30, ..page_limits };
        Self { is_on: true, page_limits, download_limits }
    }
}

impl SqlConsole {
    /// The limits in force, for whoever is about to ask.
    pub(super) fn in_words(&self) -> String {
        let (page, download) = (&self.page_limits, &self.download_limits);
        format!(
            "Read-only, one statement. Limits: {} s, {} columns, {} MB per page; {} rows and {} s per download.",
            page.deadline.as_secs(),
            page.max_columns,
            page.max_bytes >> 20,
            grouped(download.max_rows),
            download.deadline.as_secs(),
        )
    }
}
