//! Every type DuckDB has, in every format: DuckDB's own text, the right number, or a refusal that names the column. Never another
//! value, and never an answer that breaks off.

use serde_json::Value;

use crate::support::{Answer, Promcast, Table, encoded};

/// Expected JSON of a value.
enum Json {
    /// The text itself, as DuckDB writes it.
    Text,
    /// The number with the same digits.
    Number,
    /// This.
    Is(&'static str),
}
use Json::{Is, Number, Text};

/// An expression, DuckDB's text of it (which CSV has, unless it is said otherwise), what JSON has, and whether Parquet has a form for it.
const TYPES: [(&str, &str, Json, bool); 45] = [
    ("true", "true", Is("true"), true),
    ("(-128)::TINYINT", "-128", Number, true),
    ("1::SMALLINT", "1", Number, true),
    ("1::INTEGER", "1", Number, true),
    ("9223372036854775807", "9223372036854775807", Number, true),
    ("255::UTINYINT", "255", Number, true),
    ("1::USMALLINT", "1", Number, true),
    ("1::UINTEGER", "1", Number, true),
    ("18446744073709551615::UBIGINT", "18446744073709551615", Number, true),
    ("99999999999999999999999999999999999999::HUGEINT", "99999999999999999999999999999999999999", Number, true),
    ("100000000000000000000000000000000000000::HUGEINT", "100000000000000000000000000000000000000", Number, false),
    ("340282366920938463463374607431768211455::UHUGEINT", "340282366920938463463374607431768211455", Number, false),
    ("sum(1)", "1", Number, true),
    ("340282366920938463463374607431768211456::BIGNUM", "340282366920938463463374607431768211456", Text, true),
    ("1.5::FLOAT", "1.5", Number, true),
    ("0.1::DOUBLE", "0.1", Number, true),
    ("-1.50::DECIMAL(4, 2)", "-1.50", Number, true),
    ("1.5::DECIMAL(38, 10)", "1.5000000000", Number, true),
    ("'a,b'", "a,b", Text, true),
    ("'a\\x00\\xFF'::BLOB", "a\\x00\\xFF", Text, true),
    ("'0101'::BIT", "0101", Text, true),
    ("DATE '2026-01-01'", "2026-01-01", Text, true),
    ("'infinity'::DATE", "infinity", Text, false),
    ("TIME '24:00:00'", "24:00:00.000", Text, true),
    ("'12:00:00+02:30'::TIMETZ", "12:00:00+02:30", Text, true),
    ("TIMESTAMP '2026-01-01'", "2026-01-01 00:00:00.000", Is("\"2026-01-01T00:00:00Z\""), true),
    ("TIMESTAMP_S '2026-01-01'", "2026-01-01 00:00:00.000", Is("\"2026-01-01T00:00:00Z\""), true),
    (
        "TIMESTAMP_NS '2026-01-01 00:00:00.000000001'",
        "2026-01-01 00:00:00.000000001",
        Is("\"2026-01-01T00:00:00.000000001Z\""),
        true,
    ),
    ("TIMESTAMPTZ '2026-01-01 01:00:00+01'", "2026-01-01 00:00:00.000+00", Is("\"2026-01-01T00:00:00Z\""), true),
    ("to_timestamp(0)", "1970-01-01 00:00:00.000+00", Is("\"1970-01-01T00:00:00Z\""), true),
    ("TIMESTAMP '2026-07-01' AT TIME ZONE 'UTC'", "2026-07-01 00:00:00.000+00", Is("\"2026-07-01T00:00:00Z\""), true),
    ("NULL::TIMESTAMPTZ", "", Is("null"), true),
    ("'infinity'::TIMESTAMP", "infinity", Text, false),
    ("'-infinity'::TIMESTAMPTZ", "-infinity", Text, false),
    ("INTERVAL '14 months 1 day 1.5 seconds'", "1 year 2 months 1 day 00:00:01.5", Text, true),
    ("to_hours(3000000)", "3000000:00:00", Text, true),
    ("'0c0c8575-acc2-43a9-960f-3d32bcf2ac6b'::UUID", "0c0c8575-acc2-43a9-960f-3d32bcf2ac6b", Text, true),
    ("'b'::ENUM('a', 'b')", "b", Text, true),
    ("'{\"a\": 1}'::JSON", "{\"a\": 1}", Text, true),
    ("[to_timestamp(0), NULL]", "[\"1970-01-01 00:00:00.000+00\", null]", Is("[\"1970-01-01T00:00:00Z\", null]"), true),
    ("MAP {1: 'a', 2: NULL}", "{\"1\": \"a\", \"2\": null}", Is("{\"1\": \"a\", \"2\": null}"), true),
    (
        "MAP {DATE '2026-01-01': ['0101'::BIT]}",
        "{\"2026-01-01\": [\"0101\"]}",
        Is("{\"2026-01-01\": [\"0101\"]}"),
        true,
    ),
    ("union_value(n := 2)", "2", Is("2"), false),
    ("[union_value(n := 2)]", "[2]", Is("[2]"), false),
    ("{'a': NULL, 'b': 1}", "{\"a\": null, \"b\": 1}", Is("{\"a\": null, \"b\": 1}"), true),
];

fn ask(promcast: &Promcast, sql: &str, format: &str) -> Answer {
    promcast.get_with(&format!("/api/v1/sql?q={}&format={format}", encoded(sql)), &[("Sec-Fetch-Site", "none")])
}

#[test]
fn every_type_in_every_format() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let mut wrong = Vec::new();
    for (expression, text, in_json, in_parquet) in TYPES {
        let sql = format!("SELECT {expression} AS x, 7 AS y");
        let mut expect = |format: &str, is_right: bool, told: &[u8]| {
            if !is_right {
                wrong.push(format!("{expression} as {format}: {}", String::from_utf8_lossy(told)));
            }
        };
        let csv = ask(&promcast, &sql, "csv");
        let is_right = csv.status == 200 && Table::parse(&csv.text()).column("x") == [text];
        expect("csv", is_right, &csv.body);
        let json = ask(&promcast, &sql, "json");
        let value = match in_json {
            Text => Value::from(text).to_string(),
            Number => text.to_owned(),
            Is(json) => serde_json::from_str::<Value>(json).unwrap().to_string(),
        };
        expect("json", json.status == 200 && json.text() == format!("[{{\"x\":{value},\"y\":7}}]"), &json.body);
        let parquet = ask(&promcast, &sql, "parquet");
        let is_right = match in_parquet {
            true => parquet.status == 200 && parquet.body.ends_with(b"PAR1"),
            false => is_refused(&parquet),
        };
        expect("parquet", is_right, &parquet.body);
        let page = promcast.get_with(&format!("/sql?q={}", encoded(&sql)), &[("Sec-Fetch-Site", "none")]);
        expect("page", page.status == 200, &page.body);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns true if an answer is a refusal that names the column and gives a cast.
fn is_refused(answer: &Answer) -> bool {
    let told = String::from_utf8_lossy(&answer.body);
    answer.status == 422 && told.contains("column `x`") && told.contains("CAST(x AS ")
}

#[test]
fn a_type_that_cannot_be_sent_is_refused_by_its_column_and_a_cast_helps() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT 1 AS y, 1::VARIANT AS x";
    for format in ["json", "csv", "parquet"] {
        let refused = ask(&promcast, sql, format);
        assert!(is_refused(&refused), "{format}: {}", refused.text());
    }
    assert_eq!(ask(&promcast, "SELECT CAST(1::VARIANT AS VARCHAR) AS x", "csv").text(), "x\n1\n");
    assert_eq!(ask(&promcast, "SELECT CAST(union_value(n := 2) AS VARCHAR) AS x", "parquet").status, 200);
}

#[test]
fn the_zone_is_utc() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT current_setting('TimeZone') AS zone, TIMESTAMPTZ '2026-01-01 00:00:00+00'::TIMESTAMP AS t, \
        current_date = (now() AT TIME ZONE 'UTC')::DATE AS same";
    assert_eq!(ask(&promcast, sql, "csv").text(), "zone,t,same\nUTC,2026-01-01 00:00:00.000,true\n");
}

