//! The page of the status: all is well, what is not, and no secret among the config.

use crate::support::{CANARY, Promcast, assert_quiet, day_of, keep};

#[test]
fn all_is_well_at_the_start() {
    let promcast = Promcast::start();
    let page = promcast.get("/status");
    assert_eq!(page.status, 200);
    let text = page.visible();
    for words in [
        "All is well.",
        concat!(env!("CARGO_PKG_VERSION"), ", built for Rust"),
        "built-in samples",
        "Looking at every byte of the archive",
        "Removing what is beyond the retention",
        "bike-sharing",
        "listen_address: 127.0.0.1:0",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(page.has("<title>Status · Promcast</title>") && page.has("href=\"/api/v1/openapi.yaml\""));
}

#[test]
fn a_source_that_fails_is_named_until_it_answers() {
    let yaml = "sources: [{name: dead, url: 'http://127.0.0.1:9'}]\nallow_adhoc_sources: false\n";
    let promcast = Promcast::with_config(yaml);
    assert!(promcast.get("/status").visible().contains("All is well."), "nobody asked it yet");
    promcast.get("/?source=dead&expr=up");
    let text = promcast.get("/status").visible();
    assert!(
        text.contains("1 thing to look at.") && text.contains("The source dead answered with an error last."),
        "{text}"
    );
    assert!(text.contains("cannot connect"), "{text}");
}

#[test]
fn an_archive_with_a_damaged_file_is_told() {
    let storage = tempfile::tempdir().unwrap();
    let archive = storage.path().join("archive");
    keep(&archive, ["2026-11-01", "2026-11-03"].map(|day| day_of(day, "orders", &["request_count"])));
    let promcast = Promcast::on_storage(storage.path());
    let text = promcast.get("/status").visible();
    assert!(text.contains("All is well.") && text.contains("2, from 2026-11-01 to 2026-11-03"), "{text}");
    std::fs::write(archive.join("2026-11-03/orders.parquet"), "torn").unwrap();
    let text = promcast.get("/status").visible();
    assert!(text.contains("A file of the archive is left out: 2026-11-03/orders.parquet"), "{text}");
}

#[test]
fn a_secret_is_nowhere_on_the_page() {
    let yaml = format!(
        "sources:\n- name: a\n  url: http://me:{CANARY}@127.0.0.1:9\n- name: b\n  url: http://127.0.0.1:9\n  basic_auth: {{username: me, password: {CANARY}}}\n\
         - name: c\n  url: http://127.0.0.1:9\n  bearer_token: {CANARY}\n- name: d\n  url: http://127.0.0.1:9\n  headers: {{X-Key: {CANARY}}}\n"
    );
    let promcast = Promcast::with_config(&yaml);
    for source in ["a", "b", "c", "d"] {
        promcast.get(&format!("/?source={source}&expr=up"));
    }
    let text = promcast.get("/status").text();
    assert!(text.contains("&lt;secret>") || text.contains("&lt;secret&gt;"), "{text}");
    assert_quiet(&text);
}
