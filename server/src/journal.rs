//! What happened last: the answer of each source, the run of each job. What the metrics count, in words, for the page of the status.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration as Wall;

use service::{Clock, JobReport, Operation, OperationReport, SourceAnswers, SourceError};
use timeseries::Duration;

use crate::clock::SystemClock;

/// Copies remember together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal(Arc<Mutex<OperationReport>>);

/// What the server does by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Job {
    Collecting,
    Scrubbing,
    Tidying,
}

impl Job {
    fn name(self) -> &'static str {
        match self {
            Self::Collecting => "Collecting metrics",
            Self::Scrubbing => "Looking at every byte of the archive",
            Self::Tidying => "Removing what is beyond the retention",
        }
    }
}

impl Journal {
    /// The server starts, with this config.
    pub(crate) fn started(&self, config: String) {
        let mut report = self.lock();
        report.version = env!("CARGO_PKG_VERSION");
        report.rust_version = env!("CARGO_PKG_RUST_VERSION");
        report.started = Some(SystemClock.now());
        report.config = config;
    }

    /// The config was read again.
    pub(crate) fn config_in_force(&self, config: String) {
        self.lock().config = config;
    }

    /// There is such a job; without a length it goes along with others.
    pub(crate) fn scheduled(&self, job: Job, every: Option<Duration>) {
        self.with_job(job, |report| report.every = every);
    }

    /// A job begins.
    pub(crate) fn began(&self, job: Job) {
        self.with_job(job, |report| report.began = Some(SystemClock.now()));
    }

    /// A job has ended, and what came of it.
    pub(crate) fn ended(&self, job: Job, outcome: Result<String, String>) {
        self.with_job(job, |report| report.ended = Some((SystemClock.now(), outcome)));
    }

    /// A source answered, or failed.
    pub(crate) fn source_answered(&self, name: &str, took: Wall, error: Option<&SourceError>) {
        let (at, mut report) = (SystemClock.now(), self.lock());
        let before = report.sources.remove(name).and_then(|answers| answers.last_error);
        let answers = SourceAnswers {
            at,
            took: Duration::from_ms(u64::try_from(took.as_millis()).unwrap_or(u64::MAX)),
            has_failed: error.is_some(),
            last_error: error.map(|error| (at, error.to_string())).or(before),
        };
        report.sources.insert(name.to_owned(), answers);
    }

    fn with_job(&self, job: Job, change: impl FnOnce(&mut JobReport)) {
        let (name, mut report) = (job.name(), self.lock());
        if !report.jobs.iter().any(|known| known.name == name) {
            report.jobs.push(JobReport { name, every: None, began: None, ended: None });
        }
        if let Some(known) = report.jobs.iter_mut().find(|known| known.name == name) {
            change(known);
        }
    }

    fn lock(&self) -> MutexGuard<'_, OperationReport> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Operation for Journal {
    fn report(&self) -> OperationReport {
        self.lock().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_error_stays_when_the_source_is_well_again() {
        let journal = Journal::default();
        let error = SourceError::Timeout { seconds: 3 };
        journal.source_answered("a", Wall::from_millis(5), Some(&error));
        journal.source_answered("a", Wall::from_millis(7), None);
        let report = journal.report();
        let answers = &report.sources["a"];
        assert_eq!((answers.took, answers.has_failed), (Duration::from_ms(7), false));
        assert_eq!(answers.last_error.as_ref().unwrap().1, error.to_string());
    }

    #[test]
    fn a_job_is_there_once() {
        let journal = Journal::default();
        journal.scheduled(Job::Scrubbing, Some(Duration::DAY));
        journal.began(Job::Scrubbing);
        journal.ended(Job::Scrubbing, Err("no disk".to_owned()));
        let [job] = &journal.report().jobs[..] else { panic!("one job") };
        assert_eq!((job.every, job.began.is_some()), (Some(Duration::DAY), true));
        assert_eq!(job.ended.as_ref().unwrap().1, Err("no disk".to_owned()));
    }
}
