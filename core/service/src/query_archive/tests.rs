//! The use case with a false engine.

use archive::Row;
use timeseries::{Day, Labels, Timestamp};

use super::*;
use crate::fakes::{DayToKeep, FakeSql, MemoryArchive, WholeDays};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn archive_of(days: &[&str]) -> Arc<MemoryArchive> {
    let archive = MemoryArchive::default();
    for text in days {
        let (day, collected) = (day(text), Timestamp::from_ms(0));
        let rows = vec![Row { timestamp: day.start(), metric: "m".to_owned(), value: 1.0, labels: Labels::default() }];
        let proxy = "a".parse().unwrap();
        archive.write_day(DayToKeep { day, proxy, rows, collected, whole_day: true }).await.unwrap();
    }
    Arc::new(archive)
}

#[test]
fn the_last_days_end_today() {
    let (from, to) = ArchiveQuestion::last_days(day("2024-03-01"), 2);
    assert_eq!((from, to), (day("2024-02-29"), day("2024-03-01")));
    assert_eq!(ArchiveQuestion::last_days(to, 1), (to, to));
}

#[tokio::test]
async fn nothing_there_is_said() {
    let sql: Arc<FakeSql> = Arc::default();
    let reader = ArchiveReader { archive: archive_of(&["2024-03-01"]).await, sql: Arc::clone(&sql) as _ };
    for question in [
        ArchiveQuestion { days: Some((day("2024-03-02"), day("2024-03-09"))), ..ArchiveQuestion::default() },
        ArchiveQuestion { proxy: Some("b".to_owned()), ..ArchiveQuestion::default() },
    ] {
        assert!(matches!(reader.summary(&question).await, Err(QueryError::NoFiles { .. })), "{question:?}");
    }
    assert!(sql.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_damaged_file_is_left_out() {
    let path = "2024-03-01/a.parquet".to_owned();
    let error = SqlError::File { path, message: "no footer".to_owned() };
    let sql = Arc::new(FakeSql::answering(Err(error)));
    let reader = ArchiveReader { archive: archive_of(&["2024-03-01", "2024-03-02"]).await, sql: Arc::clone(&sql) as _ };
    let failed = reader.summary(&ArchiveQuestion::default()).await.unwrap_err();
    // The fake names the same file for ever; the second time it is not among those asked about.
    assert!(matches!(failed, QueryError::Sql(SqlError::File { .. })));
    let asked: Vec<usize> = sql.asked.lock().unwrap().iter().map(|query| query.files.len()).collect();
    assert_eq!(asked, [2, 1]);
}
