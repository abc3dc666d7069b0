//! The page `/models` and its doors: statuses and words, bad input, a simulation by a click, and a report to take away.

use crate::support::{Answer, Promcast, says};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// Simulates drift as the page's button does, and gives back the address of the report.
fn simulated(promcast: &Promcast) -> String {
    let answer = promcast.send("POST /models/simulate-drift", &[FORM], b"model=");
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

fn assert_says(page: &Answer, query: &str, status: u16, words: &str) {
    let seen = page.visible();
    assert_eq!(page.status, status, "{query}: {seen}");
    assert!(says(&seen, words), "{query}: {words} in {seen}");
}

#[test]
fn every_view_answers_before_and_after_an_evaluation() {
    let promcast = Promcast::start();
    for (query, words) in [
        ("", "bikes an hour (likely "),
        ("?tab=evaluations", "No evaluations yet."),
        ("?tab=report", "No evaluations yet."),
        ("?tab=compare", "No evaluations yet."),
        ("?tab=about", "Predicts bikes an hour from 11 features"),
    ] {
        assert_says(&promcast.get(&format!("/models{query}")), query, 200, words);
    }
    let report = simulated(&promcast);
    assert!(report.starts_with("/models?tab=report&id="), "{report}");
    for (path, words) in [
        (report.as_str(), "These rows were made up"),
        ("/models?tab=evaluations", "simulated_drift"),
        ("/models?tab=compare", "that of the reference"),
    ] {
        assert_says(&promcast.get(path), path, 200, words);
    }
}

#[test]
fn what_makes_no_sense_has_its_status_and_is_text() {
    let promcast = Promcast::start();
    for (query, status, words) in [
        ("tab=nonsense", 400, "There is no view nonsense"),
        ("model=nobody", 404, "nobody"),
        ("tab=report&id=..%2F..%2Fsecret", 404, "has no evaluation"),
        ("x.temp=warm", 400, "warm is not a number"),
        ("x.temp=%3Cscript%3Ealert(1)%3C%2Fscript%3E", 400, "is not a number"),
        ("x.temp=1e999&x.hr=NaN", 400, "2 values make no sense"),
        ("x.nonsense=1", 200, "bikes an hour"),
    ] {
        let page = promcast.get(&format!("/models?{query}"));
        assert_says(&page, query, status, words);
        assert!(!page.has("<script>alert"), "{query}");
    }
}

#[test]
fn only_our_own_page_may_simulate() {
    let promcast = Promcast::start();
    let foreign = ("origin", "http://elsewhere.example");
    assert_eq!(promcast.send("POST /models/simulate-drift", &[FORM, foreign], b"model=").status, 403);
    assert_eq!(promcast.get("/models/simulate-drift").status, 405);
    let unknown = promcast.send("POST /models/simulate-drift", &[FORM], b"model=nobody");
    assert_eq!(unknown.header("location"), "/models?model=nobody&tab=evaluations&failed=yes");
    assert_says(&promcast.get("/models?tab=evaluations"), "nothing kept", 200, "No evaluations yet.");
    assert!(promcast.get("/models?tab=report").has("href=\"/models?tab=evaluations\""), "a way to make one");
}

const ROWS: &str = "temp,atemp,hum,windspeed,mnth,hr,weekday,season,holiday,workingday,weathersit,dteday,cnt\n\
    0.24,0.2879,0.81,0,1,0,6,1,0,0,1,2011-01-01,16\n0.22,0.2727,0.8,0,1,1,6,1,0,0,1,2011-01-01,40\n";

/// Sends a file as a browser does from a form.
fn uploaded(promcast: &Promcast, path: &str, more: &[(&str, &str)], fields: &[(&str, &str)], file: &str) -> Answer {
    let head = |name: &str| format!("--xy\r\nContent-Disposition: form-data; name=\"{name}\"");
    let fields: String = fields.iter().map(|(name, value)| format!("{}\r\n\r\n{value}\r\n", head(name))).collect();
    let file = format!("{}; filename=\"week.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--xy--\r\n", head("file"));
    let headers = [&[("content-type", "multipart/form-data; boundary=xy")], more].concat();
    promcast.send(&format!("POST {path}"), &headers, (fields + &file).as_bytes())
}

#[test]
fn a_file_is_evaluated_by_the_form() {
    let promcast = Promcast::start();
    let page = promcast.get("/models?tab=evaluations");
    assert!(page.has("action=\"/models/evaluate\"") && page.has("enctype=\"multipart/form-data\""));
    let answer = uploaded(&promcast, "/models/evaluate", &[], &[("model", "")], ROWS);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let report = answer.header("location").to_owned();
    assert!(report.starts_with("/models?tab=report&id="), "{report}");
    assert_says(&promcast.get(&report), &report, 200, "2 of 2 rows are known from training");
    assert_says(&promcast.get("/models?tab=evaluations"), "named as the file", 200, "week");
    let named = [("model", "bike-sharing"), ("evaluation_period_name", "May & June")];
    let answer = uploaded(&promcast, "/models/evaluate", &[], &named, ROWS);
    assert!(answer.header("location").starts_with("/models?model=bike-sharing&tab=report&id="), "{}", answer.text());
    assert_says(&promcast.get("/models?tab=evaluations"), "named", 200, "May & June");
}

#[test]
fn a_file_is_predicted_by_the_form() {
    let promcast = Promcast::start();
    assert!(promcast.get("/models").has("action=\"/models/predict\""));
    let answer = uploaded(&promcast, "/models/predict", &[], &[], ROWS);
    let text = answer.text();
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8"), "{text}");
    assert!(text.lines().next().unwrap().ends_with(",cnt,prediction") && text.lines().count() == 3, "{text}");
    let again = uploaded(&promcast, "/models/predict", &[], &[], &text);
    assert_eq!((again.text(), again.header("x-promcast-left-out")), (text, "prediction"));
}

#[test]
fn a_file_that_is_refused_says_why_and_leads_back() {
    let promcast = Promcast::start();
    let large = format!("{ROWS}{}", " ".repeat(9 * 1024 * 1024));
    for (fields, file, status, words) in [
        (&[][..], "", 400, "No file was chosen"),
        (&[], "temp,cnt\n0.5,7\n", 400, "Missing columns in evaluation data: atemp"),
        (&[], "temp;cnt\n0.5;7\n", 422, "it is temp;cnt"),
        (&[], &ROWS.replace("0.24", "<b>warm</b>"), 422, "Row 1, temp: Input should be a valid number"),
        (&[("model", "nobody")], ROWS, 404, "There is no model nobody"),
        (&[("evaluation_period_name", "a\u{1}b")], ROWS, 422, "no control characters"),
        (&[], &large, 413, "larger than 8 MiB"),
    ] {
        let answer = uploaded(&promcast, "/models/evaluate", &[], fields, file);
        assert_says(&answer, words, status, words);
        assert!(!answer.has("<b>") && answer.has("tab=evaluations\">Back to the page</a>"), "{}", answer.text());
    }
    let form = [("content-type", "multipart/form-data; boundary=xy")];
    for body in ["", "--xy\r\n", "a=b"] {
        let answer = promcast.send("POST /models/evaluate", &form, body.as_bytes());
        assert_says(&answer, body, 400, "not a form with a file");
    }
    assert_says(&promcast.send("POST /models/predict", &[FORM], b"model="), "no form", 400, "not a form with a file");
    let foreign = ("origin", "http://elsewhere.example");
    assert_eq!(uploaded(&promcast, "/models/evaluate", &[foreign], &[], ROWS).status, 403);
    assert_says(&promcast.get("/models?tab=evaluations"), "nothing kept", 200, "No evaluations yet.");
}

#[test]
fn a_report_is_taken_away_whole() {
    let promcast = Promcast::start();
    let report = simulated(&promcast);
    let id = report.rsplit('=').next().unwrap();
    let file = |format: &str| promcast.get(&format!("/api/v1/models/bike-sharing/evaluations/{id}?format={format}"));
    let html = file("html");
    assert_eq!((html.status, html.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(html.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(html.has("<h1>Evaluation of bike-sharing: simulated_drift</h1>"), "{}", html.visible());
    for unwanted in ["<script", "<link", "href=\"/"] {
        assert!(!html.has(unwanted), "{unwanted}");
    }
    let csv = file("csv").text();
    assert_eq!(csv.lines().count(), 169);
    assert!(csv.starts_with("dteday,temp,atemp,hum,"), "{csv}");
    assert_eq!(file("json").json()["data"]["period"], "simulated_drift");
    assert_eq!(file("pdf").status, 400);
    assert_eq!(promcast.get("/api/v1/models/bike-sharing/evaluations/nothing?format=html").status, 404);
}