#[test]
fn columns_of_one_name_get_numbers_in_every_format() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT 1 AS value, 2 AS value";
    assert_eq!(ask(&promcast, sql, "json").text(), r#"[{"value":1,"value_1":2}]"#);
    assert_eq!(ask(&promcast, sql, "csv").text(), "value,value_1\n1,2\n");
    let parquet = ask(&promcast, sql, "parquet").body;
    assert!(parquet.windows(7).any(|bytes| bytes == b"value_1"));
    let page = promcast.get_with(&format!("/sql?q={}", encoded(sql)), &[("Sec-Fetch-Site", "none")]);
    assert!(page.visible().contains("value_1"), "{}", page.visible());
}

#[test]
fn records_whose_only_cell_is_empty_are_no_empty_lines() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT unnest(['a', NULL, '', 'b']) AS x";
    assert_eq!(ask(&promcast, sql, "csv").text(), "x\na\n\"\"\n\"\"\nb\n");
}

#[test]
fn what_is_not_finite_is_told() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let sql = "SELECT unnest(['NaN'::DOUBLE, 'inf', '-inf']) AS x";
    assert_eq!(ask(&promcast, sql, "csv").text(), "x\nNaN\ninf\n-inf\n");
    let json = ask(&promcast, sql, "json");
    assert_eq!(
        (json.text().as_str(), json.header("x-promcast-not-finite")),
        (r#"[{"x":null},{"x":null},{"x":null}]"#, "null")
    );
    assert_eq!(ask(&promcast, "SELECT 1 AS x", "json").header("x-promcast-not-finite"), "");
}

#[test]
fn a_slip_and_a_file_that_is_not_there_say_what_was_meant() {
    let Some(promcast) = Promcast::start().answering_sql() else { return };
    let slip = ask(&promcast, "SELEC 1", "json");
    assert!(slip.status == 400 && slip.text().contains("did you mean SELECT?"), "{}", slip.text());
    let elsewhere = ask(&promcast, "SELECT * FROM 'elsewhere/*/*.parquet'", "json");
    assert!(elsewhere.status == 400 && elsewhere.text().contains("FROM metrics"), "{}", elsewhere.text());
}
