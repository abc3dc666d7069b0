//! The page of the status on made-up reports: what is a finding and what is not, and what is said of jobs and sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use archive::{Inventory, LeftOut};
use timeseries::{Duration, Timestamp};

use super::{Unknown, archive as archive_part, checks, jobs, sentence, sources};
use crate::{
    ArchiveError, CheckFault, CheckReport, JobReport, OperationReport, SourceAnswers, SourceEntry, SourceKind,
    SourceTrouble,
};

/// 2026-11-20 12:00 UTC.
fn now() -> Timestamp {
    Timestamp::from_seconds(1_795_176_000)
}

fn minutes_ago(minutes: u64) -> Timestamp {
    now() - Duration::MINUTE.times(minutes)
}

fn source(name: &str) -> SourceEntry {
    SourceEntry { name: name.to_owned(), kind: SourceKind::Prometheus, examples: Vec::new() }
}

fn job(began: Option<u64>, ended: Option<(u64, Result<&str, &str>)>) -> JobReport {
    let outcome = |outcome: Result<&str, &str>| outcome.map(str::to_owned).map_err(str::to_owned);
    JobReport {
        name: "Collecting metrics",
        every: Some(Duration::DAY),
        began: began.map(minutes_ago),
        next: None,
        ended: ended.map(|(minutes, said)| (minutes_ago(minutes), outcome(said))),
    }
}

fn report(job: JobReport) -> OperationReport {
    OperationReport { started: Some(minutes_ago(120)), jobs: vec![job], ..OperationReport::default() }
}

#[test]
fn the_sentence_counts_what_needs_a_look() {
    assert_eq!(sentence(&[], &Unknown::default()), "All systems OK");
    assert_eq!(sentence(&["a".to_owned()], &Unknown::default()), "1 problem");
    let unknown = Unknown { sources: 1, ..Unknown::default() };
    assert_eq!(sentence(&["a".to_owned(), "b".to_owned()], &unknown), "2 problems");
}

#[test]
fn nothing_is_well_that_was_never_looked_at() {
    let said = |sources, checks, jobs| sentence(&[], &Unknown { sources, checks, jobs });
    assert_eq!(said(1, 0, 0), "No problems found yet: 1 source not asked so far");
    assert_eq!(said(0, 2, 1), "No problems found yet: 2 checks not made, 1 job not finished so far");
    assert_eq!(sources::not_asked(&[source("a"), source("b")], &BTreeMap::new()), 2);
    let of_jobs = report(job(Some(1), None));
    let checks = vec![check(None, Ok("")), check(Some(1), Ok("fine"))];
    let unknown = Unknown::of(&[source("a")], &OperationReport { checks, ..of_jobs });
    assert_eq!((unknown.sources, unknown.checks, unknown.jobs), (1, 1, 1));
    // One that waits for its hour is not late, and one that ended was looked at.
    let rests = [job(None, None), job(Some(9), Some((8, Err("no room")))), job(Some(1), Some((8, Ok("done"))))];
    assert_eq!(jobs::unfinished(&rests), 0);
}

fn check(made: Option<u64>, outcome: Result<&str, (u64, &str)>) -> CheckReport {
    let outcome = outcome.map(str::to_owned);
    let outcome =
        outcome.map_err(|(minutes, words)| CheckFault { since: minutes_ago(minutes), words: words.to_owned() });
    CheckReport { name: "Storage disk", at: made.map(minutes_ago), outcome }
}

#[test]
fn what_a_check_found_is_told_with_its_time() {
    let of = [check(None, Ok("")), check(Some(1), Ok("2 GB free")), check(Some(2), Err((65, "It is full.")))];
    let findings: Vec<String> = checks::findings(&of, now()).collect();
    assert_eq!(findings, ["It is full. Since Fri 20 Nov 10:55 UTC, 1 hour 5 minutes ago."]);
    let facts: Vec<String> = checks::facts(&of, now()).into_iter().map(|fact| fact.text).collect();
    assert_eq!(facts, ["not checked yet", "2 GB free, 1 minute ago", "failed, 2 minutes ago"]);
}

