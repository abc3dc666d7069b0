//! The page where it is known what the rows come to: no row is asked for.

use api::TabView;

use super::{USUAL, asked, engine, filled, page_of, tab};
use crate::fakes::MemoryArchive;

#[tokio::test]
async fn sums_means_and_counts_ask_for_no_row() {
    for name in ["series", "totals", "heatmap", "days"] {
        let sql = engine();
        let view = page_of(filled(MemoryArchive::rolling_up(), &USUAL).await, &sql, &format!("tab={name}")).await;
        assert_eq!(asked(&sql), [""; 0], "{name}");
        let answer = view.answer.unwrap();
        assert_eq!(answer.header, "Loaded 7 records from 3 days for 3 API proxies.", "{name}");
        // How it would be asked is shown all the same.
        assert!(answer.sql[0].starts_with("SELECT"), "{name}");
    }
}

#[tokio::test]
async fn figures_are_those_of_the_rows() {
    let archive = filled(MemoryArchive::rolling_up(), &USUAL).await;
    let view = page_of(archive, &engine(), "tab=totals").await;
    let TabView::Totals(totals) = tab(&view) else { panic!("{view:?}") };
    assert_eq!(totals.tiles[0].value, "7");
    let by_proxy: Vec<(&str, &str)> =
        totals.rows.iter().map(|row| (row.proxy.as_str(), row.figures[0].as_str())).collect();
    assert_eq!(by_proxy, [("a", "3"), ("b", "3"), ("c", "1")]);
}

#[tokio::test]
async fn what_only_rows_know_is_asked_of_them() {
    // A percentile, rows, and a part of time that begins within an hour.
    for query in ["tab=percentiles", "tab=raw", "tab=series&zoom=1794960001~1795000000"] {
        let sql = engine();
        page_of(filled(MemoryArchive::rolling_up(), &USUAL).await, &sql, query).await;
        assert_eq!(asked(&sql).len(), 1, "{query}: {:?}", asked(&sql));
    }
}
