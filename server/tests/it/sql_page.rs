//! The page `/sql`: a statement and its rows, with nothing of a stranger's text as markup.

use crate::support::{Answer, Promcast, encoded};

const BY_HAND: (&str, &str) = ("Sec-Fetch-Site", "none");

fn open(promcast: &Promcast, sql: &str, more: &str) -> Answer {
    promcast.get_with(&format!("/sql?q={}&{more}", encoded(sql)), &[BY_HAND])
}

#[test]
fn the_empty_page_says_how_to_begin() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let page = promcast.get("/sql");
    assert_eq!(page.status, 200);
    let seen = page.visible();
    for words in
        ["Ask the archive anything", "metric_name", "Requests by proxy", "Limits: 30 s", "nothing is there yet"]
    {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert!(promcast.get("/").has("href=\"/sql\""));
}

#[test]
fn rows_have_types_and_null_is_no_text() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT 170141183460469231731687303715884105727 AS huge, NULL AS nothing, '' AS empty, 'nan'::DOUBLE AS nan, \
        TIMESTAMP '2023-04-01 12:00:00' AS moment, MAP {'a': 'b'} AS labels, [1, 2] AS list, '\\xFF'::BLOB AS bytes, 1.50::DECIMAL(9, 2) AS money";
    let page = open(&promcast, sql, "");
    let seen = page.visible();
    assert_eq!(page.status, 200, "{seen}");
    for words in [
        "170141183460469231731687303715884105727",
        "HUGEINT",
        "NULL",
        "NaN",
        "2023-04-01 12:00:00.000",
        r#"{"a": "b"}"#,
        "[1, 2]",
        "\\xFF",
        "1.50",
        "1 row",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert_eq!(page.text().matches("class=\"sql-null\"").count(), 1);
}

#[test]
fn rows_are_paged() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT range AS n FROM range(120) ORDER BY n";
    let first = open(&promcast, sql, "").visible();
    assert!(first.contains("Rows 1–50, more available") && !first.contains("Add ORDER BY"), "{first}");
    let last = open(&promcast, sql, "page=3").visible();
    assert!(last.contains("Rows 101–120, the last") && last.contains("119"), "{last}");
    let beyond = open(&promcast, sql, "page=9");
    assert!(beyond.status == 200 && beyond.visible().contains("No rows on this page"));
    assert!(open(&promcast, "SELECT range FROM range(99)", "").visible().contains("Add ORDER BY"));
    for more in ["page=0", "size=7", "view=pie"] {
        let page = open(&promcast, sql, more);
        assert!(page.status == 400 && page.has("ORDER BY n</textarea>"), "{more}");
    }
}

#[test]
fn a_mistake_is_marked_and_the_text_stays() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let page = open(&promcast, "SELECT metric_nam\nFROM metrics", "");
    let seen = page.visible();
    assert_eq!(page.status, 400);
    assert!(seen.contains("metric_nam") && seen.contains("Line 1, column 8"), "{seen}");
    assert!(page.has("SELECT metric_nam\nFROM metrics</textarea>"), "{}", page.text());
}

#[test]
fn text_of_a_stranger_is_no_markup() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let attack = "</textarea></title><script>alert(1)</script><img src=x onerror=alert(1)>";
    let sql = format!("SELECT '{attack}' AS \"{attack}\", TIMESTAMP '2023-04-01' AS t, 1 AS n");
    for more in ["", "view=chart", "view=%3Cscript%3Ealert(1)%3C/script%3E"] {
        let page = open(&promcast, &sql, more);
        assert!(!page.has("<script>alert") && !page.has("<img src=x"), "{more}: {}", page.text());
    }
}

#[test]
fn a_chart_is_one_link_away() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT TIMESTAMP '2023-04-01' + INTERVAL (range) HOUR AS hour, range * 1.5 AS value FROM range(48)";
    assert!(open(&promcast, sql, "").has("id=\"sql-chart\""));
    let chart = open(&promcast, sql, "view=chart");
    assert!(chart.status == 200 && chart.has("pc-s1") && chart.has("<svg"), "{}", chart.visible());
    let none = open(&promcast, "SELECT 1 AS n", "view=chart").visible();
    assert!(none.contains("A chart needs a column of dates or timestamps"), "{none}");
}

#[test]
fn a_name_of_the_legend_stands_alone() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT TIMESTAMP '2023-04-01' + INTERVAL (range) HOUR AS hour, range AS \"a & <b>\", range + 1 AS c FROM range(9)";
    let all = open(&promcast, sql, "view=chart");
    assert!(all.has("last 8 · min 0 · max 8 · mean 4") && all.has("pc-line pc-s1"), "{}", all.visible());
    let alone = open(&promcast, sql, "view=chart&hide=a+%26+%3Cb%3E");
    let drawing = alone.text().split("class=\"pc-chart\"").nth(1).unwrap().to_owned();
    assert!(!drawing.contains("pc-line pc-s1") && drawing.contains("pc-line pc-s2"), "{drawing}");
    assert!(alone.has("aria-label=\"Show a &amp; &lt;b&gt;\""), "{}", alone.text());
    // All is in the link: of the legend, of the zoom, of the picture; but not of the table's pages or of other columns.
    for link in
        ["/sql?hide=a+%26+%3Cb%3E&amp;view=chart", "/api/v1/sql?format=png&amp;hide=a+%26+%3Cb%3E&amp;view=chart"]
    {
        assert!(alone.has(link), "{link} in {}", alone.text());
    }
    assert!(alone.has("href=\"/sql?view=chart&amp;y=c&amp;q="), "{}", alone.text());
}

#[test]
fn a_link_of_another_site_waits_for_a_click() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    for headers in [&[("Sec-Fetch-Site", "cross-site")][..], &[]] {
        let page = promcast.get_with("/sql?q=SELECT+42+%2B+1+AS+n", headers);
        let seen = page.visible();
        assert!(page.status == 200 && seen.contains("was not run yet") && !seen.contains("43"), "{seen}");
    }
    assert!(open(&promcast, "SELECT 42 + 1 AS n", "").visible().contains("43"));
}

#[test]
fn what_is_too_long_for_a_link_is_posted() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = format!("SELECT range AS n FROM range(60) WHERE {} ORDER BY n", vec!["true"; 1500].join(" AND "));
    let body = format!("q={}", encoded(&sql));
    let ours = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")];
    let page = promcast.send("POST /sql", &ours, body.as_bytes());
    assert_eq!(page.status, 200, "{}", page.visible());
    assert!(page.visible().contains("Rows 1–50") && page.has("formmethod=\"post\""));
    for site in ["cross-site", "same-site"] {
        assert_eq!(promcast.send("POST /sql", &[("Sec-Fetch-Site", site)], body.as_bytes()).status, 403);
    }
}

#[test]
fn off_says_why_and_has_no_link() {
    let promcast = Promcast::with_config("sql:\n  console: false\n");
    let page = promcast.get_with("/sql?q=SELECT+1", &[BY_HAND]);
    assert!(page.status == 403 && page.visible().contains("turned off in the config"), "{}", page.visible());
    assert!(!promcast.get("/").has("href=\"/sql\""));
}
