//! Rows to take away, in the order of time: as few files at once as their times allow.

use std::sync::Arc;

use api::ArchiveParams;
use archive::{ArchivedFile, FileShape, Place, Row};
use futures_util::StreamExt;
use proptest::prelude::*;
use timeseries::{Labels, Timestamp};

use super::super::in_turn::stretches;
use super::{day, engine, service};
use crate::SqlPart;
use crate::fakes::{DayToKeep, MemoryArchive, WholeDays};

fn file(name: i64, span: Option<(i64, i64)>, rows: u64) -> ArchivedFile {
    ArchivedFile {
        place: Place::flat(day("2026-11-20").plus_days(name), "a".parse().unwrap()),
        sha256: String::new(),
        bytes: 1,
        rows,
        span: span.map(|(first, last)| (Timestamp::from_ms(first), Timestamp::from_ms(last))),
        kept: None,
        shape: FileShape::default(),
    }
}

fn spans(groups: &[Vec<ArchivedFile>]) -> Vec<Vec<i64>> {
    let first = |file: &ArchivedFile| file.span.map_or(-1, |(first, _)| first.ms());
    groups.iter().map(|group| group.iter().map(first).collect()).collect()
}

#[test]
fn files_that_follow_each_other_are_asked_in_turn() {
    let of = |spans: &[(i64, i64)]| spans.iter().map(|span| file(span.0, Some(*span), 60_000)).collect::<Vec<_>>();
    /// Begin and end of files, order (true for newest first), and the begins of the files of each group.
    type Case<'a> = (&'a [(i64, i64)], bool, &'a [&'a [i64]]);
    let cases: [Case<'_>; 5] = [
        (&[(20, 29), (0, 9), (10, 19)], false, &[&[0], &[10], &[20]]),
        (&[(20, 29), (0, 9), (10, 19)], true, &[&[20], &[10], &[0]]),
        // One moment in two files, and one file around others.
        (&[(0, 10), (10, 19), (20, 29)], false, &[&[0, 10], &[20]]),
        (&[(0, 100), (5, 10), (50, 60), (101, 102)], false, &[&[0, 5, 50], &[101]]),
        (&[], true, &[]),
    ];
    for (files, is_descending, groups) in cases {
        assert_eq!(spans(&stretches(of(files), is_descending)), groups, "{files:?}");
    }
}

#[test]
fn small_files_are_asked_together() {
    let files = (0..10).map(|at| file(at, Some((at * 10, at * 10 + 9)), 20_000)).collect();
    assert_eq!(spans(&stretches(files, false)), [vec![0, 10, 20], vec![30, 40, 50], vec![60, 70, 80], vec![90]]);
}

#[test]
fn a_file_that_does_not_say_from_when_to_when_keeps_all_together() {
    let files = vec![file(0, Some((0, 9)), 60_000), file(1, None, 60_000), file(2, Some((20, 29)), 60_000)];
    assert_eq!(stretches(files, false).len(), 1);
    let without_rows = vec![file(0, Some((0, 9)), 60_000), file(1, None, 0), file(2, Some((20, 29)), 60_000)];
    assert_eq!(stretches(without_rows, false).len(), 2);
}

proptest! {
    #[test]
    fn no_group_holds_a_moment_of_the_one_before(
        spans in prop::collection::vec((0..500_i64, 0..60_i64), 0..40),
        is_descending in any::<bool>(),
    ) {
        let files: Vec<ArchivedFile> =
            (0..).zip(&spans).map(|(name, (first, length))| file(name, Some((*first, first + length)), 60_000)).collect();
        let groups = stretches(files.clone(), is_descending);
        prop_assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), files.len());
        for pair in groups.windows(2) {
            let [earlier, later] = if is_descending { [&pair[1], &pair[0]] } else { [&pair[0], &pair[1]] };
            let end = earlier.iter().filter_map(|file| file.span).map(|(_, last)| last).max();
            let begin = later.iter().filter_map(|file| file.span).map(|(first, _)| first).min();
            prop_assert!(end < begin);
        }
    }
}

#[tokio::test]
async fn the_rows_of_all_have_one_end() {
    let archive = Arc::new(MemoryArchive::default());
    for date in ["2026-11-18", "2026-11-19"] {
        let row = Row { timestamp: day(date).start(), metric: "m".to_owned(), value: 1.0, labels: Labels::default() };
        let (proxy, rows) = ("a".parse().unwrap(), vec![row; 50_000]);
        let kept = DayToKeep { day: day(date), proxy, rows, collected: day(date).range().end, whole_day: true };
        archive.write_day(kept).await.unwrap();
    }
    let sql = engine();
    let download = service(archive, &sql).archive_download(&ArchiveParams::from_query("tab=raw")).await.unwrap();
    let parts: Vec<SqlPart> = download.answer.batches.map(Result::unwrap).collect().await;
    let is_one = matches!(parts.as_slice(), [SqlPart::Rows(_), SqlPart::Rows(_), SqlPart::End(end)] if end.rows == 2);
    assert!(is_one, "{parts:?}");
    let asked = sql.asked.lock().unwrap();
    let paths: Vec<&str> = asked.iter().rev().take(2).map(|query| query.files[0].place.path.as_str()).collect();
    // The newest first.
    assert_eq!(paths, ["2026-11-18/a.parquet", "2026-11-19/a.parquet"]);
}
