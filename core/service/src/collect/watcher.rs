//! `CollectWatcher`: observer of runs, such as a progress bar, a log, metrics.

use timeseries::{Day, Duration};

use super::{CollectError, CollectReport, ProxyReport};

/// Hears of every run of a collector, from any thread.
pub trait CollectWatcher: Send + Sync + std::fmt::Debug {
    /// A run begins, of so many proxies and days.
    fn run_begun(&self, _proxies_and_days: usize) {}

    /// A proxy of a day is done.
    fn proxy_done(&self, _day: Day, _report: &ProxyReport) {}

    /// A run has ended.
    fn run_done(&self, _report: &CollectReport, _took: Duration) {}

    /// A run ended before it began: the archive cannot be used.
    fn run_failed(&self, _error: &CollectError) {}
}

/// Hears nothing.
#[derive(Clone, Copy, Debug)]
pub struct NoWatcher;

impl CollectWatcher for NoWatcher {}
