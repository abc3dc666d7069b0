//! Every bad input that was thought of, by all three doors: the page, the API and the old script give the same status
//! and the same words, and a credential appears nowhere.

use std::fmt::Write;
use std::net::TcpListener;

use serde_json::json;

use crate::support::{Answer, CANARY, Fake, Promcast, assert_quiet, encoded, json, matrix, reply, says};

/// A source that misbehaves, and what Promcast says then.
struct Case {
    name: &'static str,
    url: String,
    status: u16,
    why: &'static str,
    next: &'static str,
}

impl Case {
    fn new(name: &'static str, fake: &Fake, status: u16, why: &'static str, next: &'static str) -> Self {
        Self { name, url: fake.url(), status, why, next }
    }
}

/// Builds a fake Prometheus that answers with an error.
fn refusal(status: &str, error_type: &str, message: &str) -> Fake {
    let body = json!({ "status": "error", "errorType": error_type, "error": message });
    Fake::sending(reply(status, "application/json", &body.to_string()))
}

fn empty() -> Vec<u8> {
    json(r#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#)
}

/// An address where nobody listens.
fn nobody() -> String {
    format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap())
}

fn no_answer() -> Vec<Case> {
    let silent = Fake::answering(|_| None);
    let unauthorised = Fake::sending(reply("401 Unauthorized", "text/plain", CANARY));
    let forbidden = Fake::sending(reply("403 Forbidden", "text/html", CANARY));
    vec![
        Case {
            name: "unreachable",
            url: nobody(),
            status: 502,
            why: "Can't reach unreachable at http://127.0.0.1:",
            next: "In a container, 127.0.0.1 is the container itself",
        },
        Case::new(
            "silent",
            &silent,
            504,
            "The source `silent` gave no answer within 1 s",
            "raise the source's timeout in the config",
        ),
        Case::new("unauthorised", &unauthorised, 401, "refused with HTTP status 401", "a user name and a password"),
        Case::new(
            "forbidden",
            &forbidden,
            403,
            "forbidden refused with HTTP status 403",
            "let /api/v1/query_range pass",
        ),
    ]
}

