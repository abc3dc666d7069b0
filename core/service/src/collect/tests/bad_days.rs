//! Tests of failures: each costs itself, and nothing that was kept before.

use super::*;
use crate::fakes::HeldDraft;
use crate::{ArchiveError, DayDraft, DayReader};

const TODAY: &str = "2026-11-20";

#[tokio::test]
async fn a_metric_that_fails_loses_only_itself() {
    let source = Told::answering(|query, _| if query.starts_with("a{apiproxy=\"p1\"") { down() } else { one(2.0) });
    let archive = Arc::new(MemoryArchive::default());
    let report = collector(&source, &archive, plan(None)).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    assert!(!report.is_good());
    let failure = "2026-11-20 p1 a: it failed with HTTP status 500";
    assert_eq!(report.failures(), [failure]);
    assert_eq!(kept(&archive, day(TODAY), "p1").len(), 1);
    assert_eq!(kept(&archive, day(TODAY), "p2").len(), 2);
    let is_whole = |name| archive.day(day(TODAY), &proxy(name)).unwrap().whole_day;
    assert_eq!((is_whole("p1"), is_whole("p2")), (false, true));
}

#[tokio::test]
async fn earlier_rows_of_what_failed_stay() {
    let archive = Arc::new(MemoryArchive::default());
    let good = Told::answering(|_, _| one(1.0));
    collector(&good, &archive, plan(None)).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    let half = Told::answering(|query, _| if query.starts_with('a') { down() } else { one(2.0) });
    let report = collector(&half, &archive, plan(None)).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    assert!(report.failures()[0].ends_with("; 1 row of before stay"), "{:?}", report.failures());
    let values: Vec<f64> = kept(&archive, day(TODAY), "p1").into_iter().map(|(.., value)| value).collect();
    assert_eq!(values, [1.0, 2.0]);
}

/// Prometheus forgets; the archive is there because of that.
#[tokio::test]
async fn what_the_source_forgot_stays() {
    let archive = Arc::new(MemoryArchive::default());
    let past = day("2026-09-01");
    collector(&Told::answering(|_, _| one(1.0)), &archive, plan(None)).collect_days(past, past).await.unwrap();
    let forgetful = Told::answering(|_, _| Ok(Vec::new()));
    let report = collector(&forgetful, &archive, plan(None)).collect_days(past, past).await.unwrap();
    assert!(report.is_good() && report.files().count() == 0);
    let lines: Vec<String> = report.proxies().map(|(day, proxy)| proxy.line(day)).collect();
    assert_eq!(lines[0], "2026-09-01 p1: nothing new, what was there stays");
    assert_eq!(kept(&archive, past, "p1").len(), 2);
}

#[tokio::test]
async fn metrics_the_config_no_longer_has_stay() {
    let archive = Arc::new(MemoryArchive::default());
    let source = Told::answering(|_, _| one(1.0));
    collector(&source, &archive, plan(None)).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    let only_c = CollectPlan::new(vec![proxy("p1")], vec![metric("c", None)]).unwrap();
    collector(&source, &archive, only_c).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    let names: Vec<String> = kept(&archive, day(TODAY), "p1").into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names, ["a", "b", "c"]);
}

#[tokio::test]
async fn where_everything_failed_nothing_is_written() {
    let archive = Arc::new(MemoryArchive::default());
    let report =
        collector(&Told::answering(|_, _| down()), &archive, plan(None)).collect_days(day(TODAY), day(TODAY)).await;
    let report = report.unwrap();
    assert_eq!((report.failures().len(), archive.day(day(TODAY), &proxy("p1"))), (4, None));
    assert_eq!(report.summary(), "Collected 0 files with 0 rows; 2 proxies and days are not whole.");
}

/// Has no room where it reads; otherwise each of its files is damaged.
#[derive(Debug)]
struct Broken {
    inner: MemoryArchive,
    reads: bool,
}

#[async_trait]
impl Archive for Broken {
    async fn inventory(&self) -> Result<Arc<archive::Inventory>, ArchiveError> {
        let damaged = |name| archive::LeftOut {
            path: format!("{TODAY}/{name}.parquet"),
            day: Some(day(TODAY)),
            reason: "its bytes are not those that were written".to_owned(),
        };
        let left_out = if self.reads { Vec::new() } else { ["p1", "p2"].map(damaged).to_vec() };
        Ok(Arc::new(archive::Inventory { left_out, ..archive::Inventory::default() }))
    }
    async fn draft_day(&self, day: Day, proxy: &ProxyName) -> Result<Box<dyn DayDraft + '_>, ArchiveError> {
        match self.reads {
            true => {
                Ok(HeldDraft::boxed(day, proxy, |_| Err(ArchiveError::DiskFull { free_bytes: 1, needed_bytes: 2 })))
            }
            false => self.inner.draft_day(day, proxy).await,
        }
    }
    async fn read_in_turn(&self, day: Day, proxy: &ProxyName) -> Result<Option<Box<dyn DayReader>>, ArchiveError> {
        self.inner.read_in_turn(day, proxy).await
    }
    async fn scrub(&self) -> Result<crate::ScrubReport, ArchiveError> {
        self.inner.scrub().await
    }
    async fn retain(&self, retention: crate::Retention, today: Day) -> Result<Vec<Day>, ArchiveError> {
        self.inner.retain(retention, today).await
    }
}

