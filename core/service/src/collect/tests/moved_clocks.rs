//! Clocks that go back, and that were ahead: no row is lost, no day becomes less, and it is told.

use super::*;

const DAY: &str = "2026-03-14";

/// A source that has a value every hour up to the real `now`, whatever is asked.
fn knowing_until(now: Timestamp) -> Arc<Told> {
    Told::answering(move |_, time| if time <= now { one(1.0) } else { Ok(Vec::new()) })
}

fn of_day(archive: &MemoryArchive) -> (usize, bool) {
    let kept = archive.day(day(DAY), &proxy("p1")).unwrap();
    (kept.rows.len(), kept.whole_day)
}

/// 40 ways for a clock to be wrong after a day was collected whole: by how far it goes back, read on a grid or once a day, with a
/// source that answers everything or half of it.
#[tokio::test]
async fn a_whole_day_stays_whole_whatever_the_clock_does() {
    let mut cases = 0;
    for step in [None, Some(Duration::HOUR)] {
        for hours in [1, 5, 11, 12, 13, 18, 23, 24, 36, 24 * 6] {
            for fails in [false, true] {
                let case = format!("{step:?}, {hours} hours back, {fails}");
                let archive = Arc::new(MemoryArchive::default());
                let (whole, rows) = (at("2026-03-15", 12), if step.is_some() { 48 } else { 2 });
                collector_at(whole, &knowing_until(whole), &archive, plan(step)).collect_due().await.unwrap();
                assert_eq!(of_day(&archive), (rows, true));
                let before = kept(&archive, day(DAY), "p1");
                let back = Timestamp::from_ms(whole.ms() - hours * 3_600_000);
                let half = Told::answering(|query, _| if query.starts_with('a') { down() } else { one(1.0) });
                let source = if fails { half } else { knowing_until(whole) };
                let report = collector_at(back, &source, &archive, plan(step)).collect_due().await.unwrap();
                assert_eq!(report.clock_behind, Some(ClockBehind { collected: whole, now: back }), "{case}");
                assert_eq!(kept(&archive, day(DAY), "p1"), before, "{case}");
                assert_eq!(of_day(&archive), (rows, true), "{case}");
                // Once the clock is right again, nothing of it is left.
                let later = at("2026-03-16", 12);
                let right = collector_at(later, &knowing_until(later), &archive, plan(step));
                assert_eq!(right.collect_due().await.unwrap().clock_behind, None, "{case}");
                assert_eq!(kept(&archive, day(DAY), "p1"), before, "{case}");
                assert_eq!(right.due_days().await.unwrap(), [day("2026-03-16")], "{case}");
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 40);
}

/// A clock that was ahead called a day whole; a run that can collect nothing of it then leaves it due.
#[tokio::test]
async fn a_day_called_whole_too_early_stays_due_while_the_source_is_down() {
    for (step, rows) in [(None, 2), (Some(Duration::HOUR), 48)] {
        let archive = Arc::new(MemoryArchive::default());
        let (noon, ahead, later) = (at(DAY, 12), at("2026-03-15", 12), at("2026-03-16", 12));
        collector_at(ahead, &knowing_until(noon), &archive, plan(step)).collect_due().await.unwrap();
        collector_at(noon, &Told::answering(|_, _| down()), &archive, plan(step)).collect_due().await.unwrap();
        let right = collector_at(later, &knowing_until(later), &archive, plan(step));
        assert!(right.due_days().await.unwrap().contains(&day(DAY)), "{step:?}");
        right.collect_due().await.unwrap();
        assert_eq!(of_day(&archive), (rows, true), "{step:?}");
    }
}

/// 288 rows and one, of which 73 are asked for again after the clock went back: the others stay.
#[tokio::test]
async fn rows_that_lie_ahead_stay() {
    let archive = Arc::new(MemoryArchive::default());
    let five_minutes =
        CollectPlan::new(vec![proxy("p1")], vec![metric("a", Some(Duration::from_seconds(300)))]).unwrap();
    let at_night = at("2026-03-15", 1);
    collector_at(at_night, &knowing_until(at_night), &archive, five_minutes.clone()).collect_due().await.unwrap();
    assert_eq!(of_day(&archive), (288, true));
    let back = Timestamp::from_ms(at(DAY, 6).ms() + 123_456);
    let other = Told::answering(|_, _| one(5.0));
    let collector = collector_at(back, &other, &archive, five_minutes);
    let report = collector.collect_due().await.unwrap();
    assert_eq!(of_day(&archive), (288, true));
    let new = kept(&archive, day(DAY), "p1").iter().filter(|(.., value)| *value == 5.0).count();
    assert_eq!(new, 73, "00:00 to 06:00");
    let (_, today) = report.proxies().find(|(of, _)| of.to_string() == DAY).unwrap();
    assert_eq!((today.metrics[0].kept, today.new_rows()), (215, 73));
    let told = report.clock_behind.unwrap().to_string();
    let expected = "The clock went back by 18 hours 57 minutes: it says 2026-03-14T06:02:03.456Z, and the archive was collected \
                    at 2026-03-15T01:00:00Z. Rows that lie ahead stay as they are; check the clock of this machine";
    assert_eq!(told, expected);
}

/// A value of the day that a clock which was ahead gave is neither lost nor doubled.
#[tokio::test]
async fn the_one_value_of_a_day_is_not_doubled_by_a_clock_that_went_back() {
    let archive = Arc::new(MemoryArchive::default());
    for (hour, value) in [(20, 1.0), (9, 2.0), (10, 3.0), (21, 4.0)] {
        let source = Told::answering(move |_, _| one(value));
        let now = at(DAY, hour);
        collector_at(now, &source, &archive, plan(None)).collect_days(day(DAY), day(DAY)).await.unwrap();
        let held: Vec<f64> = kept(&archive, day(DAY), "p1").into_iter().map(|(.., value)| value).collect();
        let expected = if hour == 21 { 4.0 } else { 1.0 };
        assert_eq!(held, [expected, expected], "at {hour}");
    }
}

/// A clock that was ahead for one run calls days whole that were not, or had not begun. Whatever runs are missed afterwards within
/// the week, the days come to what they would have been.
#[tokio::test]
async fn a_clock_that_was_ahead_leaves_no_hole() {
    for step in [None, Some(Duration::HOUR)] {
        for ahead_days in 1..=7 {
            // The first day of the week after it on which anything runs again.
            for first_run in 0..=6 {
                let archive = Arc::new(MemoryArchive::default());
                let begin = at("2026-03-10", 15);
                let real = |days: u64| begin + Duration::DAY.times(days);
                let run = |now: Timestamp, real: Timestamp| {
                    let collector = collector_at(now, &knowing_until(real), &archive, plan(step));
                    async move { collector.collect_due().await.unwrap() }
                };
                run(begin + Duration::DAY.times(ahead_days), begin).await;
                // It is noticed on the same day.
                run(begin + Duration::HOUR, begin + Duration::HOUR).await;
                for days in [first_run, 7] {
                    run(real(days), real(days)).await;
                }
                let rows_a_day = if step.is_some() { 48 } else { 2 };
                for past in day("2026-03-10").through(day("2026-03-16")) {
                    let rows = kept(&archive, past, "p1").len();
                    assert_eq!(rows, rows_a_day, "{past}: {step:?}, {ahead_days} ahead, next run after {first_run}");
                }
            }
        }
    }
}
