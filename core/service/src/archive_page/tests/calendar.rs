//! Tests of days that are whole, in part, and missing.

use api::{CalendarDay, DayState, TabView};

use super::{archive_of, engine, page_of, tab};

async fn days(files: &[(&str, &str)], query: &str) -> Vec<CalendarDay> {
    let view = page_of(archive_of(files).await, &engine(), query).await;
    let TabView::Days(days) = tab(&view) else { panic!("{view:?}") };
    days.months.iter().rev().flat_map(|month| month.days.clone()).collect()
}

#[tokio::test]
async fn a_day_is_there_or_it_is_said_what_is_not() {
    let files = [
        ("2026-10-30", "a"),
        ("2026-10-30", "b"),
        ("2026-10-31", "a"),
        ("2026-11-02", "a!"),
        ("2026-11-02", "b"),
        // From here on there is no b any more: it is not missing.
        ("2026-11-03", "a"),
        ("2026-11-20", "a!"),
    ];
    let days = days(&files, "tab=days").await;
    let state = |date: &str| {
        let day = days.iter().find(|day| day.date == date).unwrap_or_else(|| panic!("no {date}"));
        (day.state, day.faults.join("; "))
    };
    assert_eq!(state("2026-10-30"), (DayState::Whole, String::new()));
    assert_eq!(state("2026-10-31"), (DayState::Part, "without b".to_owned()));
    assert_eq!(state("2026-11-01"), (DayState::Missing, String::new()));
    assert_eq!(state("2026-11-02"), (DayState::Part, "1 file collected before the day was over".to_owned()));
    assert_eq!(state("2026-11-03"), (DayState::Whole, String::new()));
    assert_eq!(state("2026-11-19"), (DayState::Missing, String::new()));
    assert_eq!(state("2026-11-20"), (DayState::Part, "the day is not over".to_owned()));
}

#[tokio::test]
async fn a_day_without_any_row_is_empty() {
    let files =
        [("2026-11-17", "a"), ("2026-11-18", "a-"), ("2026-11-18", "b-"), ("2026-11-19", "a-"), ("2026-11-19", "b")];
    let view = page_of(archive_of(&files).await, &engine(), "tab=days&from=2026-11-17&to=2026-11-19").await;
    let TabView::Days(days) = tab(&view) else { panic!("{view:?}") };
    let states: Vec<DayState> = days.months.iter().flat_map(|month| &month.days).map(|day| day.state).collect();
    assert_eq!(states, [DayState::Whole, DayState::Empty, DayState::Whole]);
    assert_eq!(days.summary, "2 complete, 0 partial, 0 missing, 1 empty");
}

#[tokio::test]
async fn a_collector_that_stopped_is_seen() {
    let days = days(&[("2026-11-15", "a"), ("2026-11-16", "a")], "tab=days").await;
    let states: Vec<DayState> = days.iter().map(|day| day.state).collect();
    assert_eq!(states, [DayState::Whole, DayState::Whole, DayState::Missing, DayState::Missing, DayState::Missing]);
}

#[tokio::test]
async fn months_begin_on_their_weekday() {
    let view =
        page_of(archive_of(&[("2026-10-01", "a"), ("2026-11-19", "a")]).await, &engine(), "tab=days&from=2026-10-01")
            .await;
    let TabView::Days(days) = tab(&view) else { panic!("{view:?}") };
    let months: Vec<(&str, usize, usize)> =
        days.months.iter().map(|month| (month.name.as_str(), month.begins, month.days.len())).collect();
    assert_eq!(months, [("Nov 2026", 6, 19), ("Oct 2026", 3, 31)]);
    assert!(days.collector.as_ref().unwrap_err().contains("promcast collect"));
}
