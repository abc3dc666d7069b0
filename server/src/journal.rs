//! What happened last: the answer of each source, the run of each job. What the metrics count, in words, for the page of the status.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration as Wall;

use service::{Clock, JobReport, Operation, OperationReport, SourceAnswers, SourceError, SourceTrouble};
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
            Self::Scrubbing => "Archive integrity check",
            Self::Tidying => "Retention cleanup",
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

    /// What the server itself lacks now.
    pub(crate) fn lacks(&self, lacks: Vec<String>) {
        self.lock().lacks = lacks;
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

    /// A source answered, or failed. A question that it could not but refuse is answered by the refusal.
    pub(crate) fn source_answered(&self, name: &str, took: Wall, error: Option<&SourceError>) {
        let (at, mut report) = (SystemClock.now(), self.lock());
        let before = report.sources.remove(name);
        let since = before.as_ref().and_then(|answers| answers.trouble.as_ref()).map_or(at, |trouble| trouble.since);
        let fault = error.filter(|error| error.is_of_the_source());
        let trouble =
            |error: &SourceError| SourceTrouble { since, is_silent: error.is_silence(), why: error.to_string() };
        let answers = SourceAnswers {
            at,
            took: Duration::from_ms(u64::try_from(took.as_millis()).unwrap_or(u64::MAX)),
            trouble: fault.map(trouble),
            last_error: fault.map(|error| (at, error.to_string())).or(before.and_then(|answers| answers.last_error)),
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
        assert_eq!((answers.took, answers.trouble.as_ref()), (Duration::from_ms(7), None));
        assert_eq!(answers.last_error.as_ref().unwrap().1, error.to_string());
    }

    #[test]
    fn a_question_that_makes_no_sense_is_no_fault_of_the_source() {
        let journal = Journal::default();
        let refused = |error_type: &str| SourceError::Answered {
            error_type: error_type.to_owned(),
            message: "parse error".to_owned(),
            position: None,
        };
        journal.source_answered("a", Wall::from_millis(5), Some(&refused("bad_data")));
        assert_eq!(journal.report().sources["a"].trouble, None);
        journal.source_answered("a", Wall::from_millis(5), Some(&refused("unavailable")));
        let first = journal.report().sources["a"].trouble.clone().unwrap();
        journal.source_answered("a", Wall::from_millis(5), Some(&SourceError::Timeout { seconds: 3 }));
        let second = journal.report().sources["a"].trouble.clone().unwrap();
        assert_eq!((first.is_silent, second.is_silent, second.since), (false, true, first.since));
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
