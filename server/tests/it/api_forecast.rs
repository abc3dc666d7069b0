//! `GET /api/v1/forecast`: the forecast as JSON, CSV, SVG and PNG.

use resvg::{tiny_skia, usvg};
use serde_json::{Value, json};

use crate::support::{Answer, Fake, Promcast, Table, encoded, matrix};

fn ask(promcast: &Promcast, expr: &str, more: &str) -> Answer {
    promcast.get(&format!("/api/v1/forecast?expr={}&{more}", encoded(expr)))
}

#[test]
fn json_has_every_series_with_its_bands() {
    let answer = ask(&Promcast::start(), "demo_http_requests_total", "range=14d&horizon=6h&step=1h&level=80&level=95");
    let told = answer.json();
    assert_eq!((answer.status, &told["status"]), (200, &json!("success")));
    assert_eq!((&told["data"]["step"], &told["warnings"]), (&json!("1h"), &json!([])));
    let series = told["data"]["series"].as_array().unwrap();
    assert_eq!(series.len(), 12);
    for one in series {
        assert_eq!(one["labels"]["__name__"], "demo_http_requests_total");
        for values in [&one["timestamps"], &one["yhat"], &one["bands"]["80"]["lower"], &one["bands"]["95"]["upper"]] {
            assert_eq!(values.as_array().unwrap().len(), 6, "{one}");
        }
        assert!(one["model"].is_string() && one["backtest_origins"].as_u64().unwrap() > 0);
    }
}

#[test]
fn json_has_the_proof_and_what_it_is_of() {
    let promcast = Promcast::start();
    let question = "range=14d&horizon=6h&step=1h&end=2026-01-20T00:00:00Z&threshold=1e9&growth=10&max=2e9&alarm=1d";
    let told = ask(&promcast, "demo_orders_per_minute", question).json();
    let one = &told["data"]["series"][0];
    assert_eq!(
        (&told["data"]["growth"], &one["seed"], &one["min"], &one["max"]),
        (&json!(10.0), &json!(0), &json!(0.0), &json!(2e9))
    );
    assert!(told["data"]["version"].is_string() && one["is_forecastable"].is_boolean());
    assert_eq!(one["data_sha256"].as_str().unwrap().len(), 64);
    let rows = one["backtest"].as_array().unwrap();
    assert_eq!(rows.iter().filter(|row| row["is_chosen"] == true).count(), 1);
    assert!(rows.len() > 5 && rows.iter().all(|row| row["name"].is_string()), "{rows:?}");
    assert_eq!((&one["crossing"]["threshold"], &one["crossing"]["chance"]), (&json!("1G"), &json!(0.0)));
    assert_eq!(one["crossed"].as_array().unwrap().len(), 6);
    assert!(one["anomalies"].is_array());
    let csv = ask(&promcast, "demo_orders_per_minute", &format!("{question}&format=csv"));
    assert_eq!(csv.header("x-promcast-data-sha256"), one["data_sha256"].as_str().unwrap());
    assert_eq!(
        (csv.header("x-promcast-seed"), csv.header("x-promcast-version")),
        ("0", told["data"]["version"].as_str().unwrap())
    );
    assert_eq!(Table::parse(&csv.text()).numbers("crossed"), [0.0; 6]);
}

#[test]
fn prophet_answers_where_it_is_asked_by_name() {
    let question = "range=14d&horizon=1d&step=1h&level=80&model=prophet&end=2026-01-20T00:00:00Z";
    let answer = ask(&Promcast::start(), "demo_orders_per_minute", question).json();
    let one = &answer["data"]["series"][0];
    assert_eq!((&one["model"], one["yhat"].as_array().unwrap().len()), (&json!("prophet"), 24), "{answer}");
    assert!(one["backtest_origins"].as_u64().unwrap() > 0 && one["skill"].is_number(), "{one}");
}

#[test]
fn the_same_moment_gives_the_same_bytes() {
    let promcast = Promcast::start();
    let twice = [(); 2].map(|()| ask(&promcast, "demo_orders_per_minute", "end=2026-01-20T00:00:00Z").text());
    assert_eq!(twice[0], twice[1]);
    assert!(!twice[0].contains("error"));
}

