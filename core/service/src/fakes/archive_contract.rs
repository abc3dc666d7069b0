//! Contract of every archive; run on the fake and on the adapter.

use archive::Row;
use timeseries::{Day, Labels, Sample, Series, Timestamp};

use super::{DayToKeep, WholeDays};
use crate::{Archive, Retention};

/// A day of one metric, a sample an hour, all of this value; one of them is a gap.
///
/// # Panics
/// `day` or `proxy` cannot be one.
#[must_use]
#[expect(clippy::expect_used, reason = "only tests run it")]
pub fn day_of(day: &str, proxy: &str, value: f64) -> DayToKeep {
    let day: Day = day.parse().expect("a day");
    let row = |hour: i64| Row {
        timestamp: Timestamp::from_ms(day.start().ms() + hour * 3_600_000),
        metric: "request_count".to_owned(),
        value: if hour == 5 { f64::NAN } else { value },
        labels: Labels::from_pairs([("apiproxy", proxy), ("environment", "a\"\\\n日")]),
    };
    DayToKeep {
        day,
        proxy: proxy.parse().expect("a proxy's name"),
        rows: (0..24).map(row).collect(),
        collected: day.range().end,
        whole_day: true,
    }
}

/// Checks an empty archive.
///
/// # Panics
/// The archive breaks a promise.
pub async fn check_archive(archive: &dyn Archive) {
    is_empty(archive).await;
    keeps_days_apart(archive).await;
    replaces_a_day_whole(archive).await;
    works_metric_by_metric(archive).await;
    gives_up_the_oldest(archive).await;
}

#[expect(clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
async fn is_empty(archive: &dyn Archive) {
    let inventory = archive.inventory().await.expect("an empty archive answers");
    assert!(inventory.files.is_empty() && inventory.left_out.is_empty());
    assert_eq!(archive.scrub().await.expect("an empty archive is scrubbed"), crate::ScrubReport::default());
    let nobody = day_of("2026-11-18", "nobody", 0.0);
    let read = archive.read_day(nobody.day, &nobody.proxy).await.expect("a day that is not there is no failure");
    assert_eq!(read, None);
    let reader = archive.read_in_turn(nobody.day, &nobody.proxy).await.expect("nor is it to read it in turn");
    assert!(reader.is_none());
}

#[expect(clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
async fn keeps_days_apart(archive: &dyn Archive) {
    let days = [("2026-11-19", "b", 3.0), ("2026-11-18", "b", 2.0), ("2026-11-18", "a", 1.0)];
    for (day, proxy, value) in days {
        let day = day_of(day, proxy, value);
        let file = archive.write_day(day.clone()).await.expect("a day is kept");
        assert_eq!((file.place.day, &file.place.proxy, file.rows), (day.day, &day.proxy, 24));
        let kept = file.kept.expect("what was written is known");
        assert_eq!((kept.attempt, kept.collected, kept.whole_day), (1, day.collected, true));
        assert_eq!(file.span, Some((day.rows[0].timestamp, day.rows[23].timestamp)));
    }
    for (day, proxy, value) in days {
        assert_holds(archive, &day_of(day, proxy, value)).await;
    }
    let inventory = archive.inventory().await.expect("an archive answers");
    let places: Vec<&str> = inventory.files.iter().map(|file| file.place.path.as_str()).collect();
    assert_eq!(places, ["2026-11-18/a.parquet", "2026-11-18/b.parquet", "2026-11-19/b.parquet"], "by day and proxy");
}

#[expect(clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
async fn replaces_a_day_whole(archive: &dyn Archive) {
    let mut again = day_of("2026-11-18", "a", 9.0);
    again.rows.truncate(7);
    again.whole_day = false;
    let file = archive.write_day(again.clone()).await.expect("a day is kept again");
    let kept = file.kept.expect("what was written is known");
    assert_eq!((file.rows, kept.attempt, kept.whole_day), (7, 2, false));
    assert_holds(archive, &again).await;
    assert_holds(archive, &day_of("2026-11-18", "b", 2.0)).await;
    let report = archive.scrub().await.expect("an archive is scrubbed");
    assert_eq!((report.good, report.unlisted.len(), report.bad.len()), (3, 0, 0));
}

#[expect(clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
async fn works_metric_by_metric(archive: &dyn Archive) {
    let day = day_of("2026-11-19", "b", 3.0);
    let begin = || archive.draft_day(day.day, &day.proxy);
    let sample = Sample { time: day.rows[0].timestamp, value: 7.0 };
    let series = vec![Series { labels: Labels::default(), samples: vec![sample] }];
    let mut dropped = begin().await.expect("a draft begins");
    dropped.add("b", series.clone()).await.expect("a metric is added");
    assert!(dropped.add("a", series).await.is_err(), "metrics come by name");
    drop(dropped);
    assert_holds(archive, &day).await;
    let reader = archive.read_in_turn(day.day, &day.proxy).await.expect("a day is read");
    let mut reader = reader.expect("it is there");
    let mut draft = begin().await.expect("a draft begins");
    let mut metrics = Vec::new();
    while let Some((metric, series)) = reader.next_metric().await.expect("a metric is read") {
        draft.add(&metric, series).await.expect("a metric is added");
        metrics.push(metric);
    }
    assert_eq!(metrics, ["request_count"]);
    let file = draft.keep(day.collected, day.whole_day).await.expect("a draft is kept");
    assert_eq!((file.rows, file.kept.map(|kept| kept.attempt)), (24, Some(2)));
    assert_holds(archive, &day).await;
}

#[expect(clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
async fn gives_up_the_oldest(archive: &dyn Archive) {
    let today = day_of("2026-11-19", "b", 3.0).day;
    let gone = archive.retain(Retention::default(), today).await.expect("nothing is given up");
    assert_eq!(gone, []);
    let one_day = Retention { days: Some(1), bytes: None };
    let gone = archive.retain(one_day, today).await.expect("old days are given up");
    assert_eq!(gone, [today.plus_days(-1)]);
    let inventory = archive.inventory().await.expect("an archive answers");
    assert_eq!(inventory.files.len(), 1);
    assert_holds(archive, &day_of("2026-11-19", "b", 3.0)).await;
    let gone = archive.retain(Retention { days: Some(0), bytes: None }, today).await.expect("today stays");
    assert_eq!(gone, [], "never today");
}

/// The archive holds exactly these rows, to the bit.
#[expect(clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
async fn assert_holds(archive: &dyn Archive, day: &DayToKeep) {
    let read = archive.read_day(day.day, &day.proxy).await.expect("a day is read").expect("it is there");
    assert_eq!(format!("{read:?}"), format!("{:?}", day.rows), "{} {}", day.day, day.proxy);
}
