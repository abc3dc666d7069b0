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
        ("", "bikes an hour."),
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
