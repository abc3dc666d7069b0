//! A run in words, for a terminal, a log and a page.

use std::error::Error;

use timeseries::{Day, text};

use super::{CollectReport, FileOutcome, MetricOutcome, MetricReport, ProxyReport};

impl CollectReport {
    /// The run in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let (files, rows) = (self.files().count(), self.rows());
        let written = format!("{} with {}", text::counted(files as u64, "file"), text::counted(rows, "row"));
        let bad = self.proxies().filter(|(_, proxy)| !proxy.is_good()).count();
        let partial = self.proxies().filter(|(_, proxy)| proxy.is_good() && proxy.is_partial()).count();
        let bad = if bad > 0 { format!("; {} not whole", are_proxies(bad)) } else { String::new() };
        let partial = match partial {
            0 => String::new(),
            count => format!("; {} answered in part, and will be collected again", are_answered(count)),
        };
        format!("Collected {written}{bad}{partial}.")
    }

    /// Lists the failures, one sentence each: day, proxy, metric and reason.
    #[must_use]
    pub fn failures(&self) -> Vec<String> {
        self.proxies().flat_map(|(day, proxy)| proxy.failures(day)).collect()
    }
}

fn are_proxies(count: usize) -> String {
    if count == 1 { "1 proxy and day is".to_owned() } else { format!("{count} proxies and days are") }
}

fn are_answered(count: usize) -> String {
    if count == 1 { "1 proxy and day was".to_owned() } else { format!("{count} proxies and days were") }
}

impl ProxyReport {
    /// The proxy's day in one line.
    #[must_use]
    pub fn line(&self, day: Day) -> String {
        let proxy = &self.proxy;
        match &self.file {
            FileOutcome::Written(file) => {
                let rows = text::counted(file.rows, "row");
                let kept = self.metrics.iter().map(|metric| metric.kept).sum::<usize>();
                let kept = if kept > 0 { format!(", {kept} of them from before") } else { String::new() };
                let partial = if self.is_partial() { "; the source answered in part" } else { "" };
                format!("{day} {proxy}: {rows}{kept}, {}{partial}", text::counted(file.bytes, "byte"))
            }
            FileOutcome::Untouched => format!("{day} {proxy}: nothing new, what was there stays"),
            FileOutcome::Stopped => format!("{day} {proxy}: not collected"),
            FileOutcome::KeptElsewhere { .. } | FileOutcome::Failed(_) => format!("{day} {proxy}: not written"),
        }
    }

    /// Lists the failures, one sentence each.
    #[must_use]
    pub fn failures(&self, day: Day) -> Vec<String> {
        let place = format!("{day} {}", self.proxy);
        let mut failures: Vec<String> = self.metrics.iter().filter_map(|metric| metric.failure(&place)).collect();
        failures.extend(match &self.file {
            FileOutcome::Failed(error) => Some(format!("{place}: {}", chain(error))),
            FileOutcome::KeptElsewhere { path } => {
                Some(format!("{place}: {path} has this day already; move it away to collect the day again"))
            }
            FileOutcome::Stopped => Some(format!("{place}: not collected, the run ended before")),
            FileOutcome::Written(_) | FileOutcome::Untouched => None,
        });
        failures
    }
}

impl MetricReport {
    fn failure(&self, place: &str) -> Option<String> {
        let MetricOutcome::Failed(error) = &self.outcome else { return None };
        let kept = match self.kept {
            0 => String::new(),
            kept => format!("; {} of before stay", text::counted(kept as u64, "row")),
        };
        Some(format!("{place} {}: {error}{kept}", self.name))
    }
}

/// An error with its causes.
fn chain(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        told = format!("{told}: {error}");
        cause = error.source();
    }
    told
}