fn on(archive: &Arc<Broken>, source: &Arc<Told>, plan: CollectPlan) -> Collector {
    let clock = Arc::new(FixedClock(Timestamp::from_ms(NOON_MS)));
    Collector::new(source.clone(), archive.clone(), clock, plan, Arc::new(NoWatcher))
}

#[tokio::test]
async fn a_full_disk_ends_the_run() {
    let archive = Arc::new(Broken { inner: MemoryArchive::default(), reads: true });
    let source = Told::answering(|_, _| one(1.0));
    let report =
        on(&archive, &source, plan(None).with_concurrency(1)).collect_days(day("2026-11-18"), day(TODAY)).await;
    let report = report.unwrap();
    assert!(report.is_disk_full() && !report.is_good());
    assert_eq!(source.asked().len(), 2, "nothing is asked that cannot be kept");
    assert_eq!(report.failures()[0], "2026-11-18 p1: the disk is full: 1 bytes are free, and 2 must stay free");
    assert!(report.failures()[1].ends_with("not collected, the run ended before"));
}

#[tokio::test]
async fn a_damaged_file_is_replaced_only_by_a_whole_one() {
    let archive = Arc::new(Broken { inner: MemoryArchive::default(), reads: false });
    let half = Told::answering(|query, _| if query.starts_with('a') { down() } else { one(2.0) });
    let report = on(&archive, &half, plan(None)).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    assert_eq!((report.files().count(), report.failures().len()), (0, 4));
    assert!(report.failures()[1].ends_with("cannot be read: its bytes are not those that were written"));
    let whole = Told::answering(|_, _| one(2.0));
    let report = on(&archive, &whole, plan(None)).collect_days(day(TODAY), day(TODAY)).await.unwrap();
    assert!(report.is_good() && report.files().count() == 2);
}

#[tokio::test]
async fn a_stop_begins_nothing_more() {
    let source = Told::answering(|_, _| one(1.0));
    let archive = Arc::new(MemoryArchive::default());
    let collector = collector(&source, &archive, plan(None));
    collector.stop().ask();
    let report = collector.collect_days(day(TODAY), day(TODAY)).await.unwrap();
    assert!(report.proxies().all(|(_, proxy)| matches!(proxy.file, FileOutcome::Stopped)));
    assert_eq!(source.asked(), []);
}

#[tokio::test]
async fn one_run_at_a_time() {
    let source = Told::answering(|_, _| one(1.0));
    let collector = collector(&source, &Arc::new(MemoryArchive::default()), plan(None));
    let (first, second) =
        tokio::join!(collector.collect_days(day(TODAY), day(TODAY)), collector.collect_days(day(TODAY), day(TODAY)),);
    assert!(first.is_ok() && matches!(second, Err(CollectError::UnderWay)));
    let (first, second) = tokio::join!(collector.collect_due(), collector.collect_due());
    assert!(first.is_ok() && second.is_ok(), "what is due waits for its turn");
}

#[tokio::test]
async fn days_that_make_no_sense() {
    let collector = collector(&Told::answering(|_, _| one(1.0)), &Arc::new(MemoryArchive::default()), plan(None));
    for (from, to, words) in [
        ("2026-11-20", "2026-11-21", "2026-11-21 has not begun: today is 2026-11-20 in UTC"),
        ("2026-11-20", "2026-11-19", "2026-11-20 is after 2026-11-19"),
        ("1999-01-01", "2026-11-19", "more than the 3660"),
    ] {
        let error = collector.collect_days(day(from), day(to)).await.unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[tokio::test]
async fn another_layout_is_not_doubled() {
    let place = archive::Place::of_path("year=2026/month=11/day=20/app=p1/part-0.parquet").unwrap();
    let archive = Arc::new(Hive(place, MemoryArchive::default()));
    let clock = Arc::new(FixedClock(Timestamp::from_ms(NOON_MS)));
    let source = Told::answering(|_, _| one(1.0));
    let collector = Collector::new(source, archive, clock, plan(None), Arc::new(NoWatcher));
    let report = collector.collect_days(day(TODAY), day(TODAY)).await.unwrap();
    assert_eq!(report.files().count(), 1);
    assert!(report.failures()[0].contains("app=p1/part-0.parquet has this day already"), "{:?}", report.failures());
}

/// Holds a file in the hive layout.
#[derive(Debug)]
struct Hive(archive::Place, MemoryArchive);

#[async_trait]
impl Archive for Hive {
    async fn inventory(&self) -> Result<Arc<archive::Inventory>, ArchiveError> {
        let file = archive::ArchivedFile {
            place: self.0.clone(),
            sha256: String::new(),
            bytes: 1,
            rows: 1,
            span: None,
            kept: None,
            shape: archive::FileShape::default(),
        };
        Ok(Arc::new(archive::Inventory { files: vec![file], left_out: Vec::new() }))
    }
    async fn draft_day(&self, day: Day, proxy: &ProxyName) -> Result<Box<dyn DayDraft + '_>, ArchiveError> {
        self.1.draft_day(day, proxy).await
    }
    async fn read_in_turn(&self, day: Day, proxy: &ProxyName) -> Result<Option<Box<dyn DayReader>>, ArchiveError> {
        self.1.read_in_turn(day, proxy).await
    }
    async fn scrub(&self) -> Result<crate::ScrubReport, ArchiveError> {
        self.1.scrub().await
    }
    async fn retain(&self, retention: crate::Retention, today: Day) -> Result<Vec<Day>, ArchiveError> {
        self.1.retain(retention, today).await
    }
}
