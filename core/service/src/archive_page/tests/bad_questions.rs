//! Questions that make no sense name their field, keep what was typed, and still offer something to choose from.

use std::sync::Arc;

use api::{ArchiveParam, ProblemKind, TabView};

use super::{archive_of, asked, engine, page, page_of, row, tab, usual};
use crate::fakes::FakeSql;

#[tokio::test]
async fn the_field_at_fault_is_named() {
    let cases = [
        ("from=2026-02-30", ArchiveParam::From, "`2026-02-30` is not a day."),
        ("from=yesterday", ArchiveParam::From, "`yesterday` is not a day."),
        ("to=%3Cscript%3E", ArchiveParam::To, "`<script>` is not a day."),
        ("from=2026-11-19&to=2026-11-18", ArchiveParam::From, "2026-11-19 is after 2026-11-18."),
        ("proxy=nobody", ArchiveParam::Proxy, "There is no API proxy `nobody` in the archive."),
        ("proxy=a&proxy=..%2Fb", ArchiveParam::Proxy, "There is no API proxy `../b` in the archive."),
        ("tab=secrets", ArchiveParam::Tab, "There is no view `secrets`."),
        ("bucket=year", ArchiveParam::Bucket, "A point cannot stand for `year`."),
        ("zoom=9~5", ArchiveParam::Zoom, "`9~5` is no part of the time from 2026-11-17 to 2026-11-19."),
        ("zoom=x", ArchiveParam::Zoom, "`x` is no part of the time from 2026-11-17 to 2026-11-19."),
        ("tab=raw&sort=value+DESC%3B+--", ArchiveParam::Sort, "There is no column `value DESC; --` to sort by."),
        ("tab=raw&column=password", ArchiveParam::Column, "There is no column `password`."),
        ("tab=raw&size=7", ArchiveParam::Size, "A page cannot have `7` rows."),
        ("tab=raw&size=-25", ArchiveParam::Size, "A page cannot have `-25` rows."),
        ("tab=raw&page=0", ArchiveParam::Page, "`0` is not a page: they are counted from 1."),
        ("tab=raw&page=-1", ArchiveParam::Page, "`-1` is not a page: they are counted from 1."),
        ("tab=raw&page=4", ArchiveParam::Page, "Page 4 is beyond the last one, which is 3."),
        (
            "tab=raw&page=99999999999999999999",
            ArchiveParam::Page,
            "Page 99999999999999999999 is beyond the last one, which is 3.",
        ),
    ];
    for (query, field, why) in cases {
        let view = page(query).await;
        let problem = view.answer.unwrap_err();
        assert_eq!((problem.field, problem.problem.why.as_str()), (Some(field), why), "{query}");
        assert_eq!(problem.problem.kind, ProblemKind::BadRequest);
        assert!(!problem.problem.next.is_empty() && !view.offer.proxies.is_empty() && !view.offer.metrics.is_empty());
    }
}

#[tokio::test]
async fn what_was_typed_is_kept() {
    let view = page("from=2026-02-30&to=soon").await;
    assert_eq!((view.offer.from.as_str(), view.offer.to.as_str()), ("2026-02-30", "soon"));
}

#[tokio::test]
async fn nothing_is_said_in_words() {
    let cases = [
        ("proxy=", "No API proxy is chosen."),
        ("metric=&tab=totals", "No metric is chosen."),
        (
            "metric=unknown&tab=raw",
            "No data found from 2026-11-17 to 2026-11-19 for the API proxies and metrics chosen.",
        ),
        (
            "from=2020-01-01&to=2020-01-05",
            "No data found from 2020-01-01 to 2020-01-05 for the API proxies and metrics chosen.",
        ),
    ];
    for (query, words) in cases {
        let view = page(query).await;
        let TabView::Nothing { why, next, .. } = tab(&view) else { panic!("{query}: {view:?}") };
        assert!(why == words && !next.is_empty(), "{query}: {why}");
    }
}

#[tokio::test]
async fn where_nothing_is_there_are_links_to_days_that_have_rows() {
    let old = ["2022-03-20", "2022-03-21", "2022-04-01", "2022-04-02"].map(|day| (day, "a"));
    let new: Vec<String> = (1..=20).map(|of_month| format!("2026-11-{of_month:02}")).collect();
    let files: Vec<(&str, &str)> = old.into_iter().chain(new.iter().map(|day| (day.as_str(), "a-"))).collect();
    // Days with files of no rows are no reason to open there.
    let view = page_of(archive_of(&files).await, &engine(), "").await;
    assert_eq!((view.offer.from.as_str(), view.offer.to.as_str()), ("2022-03-20", "2022-04-02"));
    let nothing = Arc::new(FakeSql::answering(Ok(row("request_count", "a", 1.0).slice(0, 0))));
    let view = page_of(archive_of(&files).await, &nothing, "from=2026-11-01&to=2026-11-20&tab=raw&page=3").await;
    let TabView::Nothing { links, .. } = tab(&view) else { panic!("{view:?}") };
    let links: Vec<(&str, &str)> = links.iter().map(|link| (link.label.as_str(), link.link.as_str())).collect();
    let expected = [
        ("2022-04-01 to 2022-04-02", "/archive?tab=raw&from=2022-04-01&to=2022-04-02"),
        ("2022-03-20 to 2022-03-21", "/archive?tab=raw&from=2022-03-20&to=2022-03-21"),
    ];
    assert_eq!(links, expected);
}

#[tokio::test]
async fn a_star_is_every_metric() {
    let sql = engine();
    page_of(usual().await, &sql, "tab=percentiles&metric=*&proxy=*").await;
    assert!(asked(&sql).iter().all(|statement| !statement.contains("'*'")), "{:?}", asked(&sql));
}

#[tokio::test]
async fn an_absurd_span_is_the_archive() {
    let view = page("tab=days&from=0001-01-01&to=9999-12-31").await;
    let TabView::Days(days) = tab(&view) else { panic!("{view:?}") };
    let dates: Vec<&str> = days.months.iter().flat_map(|month| &month.days).map(|day| day.date.as_str()).collect();
    assert_eq!(dates, ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]);
}
