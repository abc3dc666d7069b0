//! The page of the status: whether all is well, what needs a look, and what runs with which config.

mod archive;
mod checks;
mod jobs;
mod models;
mod sources;

use api::{FactView, StatusView};
use timeseries::Timestamp;
use timeseries::text::{counted, moment};

use crate::words::ago;
use crate::{OperationReport, Service, SourceEntry};

impl Service {
    /// The page. What cannot be read is a finding on it, never an error.
    pub async fn status_page(&self) -> StatusView {
        let (report, now) = (self.operation.report(), self.clock.now());
        let inventory = self.archive.inventory().await;
        let sources = self.sources.list();
        let findings: Vec<String> = sources::findings(&sources, &report.sources, now)
            .chain(checks::findings(&report.checks, now))
            .chain(jobs::findings(&report.jobs))
            .chain(archive::findings(&inventory))
            .chain(models::findings(&self.models))
            .collect();
        StatusView {
            sentence: sentence(&findings, &Unknown::of(&sources, &report)),
            server: self.server(&report, now),
            sources: sources::rows(&sources, &report.sources, now),
            checks: checks::facts(&report.checks, now),
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

/// Lists what nobody has looked at since the start.
#[derive(Clone, Copy, Debug, Default)]
struct Unknown {
    sources: usize,
    checks: usize,
    jobs: usize,
}

impl Unknown {
    fn of(sources: &[SourceEntry], report: &OperationReport) -> Self {
        Self {
            sources: sources::not_asked(sources, &report.sources),
            checks: checks::not_made(&report.checks),
            jobs: jobs::unfinished(&report.jobs),
        }
    }

    /// A part a kind, such as `2 sources not asked`.
    fn words(&self) -> Vec<String> {
        [(self.sources, "source", "asked"), (self.checks, "check", "made"), (self.jobs, "job", "finished")]
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, what, done)| format!("{} not {done}", counted(count as u64, what)))
            .collect()
    }
}

/// All is well only where everything was looked at.
fn sentence(findings: &[String], unknown: &Unknown) -> String {
    match (findings, unknown.words().as_slice()) {
        ([], []) => "All systems OK".to_owned(),
        ([], unknown) => format!("No problems found yet: {} so far", unknown.join(", ")),
        (findings, _) => counted(findings.len() as u64, "problem"),
    }
}

fn fact(name: &str, text: impl Into<String>) -> FactView {
    FactView { name: name.to_owned(), text: text.into() }
}

#[cfg(test)]
mod tests;
