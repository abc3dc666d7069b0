//! Pages of rows: which are asked for, what is said of them.

use api::{SqlParam, SqlParams};

use super::{engine, numbers, rows, sent, texts};
use crate::SqlError;

#[tokio::test]
async fn a_page_is_had_from_duckdb() {
    let engine = engine([Ok(numbers(26))]);
    let asked = SqlParams::of_statement("SELECT n FROM t;").with(SqlParam::Page, "3").with(SqlParam::Size, "25");
    let rows = rows(&engine, &asked).await;
    assert_eq!(sent(&engine), ["SELECT * FROM (\nSELECT n FROM t\n) LIMIT 26 OFFSET 50"]);
    assert_eq!((rows.rows.len(), rows.page, rows.has_more), (25, 3, true));
    assert_eq!(rows.summary, "Rows 51–75, more available · 12 ms · 43,200 rows scanned");
    assert!(rows.notes[0].contains("ORDER BY"), "{:?}", rows.notes);
    assert_eq!((rows.columns[0].name.as_str(), rows.columns[0].type_name.as_str()), ("n", "BIGINT"));
}

#[tokio::test]
async fn what_cannot_be_wrapped_is_read_up_to_the_page() {
    let engine = engine([Ok(numbers(60))]);
    let rows = rows(&engine, &SqlParams::of_statement("SHOW TABLES").with(SqlParam::Page, "2")).await;
    assert_eq!(engine.asked.lock().unwrap()[0].limits.max_rows, 101);
    assert_eq!((rows.rows.len(), rows.has_more, texts(&rows)[0]), (10, false, Some("50")));
    assert_eq!(rows.summary, "Rows 51–60, the last · 12 ms · 43,200 rows scanned");
}

#[tokio::test]
async fn an_order_is_not_asked_for_where_there_is_one_or_one_page() {
    for (sql, count) in [("SELECT n FROM t ORDER BY n", 51), ("SELECT n FROM t", 50)] {
        let rows = rows(&engine([Ok(numbers(count))]), &SqlParams::of_statement(sql)).await;
        assert_eq!(rows.notes, Vec::<String>::new(), "{sql}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_left_out_and_named() {
    let path = "2026-11-20/a.parquet";
    let engine = engine([Err(SqlError::File { path: path.into(), message: "Invalid Input".into() }), Ok(numbers(1))]);
    let rows = rows(&engine, &SqlParams::of_statement("FROM metrics")).await;
    let files: Vec<usize> = engine.asked.lock().unwrap().iter().map(|query| query.files.len()).collect();
    assert_eq!(files, [2, 1]);
    assert_eq!(rows.notes, [format!("Left out: {path} (Invalid Input).")]);
}