#[test]
fn csv_has_a_row_a_step() {
    let answer = ask(&Promcast::start(), "demo_orders_per_minute", "horizon=48&step=1h&level=80&level=97.5&format=csv");
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert!(answer.header("content-disposition").starts_with("attachment; filename=demo_orders_per_minute-2"));
    let csv = Table::parse(&answer.text());
    let bands = ["yhat_lower_80", "yhat_upper_80", "yhat_lower_97.5", "yhat_upper_97.5"];
    assert_eq!(csv.columns, [&["unique_id", "ds", "yhat"][..], &bands].concat());
    assert_eq!(csv.rows.len(), 48);
    assert!(csv.column("unique_id").iter().all(|id| *id == "demo_orders_per_minute"));
}

#[test]
fn svg_is_a_picture_that_says_what_it_shows() {
    let promcast = Promcast::start();
    let light = ask(&promcast, "demo_orders_per_minute", "format=svg");
    assert_eq!((light.status, light.header("content-type")), (200, "image/svg+xml"));
    let text = light.text();
    assert!(usvg::Tree::from_str(&text, &usvg::Options::default()).is_ok());
    assert!(text.contains("demo_orders_per_minute") && text.contains("% likely: "));
    let bare = ask(&promcast, "demo_orders_per_minute", "format=svg&hide=history+band-1+band-2").text();
    for (class, is_left) in [("pc-line pc-history", false), ("pc-area pc-band-1", false), ("pc-line pc-forecast", true)]
    {
        assert!(text.contains(class) && bare.contains(class) == is_left, "{class}");
    }
    let dark = ask(&promcast, "demo_orders_per_minute", "format=svg&theme=dark");
    assert_ne!(dark.text(), text);
}

#[test]
fn labels_of_a_stranger_do_not_become_svg() {
    let fake = Fake::answering(|request| Some(matrix(request, 1, |_, time| Some((time % 3600).to_string()))));
    let promcast = Promcast::start();
    let expr = r#"m{a="</text><script>alert(1)</script>"}"#;
    let answer = ask(&promcast, expr, &format!("format=svg&source={}", encoded(&fake.url())));
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(!answer.text().contains("<script") && answer.text().contains("&lt;script"), "{}", answer.text());
    assert!(usvg::Tree::from_str(&answer.text(), &usvg::Options::default()).is_ok());
}

#[test]
fn png_is_as_large_as_said_and_drawn_upon() {
    let answer = ask(&Promcast::start(), "demo_orders_per_minute", "format=png");
    assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
    assert!(answer.header("content-disposition").starts_with("attachment; filename=demo_orders_per_minute-2"));
    let picture = tiny_skia::Pixmap::decode_png(&answer.body).unwrap();
    assert_eq!((picture.width(), picture.height()), (2200, 936));
    let background = picture.pixels()[0];
    let drawn = picture.pixels().iter().filter(|pixel| **pixel != background).count();
    let share = drawn as f64 / picture.pixels().len() as f64;
    assert!(0.02 < share && share < 0.7, "{share}");
    let left = |share: f64| (0..840).any(|y| picture.pixel((2200.0 * share) as u32, y) != Some(background));
    assert!(left(0.2) && left(0.5) && left(0.9), "history and forecast are drawn");
}

#[test]
fn a_series_without_forecast_costs_no_other() {
    // The second series has one sample, which is too few.
    let value = |index, time: i64| (index == 0 || time % 86_400 == 0).then(|| (time % 7).to_string());
    let fake = Fake::answering(move |request| Some(matrix(request, 2, value)));
    let source = encoded(&fake.url());
    let more = format!("source={source}&range=12h&end=1970-01-02T06:00:00Z&step=1h&horizon=2h");
    let told = ask(&Promcast::start(), "m", &more).json();
    let series = told["data"]["series"].as_array().unwrap_or_else(|| panic!("{told}")).clone();
    let has_forecast = |one: &Value| (one["error"].is_null(), one["yhat"].as_array().map(Vec::len));
    assert_eq!(has_forecast(&series[0]), (true, Some(2)));
    assert_eq!(has_forecast(&series[1]), (false, Some(0)));
    assert!(series[1]["error"].as_str().unwrap().contains("at least 2 are needed"), "{told}");
}

#[test]
fn a_format_that_is_none() {
    let answer = ask(&Promcast::start(), "demo_orders_per_minute", "format=xml");
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["error"], "`xml` is not a format. Give one of json, csv, svg, png.");
}