fn no_prometheus() -> Vec<Case> {
    let next = "Give the base URL of a Prometheus";
    let html = Fake::sending(reply("200 OK", "text/html; charset=utf-8", "<html>Sign in</html>"));
    let redirect = Fake::sending(reply("302 Found\r\nLocation: http://127.0.0.1:9/", "text/plain", ""));
    let truncated = Fake::sending(json(r#"{"status":"success","data":{"resultType":"matrix","resu"#));
    let foreign = Fake::sending(json(r#"{"hello":"world"}"#));
    let broken_off =
        Fake::sending(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{".to_vec());
    let no_http = Fake::sending(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec());
    let busy = Fake::sending(reply("429 Too Many Requests\r\nRetry-After: 30", "text/plain", "slow down"));
    let fallen = Fake::sending(reply("500 Internal Server Error", "text/plain", "oops"));
    vec![
        Case::new("html", &html, 502, "it is a page, not JSON", next),
        Case::new("redirect", &redirect, 502, "redirects to another address", next),
        Case::new("truncated", &truncated, 502, "not one of the Prometheus API", next),
        Case::new("foreign", &foreign, 502, "not one of the Prometheus API", next),
        Case::new("broken-off", &broken_off, 502, "it breaks off", next),
        Case::new("no-http", &no_http, 502, "not one of the Prometheus API", next),
        Case::new("fallen", &fallen, 502, "answered with HTTP status 500", "See the log of the source"),
        Case::new("busy", &busy, 502, "answered with HTTP status 429", "Ask again in 30 seconds"),
    ]
}

fn errors() -> Vec<Case> {
    let syntax = refusal(
        "400 Bad Request",
        "bad_data",
        r#"invalid parameter "query": 1:3: parse error: unexpected end of input"#,
    );
    let execution = refusal("422 Unprocessable Entity", "execution", "many-to-many matching not allowed");
    let timeout = refusal("503 Service Unavailable", "timeout", "query timed out in expression evaluation");
    let metrics_ql = refusal("422 Unprocessable Entity", "422", "unknown func \"foo\"");
    let internal = refusal("500 Internal Server Error", "internal", "block is corrupted");
    vec![
        Case::new("syntax", &syntax, 400, "1:3: parse error: unexpected end of input", "Correct the expression"),
        Case::new("execution", &execution, 422, "many-to-many matching", "so that Prometheus can evaluate it"),
        Case::new("timeout", &timeout, 504, "query timed out", "a shorter range or a longer step"),
        Case::new("metrics-ql", &metrics_ql, 400, "The source answered: unknown func", "Correct the expression"),
        Case::new("internal", &internal, 502, "block is corrupted", "Look at the log of the source"),
    ]
}

fn data() -> Vec<Case> {
    let nothing = Fake::answering(|_| Some(empty()));
    let one =
        Fake::answering(|request| Some(ranged(request, 1, |_, time| (time % 43_200 == 0).then(|| "1".to_owned()))));
    let nan = Fake::answering(|request| Some(ranged(request, 1, |_, _| Some("NaN".to_owned()))));
    let many = Fake::answering(|request| Some(ranged(request, 11, |_, time| Some(time.to_string()))));
    let large = Fake::answering(|_| Some(json(&" ".repeat(1_100_000))));
    let fewer = "Ask for fewer series";
    vec![
        Case::new("empty", &nothing, 422, "No data in the last 12 hours", "Check the name and the labels"),
        Case::new(
            "one-point",
            &one,
            422,
            "Only 1 data point so far; a forecast needs at least 2.",
            "Give a shorter step than 1h, or a longer range",
        ),
        Case::new("nan", &nan, 422, "No data in the last 12 hours", "Check the name and the labels"),
        Case::new("many-series", &many, 422, "more than 10 series", fewer),
        Case::new("large", &large, 422, "more than 1000000 bytes", fewer),
    ]
}

/// The series for a range query; nothing for whatever else is asked.
fn ranged(request: &str, count: usize, value: impl Fn(usize, i64) -> Option<String>) -> Vec<u8> {
    match request.starts_with("POST /api/v1/query_range ") {
        true => matrix(request, count, value),
        false => empty(),
    }
}

/// A Promcast that knows the sources, each with a secret.
fn promcast(cases: &[Case]) -> Promcast {
    let mut yaml = "limits: {max_series: 10, max_body_bytes: 1000000}\nsources:\n".to_owned();
    for case in cases {
        let secret = format!("basic_auth: {{username: me, password: {CANARY}}}, headers: {{X-Key: {CANARY}}}");
        writeln!(yaml, "- {{name: {}, url: '{}', timeout: 1s, {secret}}}", case.name, case.url).unwrap();
    }
    Promcast::with_config(&yaml)
}

const QUESTION: &str = "range=12h&step=1h&horizon=2h";

/// The same question by all three doors.
fn by_every_door(promcast: &Promcast, source: &str, expr: &str, query: &str) -> [(u16, String); 3] {
    let query = format!("{query}&source={}&expr={}", encoded(source), encoded(expr));
    let page = promcast.get(&format!("/?{query}"));
    let api = promcast.get(&format!("/api/v1/forecast?{query}"));
    let body = json!({ "endpoint": source, "metric": expr, "duration": "12h", "step": "1h", "horizon": "2h" });
    let script = promcast.run_script(&body);
    assert!(page.has(r#"role="alert""#), "{}", page.visible());
    assert_quiet(&[&page, &api, &script].map(Answer::text).concat());
    let error =
        |answer: &Answer| answer.json()["error"].as_str().unwrap_or_else(|| panic!("{}", answer.text())).to_owned();
    [(page.status, page.visible()), (api.status, error(&api)), (script.status, error(&script))]
}

fn check(cases: &[Case]) {
    let promcast = promcast(cases);
    for case in cases {
        for (status, told) in by_every_door(&promcast, case.name, "m", QUESTION) {
            assert_eq!(status, case.status, "{}: {told}", case.name);
            assert!(says(&told, case.why) && says(&told, case.next), "{}: {told}", case.name);
            assert!(says(&told, "2h ahead of `m` from"), "what was asked is said: {told}");
        }
    }
    assert_quiet(&[promcast.log(), promcast.get("/metrics").text()].concat());
    assert_eq!(promcast.get("/download-csv").status, 404, "a failure keeps nothing");
    assert!(!promcast.log().contains("panicked"), "{}", promcast.log());
}

#[test]
fn a_source_that_gives_no_answer() {
    check(&no_answer());
}

#[test]
fn a_source_that_is_no_prometheus() {
    check(&no_prometheus());
}

#[test]
fn an_error_in_prometheus_own_words() {
    check(&errors());
}

#[test]
fn data_that_cannot_be_forecast() {
    check(&data());
}

#[test]
fn a_configured_source_is_sent_its_secret() {
    let fake = Fake::sending(empty());
    let promcast = promcast(&[Case::new("it", &fake, 422, "", "")]);
    by_every_door(&promcast, "it", "m", QUESTION);
    let asked = fake.asked();
    assert!(asked.len() >= 3 && asked.iter().all(|request| request.contains("x-key: hunter2-canary")), "{asked:?}");
    assert!(asked.iter().all(|request| request.contains("authorization: Basic bWU6aHVudGVyMi1jYW5hcnk=")));
}

#[test]
fn an_expression_that_cannot_be_read() {
    let promcast = Promcast::start();
    let (deep, long) = (format!("{}up", "(".repeat(200)), "a".repeat(9000));
    let cases = [
        ("demo_queue_length{", "is not closed (at character 18)"),
        ("rate(demo_http_requests_total[5m)", "at character"),
        (deep.as_str(), "nested deeper than 100 levels (at character"),
        (&long, "9000 bytes long, at most 8192 are read"),
        ("1 +", "The source answered"),
        ("\u{0}\u{202e}", "The source answered"),
    ];
    for (expr, why) in cases {
        for (status, told) in by_every_door(&promcast, "demo", expr, QUESTION) {
            assert_eq!(status, 400, "{told}");
            assert!(says(&told, why) && says(&told, "the expression"), "{why}: {told}");
        }
    }
}

#[test]
fn a_mistake_is_shown_at_its_place() {
    let page = Promcast::start().get("/?source=demo&expr=sum(demo_queue_length");
    assert!(page.visible().contains("sum(demo_queue_length\n   ^"), "{}", page.visible());
}

#[test]
fn a_range_or_step_that_makes_no_sense() {
    let promcast = Promcast::start();
    let cases = [
        ("range=-1d", "`-1d` is not a duration"),
        ("range=0s", "A range of nothing"),
        ("range=1y&step=1s", "31536000 points a series, more than 50000"),
        ("range=1h&step=1d", "does not fit into a range of 1h"),
        ("step=fast", "`fast` is not a duration"),
        ("end=yesterday", "`yesterday` is not a time"),
        ("threshold=high", "`high` gives no value in this range"),
        ("threshold=0,9", "`0,9` is not a number or an expression"),
        ("threshold=inf", "`inf` is not a number or an expression"),
        ("min=2&max=1", "between 2 and 1"),
        ("growth=-100", "`-100` is not a growth"),
        ("range=99999999999y", "not a duration"),
    ];
    for (query, why) in cases {
        for path in ["/", "/api/v1/forecast"] {
            let answer = promcast.get(&format!("{path}?source=demo&expr=demo_queue_length&{query}"));
            let told = if path == "/" { answer.visible() } else { answer.json()["error"].as_str().unwrap().to_owned() };
            assert_eq!(answer.status, 400, "{query}: {told}");
            assert!(says(&told, why), "{query}: {told}");
        }
    }
}

#[test]
fn addresses_that_are_never_called() {
    let promcast = Promcast::with_flags(&["--sources.allow-adhoc"]);
    for source in [
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]:9090",
        "http://[::ffff:169.254.169.254]",
        "http://2852039166",
        "http://metadata.google.internal",
        "http://0.0.0.0:9090",
        "file:///etc/passwd",
    ] {
        for (status, told) in by_every_door(&promcast, source, "up", QUESTION) {
            assert_eq!(status, 403, "{source}: {told}");
            assert!(told.contains("called") && told.contains("Choose a configured source"), "{source}: {told}");
        }
    }
}

#[test]
fn a_url_that_nobody_configured() {
    let fake = Fake::sending(empty());
    let promcast = Promcast::with_flags(&["--sources.allow-adhoc=false"]);
    for (status, told) in by_every_door(&promcast, &fake.url(), "up", QUESTION) {
        assert_eq!(status, 403, "{told}");
        assert!(told.contains("Only configured sources may be asked here"), "{told}");
    }
    assert_eq!(fake.asked(), Vec::<String>::new(), "it is not even called");
    for (status, told) in by_every_door(&promcast, "elsewhere", "up", QUESTION) {
        assert_eq!(status, 404, "{told}");
        assert!(says(&told, "There is no source `elsewhere`.") && says(&told, "Choose one of: demo"), "{told}");
    }
}
