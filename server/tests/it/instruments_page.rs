//! The page of the instruments without JavaScript: a button shows its answer and what it changed, and nobody presses it from elsewhere.

use crate::support::{Answer, Promcast};

fn press(promcast: &Promcast, form: &str) -> Answer {
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "text/html")];
    promcast.send("POST /instruments", &headers, form.as_bytes())
}

#[test]
fn one_of_each_kind_with_its_text_as_scraped() {
    let promcast = Promcast::start();
    let page = promcast.get("/instruments");
    assert_eq!(page.status, 200);
    let text = page.visible();
    let scraped = promcast.get("/metrics").text();
    for (kind, metric) in [
        ("Counter", "checkpoint_operations_total"),
        ("Gauge", "cell_counter"),
        ("Histogram", "file_upload_duration_seconds"),
        ("Summary", "promcast_file_upload_duration_seconds"),
    ] {
        let head = format!("# TYPE {metric} {}", kind.to_lowercase());
        assert!(scraped.contains(&head), "{head}");
        assert!(text.contains(&head) && text.contains(&format!("A {} ", kind.to_lowercase())), "{kind} in {text}");
    }
    assert!(text.contains("The counter says 0; no upload was simulated yet."), "{text}");
    assert!(page.has("<title>Instruments · Promcast</title>"));
}

#[test]
fn every_button_shows_its_answer_and_what_changed() {
    let promcast = Promcast::start();
    let counted = press(&promcast, "press=count");
    assert_eq!(counted.status, 200);
    let text = counted.visible();
    assert!(text.contains("GET / was answered") && text.contains(r#"200 {"counter":1}"#), "{text}");
    assert!(text.contains(r#"cell_counter{environment="dev"}01"#), "before and after: {text}");
    let saved = press(&promcast, "press=checkpoint").visible();
    assert!(saved.contains(r#"200 {"counter":1,"status":"checkpoint saved"}"#), "{saved}");
    assert!(saved.contains(r#"checkpoint_operations_total{environment="dev"}01"#), "{saved}");
    press(&promcast, "press=count");
    let restored = press(&promcast, "press=restore").visible();
    assert!(restored.contains(r#"200 {"counter":1,"status":"restored"}"#), "{restored}");
    assert!(restored.contains(r#"cell_counter{environment="dev"}21"#), "{restored}");
    let uploaded = press(&promcast, "press=upload&seconds=0").visible();
    assert!(uploaded.contains("200 File upload took 0.0"), "{uploaded}");
    assert!(uploaded.contains("file_upload_duration_seconds_count01"), "{uploaded}");
    assert!(uploaded.contains("promcast_file_upload_duration_seconds_count01"), "{uploaded}");
}

#[test]
fn what_fails_is_shown_as_it_failed() {
    let promcast = Promcast::start();
    let failed = press(&promcast, "press=restore");
    assert_eq!(failed.status, 500);
    let text = failed.visible();
    assert!(text.contains("POST /restore failed") && text.contains("there is no checkpoint"), "{text}");
    assert!(text.contains("None of the metrics below changed."), "{text}");
    let failed = press(&promcast, "press=upload&seconds=<b>1%3C/b%3E");
    assert_eq!(failed.status, 400);
    assert!(failed.visible().contains("must be a number from 0 to 10"));
}

#[test]
fn buttons_that_are_none_and_other_sites() {
    let promcast = Promcast::start();
    for form in ["", "press=", "press=Count", "press=reset", "button=count", "press=count%00", "%"] {
        let answer = press(&promcast, form);
        assert_eq!(answer.status, 400, "{form}");
        assert!(answer.json()["error"].as_str().unwrap().contains("There is no such button"), "{form}");
    }
    let foreign = [("Origin", "http://evil.example"), ("Content-Type", "application/x-www-form-urlencoded")];
    assert_eq!(promcast.send("POST /instruments", &foreign, b"press=count").status, 403);
    assert_eq!(promcast.metric(r#"cell_counter{environment="dev"}"#), Some(0.0));
}
