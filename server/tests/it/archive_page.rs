//! The page `/archive` and its doors: statuses and words, bad input, files that cannot be read, and who may collect.

use std::fs;
use std::path::Path;

use crate::support::{Answer, Promcast, day_of, encoded, keep, says};

const DAYS: [&str; 3] = ["2026-03-01", "2026-03-02", "2026-03-03"];
const PROXIES: [&str; 2] = ["api-proxy-1", "api-proxy-2"];
/// Rows of one file: a metric counted and one measured, each every hour.
const ROWS: usize = 48;

/// An archive of three days and two API proxies.
fn write_archive(folder: &Path) {
    let places = DAYS.into_iter().flat_map(|day| PROXIES.map(|proxy| (day, proxy)));
    keep(folder, places.map(|(day, proxy)| day_of(day, proxy, &["request_count", "response_time"])));
}

/// A server on such an archive, where it can ask it anything.
fn serve(folder: &Path) -> Option<Promcast> {
    Promcast::with_config(&format!("storage: {{outputDir: '{}'}}\n", folder.display())).answering_sql()
}

fn assert_says(page: &Answer, query: &str, status: u16, words: &str) {
    let seen = page.visible();
    assert_eq!(page.status, status, "{query}: {seen}");
    assert!(says(&seen, words), "{query}: {words} in {seen}");
    assert!(!page.has("<script>alert"), "{query}: {}", page.text());
}

#[test]
fn each_view_answers() {
    let dir = tempfile::tempdir().unwrap();
    write_archive(dir.path());
    let Some(promcast) = serve(dir.path()) else { return };
    let all = format!("Loaded {} records from 3 days for 2 API proxies.", timeseries::text::grouped(6 * ROWS as u64));
    for (query, words) in [
        ("", "Each point is the mean of the rows in"),
        ("tab=series&bucket=day", "Each point is the mean of the rows in 1 day."),
        // 2 API proxies, 3 days, 24 hours, 2 requests each.
        ("tab=totals", "Total requests288"),
        ("tab=heatmap", "hours are in UTC"),
        ("tab=percentiles", "api-proxy-2"),
        ("tab=raw&size=100", "Rows 1 to 100 of 288, page 1 of 3"),
        ("tab=days&to=2026-03-03", "3 complete, 0 partial, 0 missing"),
    ] {
        let page = promcast.get(&format!("/archive?{query}"));
        assert_says(&page, query, 200, words);
        assert_says(&page, query, 200, &all);
    }
    let page = promcast.get("/archive?tab=raw&page=3&size=100");
    assert_says(&page, "the last page", 200, "Rows 201 to 288 of 288, page 3 of 3");
}

#[test]
fn nothing_chosen_and_nothing_found_say_so() {
    let dir = tempfile::tempdir().unwrap();
    write_archive(dir.path());
    let Some(promcast) = serve(dir.path()) else { return };
    for (query, words) in [
        ("proxy=", "No API proxy is chosen."),
        ("metric=", "No metric is chosen."),
        ("metric=nobody_knows_me", "No data found from 2026-03-01 to 2026-03-03"),
        ("from=2001-01-01&to=2001-01-31", "No data found from 2001-01-01 to 2001-01-31"),
        ("from=2001-01-01&to=2001-01-31", "The archive holds 2026-03-01 to 2026-03-03."),
        ("tab=raw&search=nobody+knows+me", "No row holds “nobody knows me”."),
        ("tab=raw&search=%27+OR+1%3D1+--", "No row holds “' OR 1=1 --”."),
        ("tab=raw&search=%25", "No row holds “%”."),
    ] {
        assert_says(&promcast.get(&format!("/archive?{query}")), query, 200, words);
    }
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let dir = tempfile::tempdir().unwrap();
    write_archive(dir.path());
    let Some(promcast) = serve(dir.path()) else { return };
    for (query, words) in [
        ("from=yesterday", "`yesterday` is not a day."),
        ("from=2026-02-30", "`2026-02-30` is not a day."),
        ("to=2026-13-01", "`2026-13-01` is not a day."),
        ("to=1.3.2026", "`1.3.2026` is not a day."),
        ("from=2026-03-03&to=2026-03-01", "2026-03-03 is after 2026-03-01."),
        ("tab=pie", "There is no view `pie`."),
        ("bucket=minute", "A point cannot stand for `minute`."),
        ("zoom=1~2", "`1~2` is no part of the time"),
        ("zoom=never", "`never` is no part of the time"),
        ("tab=raw&page=0", "`0` is not a page: they are counted from 1."),
        ("tab=raw&page=-1", "`-1` is not a page"),
        ("tab=raw&page=one", "`one` is not a page"),
        ("tab=raw&page=13", "Page 13 is beyond the last one, which is 12."),
        ("tab=raw&page=99999999999999999999999", "is beyond the last one, which is 12."),
        ("tab=raw&size=7", "A page cannot have `7` rows."),
        ("tab=raw&size=-25", "A page cannot have `-25` rows."),
        ("tab=raw&sort=password", "There is no column `password` to sort by."),
        ("tab=raw&sort=value%3BDROP+TABLE+metrics", "There is no column `value;DROP TABLE metrics` to sort by."),
        ("tab=raw&column=password", "There is no column `password`."),
        ("proxy=api-proxy-9", "There is no API proxy `api-proxy-9` in the archive."),
        ("proxy=%27+OR+1%3D1+--", "There is no API proxy `' OR 1=1 --` in the archive."),
        ("proxy=..%2F..%2Fetc%2Fpasswd", "There is no API proxy `../../etc/passwd` in the archive."),
        (
            "proxy=%3Cscript%3Ealert(1)%3C/script%3E",
            "There is no API proxy `<script>alert(1)</script>` in the archive.",
        ),
    ] {
        assert_says(&promcast.get(&format!("/archive?{query}")), query, 400, words);
    }
    let page = promcast.get("/archive?from=yesterday");
    assert_says(&page, "what next", 400, "Give a date that exists, such as 2026-11-20.");
    assert!(page.has("href=\"#field-from\"") && page.has("value=\"yesterday\""), "{}", page.text());
}

