//! The page of the status: whether all is well, what needs a look, and what runs with which config.

mod archive;
mod jobs;
mod models;
mod sources;

use api::{FactView, StatusView};
use timeseries::Timestamp;
use timeseries::text::{counted, moment};

use crate::words::ago;
use crate::{OperationReport, Service};

impl Service {
    /// The page. What cannot be read is a finding on it, never an error.
    pub async fn status_page(&self) -> StatusView {
        let (report, now) = (self.operation.report(), self.clock.now());
        let inventory = self.archive.inventory().await;
        let sources = self.sources.list();
        let findings: Vec<String> = sources::findings(&sources, &report.sources, now)
            .chain(report.lacks.iter().cloned())
            .chain(jobs::findings(&report.jobs))
            .chain(archive::findings(&inventory))
            .chain(models::findings(&self.models))
            .collect();
        StatusView {
            sentence: sentence(&findings, sources::not_asked(&sources, &report.sources)),
            server: self.server(&report, now),
            sources: sources::rows(&sources, &report.sources, now),
            jobs: jobs::rows(&report, now),
            archive: archive::facts(&inventory, now),
            models: models::rows(&self.models),
            config: report.config,
            findings,
        }
    }

    fn server(&self, report: &OperationReport, now: Timestamp) -> Vec<FactView> {
        let started = report
            .started
            .map_or_else(String::new, |started| format!("{}, {} ago", moment(started, now), ago(started, now)));
        [
            ("Version", format!("{}, built for Rust {}", report.version, report.rust_version)),
            ("Started", started),
            ("Forecasts queued or running", self.pool.queue_length().to_string()),
            ("Counter", self.counter.value().to_string()),
        ]
        .map(|(name, text)| fact(name, text))
        .into()
    }
}

/// What was never asked is not known to be well.
fn sentence(findings: &[String], not_asked: usize) -> String {
    match (findings, not_asked) {
        ([], 0) => "All systems OK".to_owned(),
        ([], not_asked) => format!("No problems found yet: {} not asked so far", counted(not_asked as u64, "source")),
        (findings, _) => counted(findings.len() as u64, "problem"),
    }
}

fn fact(name: &str, text: impl Into<String>) -> FactView {
    FactView { name: name.to_owned(), text: text.into() }
}

#[cfg(test)]
mod tests;
