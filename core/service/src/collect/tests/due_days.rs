//! Days that nobody collected: found, collected for those proxies that lack them, and counted.

use super::*;

/// Days of a run with the proxies that were asked on each.
fn asked(report: &CollectReport) -> Vec<(String, usize)> {
    report.days.iter().map(|day| (day.day.to_string(), day.proxies.len())).collect()
}

fn pair(day: &str, proxies: usize) -> (String, usize) {
    (day.to_owned(), proxies)
}

#[tokio::test]
async fn days_on_which_nothing_ran_are_collected_by_the_next_run() {
    for step in [None, Some(Duration::HOUR)] {
        let (source, archive) = (Told::answering(|_, _| one(1.0)), Arc::new(MemoryArchive::default()));
        // The 12th and the 13th have no run.
        for run_day in ["2026-03-10", "2026-03-11", "2026-03-14", "2026-03-15"] {
            collector_at(at(run_day, 12), &source, &archive, plan(step)).collect_due().await.unwrap();
        }
        let rows_a_day = if step.is_some() { 48 } else { 2 };
        for past in day("2026-03-03").through(day("2026-03-14")) {
            for name in ["p1", "p2"] {
                assert_eq!(kept(&archive, past, name).len(), rows_a_day, "{past} {name} {step:?}");
                assert!(archive.day(past, &proxy(name)).unwrap().whole_day, "{past} {name} {step:?}");
            }
        }
        assert_eq!(archive.day(day("2026-03-02"), &proxy("p1")), None, "a week before the first run");
    }
}

#[tokio::test]
async fn a_proxy_that_has_a_day_is_not_asked_for_it_again() {
    let (source, archive) = (Told::answering(|_, _| one(1.0)), Arc::new(MemoryArchive::default()));
    let only_first = plan(None).of_proxies(&["p1".to_owned()]).unwrap();
    collector(&source, &archive, only_first).collect_due().await.unwrap();
    let report = collector(&source, &archive, plan(None)).collect_due().await.unwrap();
    let expected: Vec<_> = (13..=19).map(|of_month| pair(&format!("2026-11-{of_month}"), 1)).collect();
    assert_eq!(asked(&report), [expected, vec![pair("2026-11-20", 2)]].concat());
    assert!(report.proxies().filter(|(day, _)| day.to_string() != "2026-11-20").all(|(_, of)| of.proxy == proxy("p2")));
    let again = collector(&source, &archive, plan(None)).collect_due().await.unwrap();
    assert_eq!(asked(&again), [pair("2026-11-20", 2)]);
}

#[tokio::test]
async fn a_day_without_data_is_asked_for_once() {
    let (source, archive) = (Told::answering(|_, _| Ok(Vec::new())), Arc::new(MemoryArchive::default()));
    for step in [None, Some(Duration::HOUR)] {
        collector(&source, &archive, plan(step)).collect_due().await.unwrap();
        assert_eq!(collector(&source, &archive, plan(step)).due_days().await.unwrap(), [day("2026-11-20")], "{step:?}");
    }
}

/// A day in part, of which the source forgot everything since, does not get better: it is asked for once more.
#[tokio::test]
async fn a_day_in_part_is_whole_once_everything_answered() {
    let archive = Arc::new(MemoryArchive::default());
    let plan = plan(Some(Duration::HOUR));
    collector(&Told::answering(|_, _| one(1.0)), &archive, plan.clone()).collect_due().await.unwrap();
    let tomorrow = at("2026-11-21", 12);
    let forgetful = Told::answering(|_, _| Ok(Vec::new()));
    collector_at(tomorrow, &forgetful, &archive, plan.clone()).collect_due().await.unwrap();
    assert_eq!(kept(&archive, day("2026-11-20"), "p1").len(), 24, "12 hours of two metrics stay");
    let due = collector_at(tomorrow, &forgetful, &archive, plan).due_days().await.unwrap();
    assert_eq!(due, [day("2026-11-21")]);
}

#[tokio::test]
async fn a_day_that_failed_is_due_until_it_is_too_old() {
    let archive = Arc::new(MemoryArchive::default());
    let failing = Told::answering(|query, _| if query.starts_with("a{apiproxy=\"p2\"") { down() } else { one(2.0) });
    let failed = collector(&failing, &archive, plan(None));
    failed.collect_due().await.unwrap();
    assert_eq!(failed.due_days().await.unwrap().len(), 8, "p2 lacks all of them");
    let good = Told::answering(|_, _| one(2.0));
    let report = collector_at(at("2026-11-26", 12), &good, &archive, plan(None)).collect_due().await.unwrap();
    let days: Vec<_> = asked(&report);
    assert_eq!((days[0].clone(), days[1].clone()), (pair("2026-11-19", 1), pair("2026-11-20", 1)), "p1 has both");
    assert_eq!(days.len(), 8);
}

#[tokio::test]
async fn gaps_are_counted_by_proxy_and_day() {
    let (source, archive) = (Told::answering(|_, _| one(1.0)), Arc::new(MemoryArchive::default()));
    let gaps = |now| {
        let collector = collector_at(now, &source, &archive, plan(Some(Duration::HOUR)));
        async move { collector.gaps().await.unwrap() }
    };
    let count = |missing, partial| GapCount { missing, partial };
    assert_eq!(gaps(at("2026-11-20", 12)).await, Gaps { recent: count(14, 0), older: count(0, 0) });
    collector(&source, &archive, plan(Some(Duration::HOUR))).collect_due().await.unwrap();
    assert_eq!(gaps(at("2026-11-20", 12)).await, Gaps::default(), "today is no gap");
    assert_eq!(gaps(at("2026-11-21", 12)).await, Gaps { recent: count(0, 2), older: count(0, 0) });
    assert_eq!(gaps(at("2026-11-23", 12)).await, Gaps { recent: count(4, 2), older: count(0, 0) });
    // The 20th in part, the 21st and 22nd missing; the rest is not older than a week.
    assert_eq!(gaps(at("2026-11-30", 12)).await, Gaps { recent: count(14, 0), older: count(4, 2) });
}