#[test]
fn a_download_says_the_same_in_json() {
    let dir = tempfile::tempdir().unwrap();
    write_archive(dir.path());
    let Some(promcast) = serve(dir.path()) else { return };
    let csv = promcast.get("/api/v1/archive?tab=raw&format=csv&size=10");
    // Every row, whatever a page has, and a head.
    assert_eq!((csv.status, csv.text().lines().count()), (200, 6 * ROWS + 1));
    assert!(promcast.get("/api/v1/archive?tab=raw&format=parquet").body.starts_with(b"PAR1"));
    for query in ["format=xlsx", "tab=pie&format=csv", "from=never&format=csv", "proxy=nobody&format=parquet"] {
        let answer = promcast.get(&format!("/api/v1/archive?{query}"));
        assert_eq!(answer.status, 400, "{query}: {}", answer.text());
        assert_eq!(answer.json()["status"], "error", "{query}");
    }
}

#[test]
fn each_chart_is_a_picture() {
    let dir = tempfile::tempdir().unwrap();
    write_archive(dir.path());
    let Some(promcast) = serve(dir.path()) else { return };
    let get = |query: &str| promcast.get(&format!("/api/v1/archive?{query}"));
    for tab in ["series", "totals", "heatmap"] {
        let svg = get(&format!("tab={tab}&chart=response_time&format=svg"));
        assert_eq!((svg.status, svg.header("content-type")), (200, "image/svg+xml"), "{tab}");
        let name = format!("attachment; filename=archive-{tab}-response_time-2026-03-01-2026-03-03.svg");
        assert_eq!(svg.header("content-disposition"), name);
        let dark = get(&format!("tab={tab}&chart=response_time&format=svg&theme=dark"));
        assert!(svg.text().contains("#ffffff") && dark.text().contains("#15191d"), "{tab}");
        let png = get(&format!("tab={tab}&chart=response_time&format=png"));
        assert!(png.status == 200 && png.body.starts_with(b"\x89PNG"), "{tab}");
    }
    // What the legend leaves out is not in the picture either.
    let lines = |query: &str| {
        get(&format!("chart=request_count&format=svg{query}")).text().matches("<path class=\"pc-line pc-s").count()
    };
    assert!(lines("&hide=api-proxy-1") < lines(""));
    // Where there is one chart it need not be named.
    assert_eq!(get("metric=request_count&format=svg").status, 200);
    for (query, status, words) in [
        ("format=svg", 400, "The view has 2 charts."),
        ("chart=%3Cb%3E&format=svg", 404, "The view has no chart of `<b>`."),
        ("tab=raw&format=png", 400, "The view `raw` has no chart."),
        ("tab=pie&format=png", 400, "There is no view `pie`."),
        ("proxy=&format=svg", 404, "No API proxy is chosen."),
        ("chart=request_count&zoom=1~2&format=svg", 400, "`1~2` is no part of the time"),
    ] {
        let answer = get(query);
        assert_eq!(answer.status, status, "{query}: {}", answer.text());
        assert!(answer.json()["error"].as_str().unwrap().contains(words), "{query}: {}", answer.text());
    }
    assert_eq!(Promcast::start().get("/api/v1/archive?format=svg").status, 404);
}

