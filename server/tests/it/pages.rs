//! The pages as a browser without JavaScript gets them.

use crate::support::{CANARY, Promcast, assert_quiet, encoded, says};

#[test]
fn what_was_measured_is_shown() {
    let page = Promcast::start().get("/bench");
    let seen = page.visible();
    assert_eq!(page.status, 200, "{seen}");
    assert!(seen.contains("M4 hourly, 48 h") && seen.contains("prophet") && !seen.contains("|---"), "{seen}");
}

#[test]
fn a_bare_start_answers_with_the_samples() {
    let page = Promcast::start().get("/");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    let seen = page.visible();
    assert!(seen.contains("Built-in sample data."), "{seen}");
    assert!(seen.contains("% likely: "), "{seen}");
    assert!(seen.contains("In backtests") || seen.contains("No model beat"), "{seen}");
    assert!(page.has("<svg") && page.has(r#"id="answer""#) && page.has(">demo_orders_per_minute</textarea>"));
    for summary in ["How this was chosen (backtest)", "Data quality", "Table of points"] {
        assert!(seen.contains(summary), "{summary}");
    }
    for column in ["MASE", "sMAPE", "measured", "forecast"] {
        assert!(seen.contains(column), "{column}");
    }
}

#[test]
fn the_form_holds_what_was_typed() {
    let query = "source=demo&expr=avg(demo_queue_length)&range=3d&horizon=6h&step=10m&level=50+90&model=naive&threshold=40&end=now-1h";
    let page = Promcast::start().get(&format!("/?{query}"));
    assert_eq!(page.status, 200, "{}", page.visible());
    assert!(page.has(r#"<form method="get" action="/""#));
    assert!(page.has(">avg(demo_queue_length)</textarea>"));
    for typed in ["3d", "6h", "10m", "50 90", "40", "now-1h"] {
        assert!(page.has(&format!(r#"value="{typed}""#)), "{typed}");
    }
    assert!(page.has(r#"<option value="naive" selected"#));
    let seen = page.visible();
    assert!(seen.contains("40") && seen.contains("held by 50%") && seen.contains("held by 90%"), "{seen}");
}

#[test]
fn downloads_are_links_to_the_same_question() {
    let page = Promcast::start().get("/?source=demo&expr=demo_queue_length&range=2d&horizon=6h");
    for format in ["csv", "json", "svg", "png"] {
        let text = page.text();
        let links =
            text.split("href=\"").filter_map(|rest| rest.split('"').next()).map(|link| link.replace("&amp;", "&"));
        let link = links.into_iter().find(|link| link.ends_with(&format!("format={format}")));
        let link = link.unwrap_or_else(|| panic!("no link to {format}"));
        assert!(
            link.contains("expr=demo_queue_length") && link.contains("range=2d") && link.contains("end="),
            "{link}"
        );
    }
}

#[test]
fn several_series_are_a_list_to_pick_from() {
    let promcast = Promcast::start();
    let page = promcast.get("/?source=demo&expr=demo_disk_used_ratio&range=2d&horizon=6h");
    assert!(page.visible().contains("series"), "{}", page.visible());
    let text = page.text();
    let picks: Vec<String> = text
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.contains("series="))
        .map(|link| link.replace("&amp;", "&"))
        .collect();
    assert!(picks.len() > 1, "{picks:?}");
    let picked = promcast.get(picks.last().unwrap());
    assert_eq!(picked.status, 200);
    assert_ne!(answer_of(&picked.text()), answer_of(&text), "each has a forecast of its own");
}

fn answer_of(html: &str) -> String {
    let (_, after) = html.split_once(r#"id="answer""#).unwrap();
    after.split("</h1>").next().unwrap().to_owned()
}

#[test]
fn a_counter_is_shown_as_its_rate_and_raw_on_request() {
    let promcast = Promcast::start();
    let question = "source=demo&expr=demo_http_requests_total&range=2d&horizon=6h";
    let seen = promcast.get(&format!("/?{question}")).visible();
    assert!(seen.contains("Counter: showing its rate per second. Show the raw counter"), "{seen}");
    assert!(!seen.contains("demo_http_requests_total is a counter"), "{seen}");
    let raw = promcast.get(&format!("/?{question}&raw=true")).visible();
    assert!(raw.contains("demo_http_requests_total is a counter"), "{raw}");
    assert!(raw.contains("rate(demo_http_requests_total["), "{raw}");
}

#[test]
fn an_error_page_says_what_why_and_next() {
    let promcast = Promcast::start();
    let cases = [
        ("expr=sum(demo_queue_length", 400, "is not closed", "Correct the expression."),
        ("expr=nothing_of_that_name", 422, "No data in the last 7 days.", "Check the name and the labels"),
        ("expr=up&source=elsewhere", 404, "There is no source `elsewhere`.", "Choose one of: demo"),
        ("expr=up&range=week", 400, "`week` is not a duration", "such as `30s`"),
        ("expr=up&horizon=10y&step=1h", 400, "more than 5000", "Give a shorter horizon or a longer step."),
        ("expr=up&level=200", 400, "`200` is not a level", "such as 80 or 97.5"),
    ];
    for (query, status, why, next) in cases {
        let page = promcast.get(&format!("/?{query}"));
        let seen = page.visible();
        assert_eq!(page.status, status, "{query}");
        assert!(says(&seen, why) && says(&seen, next), "{query}: {seen}");
        let expr = query.split(['=', '&']).nth(1).unwrap();
        assert!(page.has(&format!(">{expr}</textarea>")), "the form keeps {expr}");
        assert!(says(&seen, &format!("ahead of `{expr}`")), "{seen}");
        assert!(page.has(r#"role="alert""#));
    }
}

#[test]
fn what_a_stranger_types_stays_text() {
    let promcast = Promcast::start();
    let hostile = r#"</title></script><script>alert(1)</script>"'><img src=x onerror=alert(1)>"#;
    for param in [
        "expr",
        "source",
        "range",
        "end",
        "step",
        "level",
        "model",
        "threshold",
        "series",
        "zoom",
        "hide",
        "sort",
        "filter",
        "page",
    ] {
        let page = promcast.get(&format!("/?expr=demo_queue_length&{param}={}", encoded(hostile)));
        let text = page.text();
        assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{param}: {text}");
    }
    let cookie = format!("theme=\"><script>alert(1)</script>; theme={hostile}");
    assert!(!promcast.get_with("/", &[("Accept", "text/html"), ("Cookie", &cookie)]).has("<script>alert"));
}

#[test]
fn a_link_carries_no_credential() {
    let promcast = Promcast::start();
    for source in [format!("http://me:{CANARY}@127.0.0.1:9"), format!("me:{CANARY}@host:9090")] {
        let page = promcast.get(&format!("/?expr=up&source={}", encoded(&source)));
        assert_eq!(page.status, 400);
        assert!(page.visible().contains("Give the URL without them"), "{}", page.visible());
        let api = promcast.get(&format!("/api/v1/forecast?expr=up&source={}", encoded(&source)));
        assert_eq!(api.status, 400);
        assert_quiet(&[page.text(), api.text(), promcast.log()].concat());
    }
}

#[test]
fn a_theme_in_a_cookie_is_in_the_page() {
    let promcast = Promcast::start();
    for (cookie, theme) in [("theme=dark", "dark"), ("a=b; theme=light", "light"), ("theme=pink", "")] {
        let page = promcast.get_with("/?expr=up&range=x", &[("Accept", "text/html"), ("Cookie", cookie)]);
        assert!(page.has(&format!(r#"data-theme="{theme}""#)), "{cookie}");
    }
}

#[test]
fn every_answer_is_guarded() {
    let promcast = Promcast::start();
    for path in ["/?expr=up&range=x", "/nothing", "/api/v1/forecast", "/download-csv", "/metrics", "/style.css"] {
        let answer = promcast.get(path);
        let headers = ["x-content-type-options", "x-frame-options", "referrer-policy"].map(|name| answer.header(name));
        assert_eq!(headers, ["nosniff", "DENY", "same-origin"], "{path}");
    }
}

#[test]
fn only_our_own_scripts_run() {
    let promcast = Promcast::start();
    for path in ["/?expr=up&range=x", "/nothing"] {
        let page = promcast.get(path);
        let policy = page.header("content-security-policy");
        let (_, after) = policy.split_once("script-src 'nonce-").unwrap_or_else(|| panic!("{path}: {policy}"));
        let nonce = format!("nonce=\"{}\"", after.split('\'').next().unwrap());
        let text = page.text();
        assert!(text.split("<script").skip(1).all(|script| script.split('>').next().unwrap().contains(&nonce)));
        assert_ne!(promcast.get(path).header("content-security-policy"), policy, "a nonce serves once");
    }
}

#[test]
fn the_style_sheet_is_asked_for_once() {
    let promcast = Promcast::start();
    let sheet = promcast.get("/style.css");
    assert_eq!((sheet.status, sheet.header("content-type")), (200, "text/css; charset=utf-8"));
    let again = promcast.get_with("/style.css", &[("If-None-Match", sheet.header("etag"))]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(promcast.get_with("/style.css", &[("If-None-Match", "W/\"other\"")]).status, 200);
}

#[test]
fn there_is_no_such_page() {
    let promcast = Promcast::start();
    for path in ["/nothing", "/api/v2/forecast", "/../Cargo.toml", "/pkg/../../Cargo.toml", "/%2e%2e/Cargo.toml"] {
        let page = promcast.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.visible().contains("There is no such page"), "{path}: {}", page.visible());
    }
}
