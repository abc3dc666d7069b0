//! Tests of each view on one row that the engine answers.

use api::TabView;

use super::{asked, engine, page, page_of, tab, usual};

#[tokio::test]
async fn the_header_counts_rows_days_and_proxies() {
    let view = page("").await;
    let answer = view.answer.unwrap();
    assert_eq!(answer.header, "Loaded 60 records from 3 days for 3 API proxies.");
    assert_eq!(
        answer.notes,
        ["2 of request_count rows are not numbers: left out of every figure, and kept in the raw data."]
    );
    assert_eq!(view.freshness, "Data to Thu 19 Nov 00:00 UTC, 1 day 12 hours ago.");
}

#[tokio::test]
async fn few_proxies_are_all_chosen_and_of_many_the_first_three() {
    let chosen = |view: &api::ArchiveView| -> Vec<String> {
        view.offer.proxies.iter().filter(|proxy| proxy.is_chosen).map(|proxy| proxy.name.clone()).collect()
    };
    assert_eq!(chosen(&page("").await), ["a", "b", "c"]);
    let many = super::archive_of(&["p1", "p2", "p3", "p4", "p5"].map(|proxy| ("2026-11-19", proxy))).await;
    assert_eq!(chosen(&page_of(many.clone(), &engine(), "").await), ["p1", "p2", "p3"]);
    assert_eq!(chosen(&page_of(many, &engine(), "proxy=*").await).len(), 5);
}

#[tokio::test]
async fn series_stand_on_a_grid_with_gaps() {
    let view = page("tab=series").await;
    let TabView::Series(series) = tab(&view) else { panic!("{view:?}") };
    let line = &series.metrics[0].lines[0];
    // One row a day: one point a day, of which the engine gave the second.
    assert_eq!((line.proxy.as_str(), line.color, line.step), ("a", 1, timeseries::Duration::DAY));
    assert!(line.values[0].is_nan() && line.values[1] == 1234.5 && line.values[2].is_nan());
    assert_eq!(series.metrics[0].meaning, "Each point is the mean of the rows in 1 day.");
    assert_eq!(series.metrics[0].summary, "The highest is 1234 of a, on Wed 18 Nov 00:00 UTC.");
}

#[tokio::test]
async fn a_zoom_is_a_condition_and_fewer_files() {
    let sql = engine();
    let zoom = format!("zoom={}~{}", 1_794_960_000, 1_794_970_000);
    let view = page_of(usual().await, &sql, &zoom).await;
    assert!(view.answer.is_ok(), "{view:?}");
    let last = asked(&sql).pop().unwrap();
    assert!(last.contains("timestamp >= TIMESTAMP '2026-11-18 00:00:00'"), "{last}");
}

#[tokio::test]
async fn totals_compare_with_the_days_before() {
    let view = page("tab=totals&from=2026-11-18&to=2026-11-18").await;
    let TabView::Totals(totals) = tab(&view) else { panic!("{view:?}") };
    let tile = &totals.tiles[0];
    assert_eq!(
        (tile.label.as_str(), tile.value.as_str(), tile.change.as_str()),
        ("Total requests", "1234", "the same as before (1234)")
    );
    assert_eq!(totals.compared, "Changes compare with as many days before: 2026-11-17 to 2026-11-17.");
    let view = page("tab=totals&from=2026-11-17&to=2026-11-18").await;
    let TabView::Totals(totals) = tab(&view) else { panic!("{view:?}") };
    assert_eq!(totals.compared, "There is no data from 2026-11-15 to 2026-11-16 to compare with.");
    assert_eq!(totals.tiles[0].change, "No earlier data");
}

#[tokio::test]
async fn the_week_has_its_cell() {
    let view = page("tab=heatmap").await;
    let TabView::Heatmap(maps) = tab(&view) else { panic!("{view:?}") };
    assert_eq!((maps[0].cells[2][14].mean, maps[0].cells[2][14].rows), (1234.5, 60));
    assert!(maps[0].cells[0][0].mean.is_nan());
    assert_eq!(maps[0].summary, "All values are of one hour: Wednesday 14:00 (1234).");
}

#[tokio::test]
async fn percentiles_have_their_heads() {
    let view = page("tab=percentiles").await;
    let TabView::Percentiles(percentiles) = tab(&view) else { panic!("{view:?}") };
    assert_eq!(percentiles.heads, ["p50", "p90", "p95", "p99"]);
    assert_eq!(percentiles.rows[0].values, ["1234"; 4]);
}

#[tokio::test]
async fn the_newest_rows_are_looked_for_in_the_newest_files() {
    let days: Vec<String> = (1..=19).map(|day| format!("2026-11-{day:02}")).collect();
    let files: Vec<(&str, &str)> = days.iter().map(|day| (day.as_str(), "a")).collect();
    let cases = [("size=10", 11), ("size=10&sort=timestamp", 19), ("size=10&search=x", 19), ("size=25", 19)];
    for (query, count) in cases {
        let sql = engine();
        let query = format!("tab=raw&from=2026-11-01&{query}");
        page_of(super::archive_of(&files).await, &sql, &query).await;
        // A file has one row here; the newest ten are looked for in ten days, and one more.
        assert_eq!(sql.asked.lock().unwrap().last().unwrap().files.len(), count, "{query}");
    }
}

#[tokio::test]
async fn rows_are_sorted_searched_and_paged_by_the_engine() {
    let sql = engine();
    let view =
        page_of(usual().await, &sql, "tab=raw&sort=value&search=PROD&page=2&size=10&column=value&column=labels").await;
    let TabView::Rows(rows) = tab(&view) else { panic!("{view:?}") };
    assert_eq!(rows.rows, [["1234.5", "{\"a\": \"<b>\"}"]]);
    assert_eq!(rows.pager.text, "Rows 11 to 20 of 60, page 2 of 6");
    let links: Vec<(&str, Option<&str>)> =
        rows.pager.steps.iter().map(|(label, link)| (label.as_str(), link.as_deref())).collect();
    let link = |page: &str| format!("/archive?tab=raw&sort=value&search=PROD&column=value&column=labels{page}&size=10");
    assert_eq!(links[0], ("First", Some(link("").as_str())));
    assert_eq!(links[3], ("Last", Some(link("&page=6").as_str())));
    let last = asked(&sql).pop().unwrap();
    for words in ["ORDER BY value, timestamp", "LIMIT 10 OFFSET 10", "'prod')"] {
        assert!(last.contains(words), "{words} in {last}");
    }
    assert_eq!(rows.columns[0].sorted, Some("ascending"));
}
