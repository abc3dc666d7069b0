//! Days of which a part of the source did not answer: they are told, looked at again, and lose nothing.

use super::*;

const YESTERDAY: &str = "2026-11-19";

fn labelled(proxy: &str, value: f64) -> (Labels, f64) {
    (Labels::from_pairs([("store", proxy)]), value)
}

#[tokio::test]
async fn a_partial_day_is_due_again_and_a_whole_answer_ends_that() {
    for has_rows in [true, false] {
        let archive = Arc::new(MemoryArchive::default());
        let rows = move |value| Ok(if has_rows { vec![labelled("a", value)] } else { Vec::new() });
        let partial = collector(&Told::answering_in_part(move |_, _| rows(1.0)), &archive, plan(None));
        let report = partial.collect_days(day(YESTERDAY), day(YESTERDAY)).await.unwrap();
        assert!(report.is_good(), "nothing failed");
        assert!(report.summary().ends_with("2 proxies and days were answered in part, and will be collected again."));
        let (of, first) = report.proxies().next().unwrap();
        assert!(first.line(of).ends_with("; the source answered in part"), "{}", first.line(of));
        assert_eq!(first.metrics[0].warnings, ["partial response"]);
        assert!(partial.due_days().await.unwrap().contains(&day(YESTERDAY)), "{has_rows}");
        let whole = collector(&Told::answering(move |_, _| Ok(vec![labelled("a", 2.0)])), &archive, plan(None));
        whole.collect_due().await.unwrap();
        assert_eq!(whole.due_days().await.unwrap(), [day("2026-11-20")], "{has_rows}");
    }
}

#[tokio::test]
async fn a_partial_answer_replaces_only_what_it_has() {
    let past = day(YESTERDAY);
    let hours = |step| plan(Some(step));
    for (plan, step) in [(plan(None), None), (hours(Duration::HOUR), Some(Duration::HOUR))] {
        let archive = Arc::new(MemoryArchive::default());
        let whole = Told::answering(|_, _| Ok(vec![labelled("a", 1.0), labelled("b", 1.0)]));
        collector(&whole, &archive, plan.clone()).collect_days(past, past).await.unwrap();
        let before = kept(&archive, past, "p1").len();
        let partial = Told::answering_in_part(|_, _| Ok(vec![labelled("b", 2.0)]));
        collector(&partial, &archive, plan).collect_days(past, past).await.unwrap();
        let after = kept(&archive, past, "p1");
        assert_eq!(after.len(), before, "{step:?}");
        let sum: f64 = after.iter().map(|(.., value)| value).sum();
        assert!((sum - before as f64 * 1.5).abs() < 1e-9, "half of the rows are new: {after:?}");
    }
}

/// Today has one value a day: the one that a partial answer has takes the place of an earlier one of its series.
#[tokio::test]
async fn a_value_of_the_day_is_not_doubled() {
    let archive = Arc::new(MemoryArchive::default());
    let today = day("2026-11-20");
    let partial = Told::answering_in_part(|_, _| Ok(vec![labelled("a", 2.0)]));
    for hours in [0_u64, 1] {
        let clock = Arc::new(FixedClock(Timestamp::from_ms(NOON_MS) + Duration::HOUR.times(hours)));
        let at = Collector::new(partial.clone(), archive.clone(), clock, plan(None), Arc::new(NoWatcher));
        at.collect_days(today, today).await.unwrap();
    }
    assert_eq!(kept(&archive, today, "p1").len(), 2, "a value of each metric");
}
