//! The last answer of each source, run of each job and outcome of each check. What the metrics count, in words, for the page of the status.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration as Wall;

use service::{
    CheckFault, CheckReport, Clock, JobReport, Operation, OperationReport, SourceAnswers, SourceError, SourceTrouble,
};
use timeseries::{Duration, Timestamp};

use crate::checks::Check;
use crate::clock::SystemClock;

/// Copies remember together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal(Arc<Mutex<OperationReport>>);

/// A background job.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Job {
    Collecting,
    Scrubbing,
    Tidying,
}

/// A turn from well to wrong, or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    Began,
    Ended,
    None,
}

impl Turn {
    fn of(was_wrong: bool, is_wrong: bool) -> Self {
        match (was_wrong, is_wrong) {
            (false, true) => Self::Began,
            (true, false) => Self::Ended,
            _ => Self::None,
        }
    }
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

    /// A check will be made.
    pub(crate) fn expects(&self, check: Check) {
        let (name, mut report) = (check.name(), self.lock());
        if !report.checks.iter().any(|known| known.name == name) {
            report.checks.push(CheckReport { name, at: None, outcome: Ok(String::new()) });
        }
    }

    /// A check was made, and found this: a remark, or what is wrong in whole sentences.
    pub(crate) fn checked(&self, check: Check, outcome: Result<String, String>) -> Turn {
        let (name, at, mut report) = (check.name(), SystemClock.now(), self.lock());
        let place = report.checks.iter().position(|known| known.name == name);
        let before = place.and_then(|place| report.checks[place].outcome.as_ref().err()).map(|fault| fault.since);
        let outcome = outcome.map_err(|words| CheckFault { since: before.unwrap_or(at), words });
        let turn = Turn::of(before.is_some(), outcome.is_err());
        let made = CheckReport { name, at: Some(at), outcome };
        match place {
            Some(place) => report.checks[place] = made,
            None => report.checks.push(made),
        }
        turn
    }

    /// Tells whether a check failed when it was made last.
    pub(crate) fn is_failed(&self, check: Check) -> bool {
        self.lock().checks.iter().any(|known| known.name == check.name() && known.outcome.is_err())
    }

    /// A source can be asked no more.
    pub(crate) fn forget_source(&self, name: &str) {
        self.lock().sources.remove(name);
    }

    /// The config was read again.
    pub(crate) fn config_in_force(&self, config: String) {
        self.lock().config = config;
    }

    /// There is such a job; without a length it goes along with others.
    pub(crate) fn scheduled(&self, job: Job, every: Option<Duration>) {
        self.with_job(job, |report| report.every = every);
    }

    /// The next run of a job is planned for this time.
    pub(crate) fn plan(&self, job: Job, next: Timestamp) {
        self.with_job(job, |report| report.next = Some(next));
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
    pub(crate) fn source_answered(&self, name: &str, took: Wall, error: Option<&SourceError>) -> Turn {
        let (at, mut report) = (SystemClock.now(), self.lock());
        let before = report.sources.remove(name);
        let since = before.as_ref().and_then(|answers| answers.trouble.as_ref()).map_or(at, |trouble| trouble.since);
        let was_at_fault = before.as_ref().is_some_and(|answers| answers.trouble.is_some());
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
        Turn::of(was_at_fault, fault.is_some())
    }

    fn with_job(&self, job: Job, change: impl FnOnce(&mut JobReport)) {
        let (name, mut report) = (job.name(), self.lock());
        if !report.jobs.iter().any(|known| known.name == name) {
            report.jobs.push(JobReport { name, every: None, began: None, next: None, ended: None });
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
    fn a_fault_keeps_its_beginning_until_it_is_gone() {
        let journal = Journal::default();
        journal.expects(Check::Site);
        journal.expects(Check::Site);
        let only = || {
            let [check] = &journal.report().checks[..] else { panic!("one check") };
            check.clone()
        };
        assert_eq!((only().at, journal.is_failed(Check::Site)), (None, false));
        let wrong = |words: &str| journal.checked(Check::Site, Err(words.to_owned()));
        assert_eq!(wrong("a"), Turn::Began);
        let since = only().outcome.unwrap_err().since;
        std::thread::sleep(Wall::from_millis(3));
        assert_eq!(wrong("b"), Turn::None);
        assert_eq!(only().outcome, Err(CheckFault { since, words: "b".to_owned() }));
        assert!(journal.is_failed(Check::Site) && !journal.is_failed(Check::Config));
        assert_eq!(journal.checked(Check::Site, Ok("fine".to_owned())), Turn::Ended);
        assert_eq!(journal.checked(Check::Site, Ok("fine".to_owned())), Turn::None);
        assert_eq!(wrong("c"), Turn::Began);
        assert!(only().outcome.unwrap_err().since > since);
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
