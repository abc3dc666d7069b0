//! Jobs that the server runs by itself, on the status page: last run, its outcome, and next run.

use api::JobRow;
use timeseries::text::{length, moment};
use timeseries::{Duration, Timestamp};

use crate::words::ago;
use crate::{JobReport, OperationReport};

/// Jobs whose last run failed.
pub(super) fn findings(jobs: &[JobReport]) -> impl Iterator<Item = String> {
    let failed = |job: &JobReport| {
        let (_, outcome) = job.ended.as_ref()?;
        outcome.as_ref().err().map(|why| format!("{} failed last: {}.", job.name, why.trim_end_matches('.')))
    };
    jobs.iter().filter_map(failed)
}

/// Counts those whose first run is still under way.
pub(super) fn unfinished(jobs: &[JobReport]) -> usize {
    jobs.iter().filter(|job| job.began.is_some() && job.ended.is_none()).count()
}

/// A row a job.
pub(super) fn rows(report: &OperationReport, now: Timestamp) -> Vec<JobRow> {
    report.jobs.iter().map(|job| row(job, report.started, now)).collect()
}

fn row(job: &JobReport, started: Option<Timestamp>, now: Timestamp) -> JobRow {
    let is_at_work = job.began > job.ended.as_ref().map(|(ended, _)| *ended);
    JobRow {
        name: job.name,
        every: job.every.map_or_else(|| "at the start, and after each of the others".to_owned(), every),
        last: match (&job.ended, job.began) {
            (_, Some(began)) if is_at_work => format!("at work for {}", ago(began, now)),
            (Some((ended, _)), _) => format!("{}, {} ago", moment(*ended, now), ago(*ended, now)),
            (None, _) => "not yet".to_owned(),
        },
        outcome: job.ended.as_ref().map_or_else(|| "–".to_owned(), |(_, outcome)| words(outcome)),
        next: next(job, started, now),
    }
}

fn every(every: Duration) -> String {
    if every.is_zero() { "never".to_owned() } else { length(every) }
}

fn words(outcome: &Result<String, String>) -> String {
    match outcome {
        Ok(words) => words.clone(),
        Err(why) => format!("failed: {why}"),
    }
}

/// The planned time, or else one interval after the last run began, or after the start.
fn next(job: &JobReport, started: Option<Timestamp>, now: Timestamp) -> String {
    let after = |every| Some(job.began.or(started)? + every);
    let next = job.next.or_else(|| after(job.every.filter(|every| !every.is_zero())?));
    next.map_or_else(|| "–".to_owned(), |next| moment(next.max(now), now))
}