#[test]
fn a_statement_says_how_many_rows_it_read() {
    let dir = tempfile::tempdir().unwrap();
    write_archive(dir.path());
    let Some(promcast) = serve(dir.path()) else { return };
    let all = DAYS.len() * PROXIES.len() * ROWS;
    // A filter is pushed into the reading of files: what it leaves out is not counted.
    for (sql, rows) in [
        ("SELECT sum(value) FROM metrics", all),
        ("SELECT sum(value) FROM metrics WHERE metric_name = 'request_count'", all / 2),
        ("SELECT 1", 0),
    ] {
        let page = promcast.get_with(&format!("/sql?q={}", encoded(sql)), &[("Sec-Fetch-Site", "none")]);
        assert_says(&page, sql, 200, &format!(" · {rows} rows scanned"));
    }
}

#[test]
fn an_empty_archive_says_how_to_begin() {
    let page = Promcast::start().get("/archive");
    assert_says(&page, "", 200, "The archive is empty.");
    assert_says(&page, "", 200, "promcast collect --config config.yml --once");
}

/// Half of a file, a flipped bit and a stranger: each is named, and the other files answer.
#[test]
fn a_file_that_cannot_be_read_loses_itself_alone() {
    let dir = tempfile::tempdir().unwrap();
    write_archive(dir.path());
    let path = |day: &str, proxy: &str| dir.path().join(day).join(format!("{proxy}.parquet"));
    let bytes = fs::read(path(DAYS[0], PROXIES[0])).unwrap();
    fs::write(path(DAYS[0], PROXIES[0]), &bytes[..bytes.len() / 2]).unwrap();
    let mut flipped = fs::read(path(DAYS[1], PROXIES[1])).unwrap();
    flipped[200] ^= 4;
    fs::write(path(DAYS[1], PROXIES[1]), flipped).unwrap();
    fs::write(path(DAYS[2], "foreign"), "no Parquet").unwrap();
    let Some(promcast) = serve(dir.path()) else { return };
    for tab in ["series", "totals", "raw", "days"] {
        let page = promcast.get(&format!("/archive?tab={tab}&to=2026-03-03"));
        assert_says(&page, tab, 200, "3 files are left out");
        for file in ["2026-03-01/api-proxy-1.parquet", "2026-03-02/api-proxy-2.parquet", "2026-03-03/foreign.parquet"] {
            assert_says(&page, tab, 200, file);
        }
        assert_says(
            &page,
            tab,
            200,
            &format!("Loaded {} records from 3 days for 2 API proxies.", timeseries::text::grouped(4 * ROWS as u64)),
        );
    }
    let raw = promcast.get("/api/v1/archive?tab=raw&format=csv&proxy=*&from=2026-03-01&to=2026-03-03");
    assert_eq!((raw.status, raw.text().lines().count()), (200, 4 * ROWS + 1));
    assert_eq!(
        raw.header("x-promcast-left-out"),
        "2026-03-01/api-proxy-1.parquet, 2026-03-02/api-proxy-2.parquet, 2026-03-03/foreign.parquet"
    );
    let days = promcast.get("/archive?tab=days&to=2026-03-03");
    assert_says(&days, "days", 200, "0 complete, 3 partial, 0 missing");
}

#[test]
fn days_are_collected_by_our_own_page_alone() {
    let promcast = Promcast::start();
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let body = format!("from=2026-03-01&to=2026-03-01&back={}", encoded("/archive?tab=days"));
    for other in
        [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "http://elsewhere.test")]
    {
        let refused = promcast.send("POST /archive/collect", &[form[0], other], body.as_bytes());
        assert_eq!(refused.status, 403, "{other:?}: {}", refused.text());
    }
    let own = [form[0], ("Sec-Fetch-Site", "same-origin")];
    let sent = promcast.send("POST /archive/collect", &own, body.as_bytes());
    assert_eq!((sent.status, sent.header("location")), (303, "/archive?tab=days&collected=not-configured"));
    for body in ["", "from=2026-03-01", "from=x&to=y", "from=2026-02-30&to=2026-02-30"] {
        assert_eq!(promcast.send("POST /archive/collect", &own, body.as_bytes()).status, 400, "{body}");
    }
    assert_eq!(promcast.get("/archive/collect").status, 405);
}