#[test]
fn a_source_that_is_well_again_is_no_finding_and_its_error_stays() {
    let error = Some((minutes_ago(90), "no answer within 3 s".to_owned()));
    let answers = |trouble: Option<(bool, &str)>| SourceAnswers {
        at: minutes_ago(5),
        took: Duration::from_ms(40),
        trouble: trouble.map(|(is_silent, why)| SourceTrouble {
            since: minutes_ago(65),
            is_silent,
            why: why.to_owned(),
        }),
        last_error: error.clone(),
    };
    let named = [source("a"), source("b"), source("c"), source("d")];
    let refused = "cannot connect: tcp connect error: Connection refused (os error 111)";
    let answered: BTreeMap<String, SourceAnswers> = [
        ("a".to_owned(), answers(Some((true, refused)))),
        ("b".to_owned(), answers(None)),
        ("d".to_owned(), answers(Some((false, "refused with HTTP status 401")))),
    ]
    .into();
    let findings: Vec<String> = sources::findings(&named, &answered, now()).collect();
    let since = "since Fri 20 Nov 10:55 UTC, 1 hour 5 minutes ago";
    let expected = [
        format!("`a` has not answered {since}: connection refused."),
        format!("`d` has answered with errors {since}: refused with HTTP status 401."),
    ];
    assert_eq!(findings, expected);
    let rows = sources::rows(&named, &answered, now());
    let said: Vec<_> = rows.iter().map(|row| (row.asked.as_str(), row.answer.as_str())).collect();
    let asked = "5 minutes ago, took 40 ms";
    assert_eq!(said, [(asked, "no answer"), (asked, "OK"), ("not asked yet", "–"), (asked, "error")]);
    assert_eq!(rows[1].last_error, "Fri 20 Nov 10:30 UTC: no answer within 3 s");
    assert_eq!(rows[2].last_error, "none");
}

#[test]
fn jobs_say_when_they_ran_and_when_they_run_next() {
    let row = |job| jobs::rows(&report(job), now()).remove(0);
    let done = row(job(Some(61), Some((60, Ok("Collected 1 file.")))));
    assert_eq!((done.every.as_str(), done.outcome.as_str()), ("1 day", "Collected 1 file."));
    assert_eq!((done.last.as_str(), done.next.as_str()), ("Fri 20 Nov 11:00 UTC, 1 hour ago", "Sat 21 Nov 10:59 UTC"));
    let at_work = row(job(Some(3), Some((60, Err("no room")))));
    assert_eq!((at_work.last.as_str(), at_work.outcome.as_str()), ("at work for 3 minutes", "failed: no room"));
    let first = row(job(Some(1), None));
    assert_eq!((first.last.as_str(), first.outcome.as_str()), ("at work for 1 minute", "–"));
    let never_ran = row(job(None, None));
    assert_eq!((never_ran.last.as_str(), never_ran.next.as_str()), ("not yet", "Sat 21 Nov 10:00 UTC"));
    let off = row(JobReport { every: Some(Duration::default()), ..job(None, None) });
    assert_eq!((off.every.as_str(), off.next.as_str()), ("never", "–"));
    let along = row(JobReport { every: None, ..job(None, None) });
    assert_eq!((along.every.as_str(), along.next.as_str()), ("at the start, and after each of the others", "–"));
}

#[test]
fn only_a_run_that_failed_is_a_finding() {
    let findings = |ended| jobs::findings(&[job(Some(9), ended)]).collect::<Vec<_>>();
    assert_eq!(findings(None), Vec::<String>::new());
    assert_eq!(findings(Some((8, Ok("done")))), Vec::<String>::new());
    for why in ["no room", "no room."] {
        assert_eq!(findings(Some((8, Err(why)))), ["Collecting metrics failed last: no room."]);
    }
}

#[test]
fn an_archive_that_cannot_be_read_is_a_finding() {
    let findings = |read| archive_part::findings(&read).collect::<Vec<_>>();
    assert_eq!(findings(Ok(Arc::default())), Vec::<String>::new());
    let why = ArchiveError::Refused { why: "there is no archive".to_owned() };
    assert_eq!(findings(Err(why)), ["The archive cannot be read: there is no archive."]);
    let file = LeftOut { path: "a.parquet".to_owned(), day: None, reason: "it is torn".to_owned() };
    let damaged = |files| Ok(Arc::new(Inventory { left_out: vec![file.clone(); files], ..Inventory::default() }));
    assert_eq!(findings(damaged(1)), ["A file of the archive is left out: `a.parquet`, it is torn."]);
    assert_eq!(findings(damaged(2)), ["2 files of the archive are left out, such as `a.parquet`: it is torn."]);
    let facts = archive_part::facts(&Ok(Arc::default()), now());
    assert_eq!((facts.len(), facts[0].text.as_str()), (1, "none yet"));
}
