//! The page of the status: all is well, what is not, and no secret among the config.

use std::time::Duration;

use tempfile::TempDir;

use crate::support::{Answer, CANARY, Promcast, assert_quiet, day_of, keep};

/// A folder with the files of the pages.
fn built_site() -> TempDir {
    let site = tempfile::tempdir().unwrap();
    std::fs::create_dir(site.path().join("pkg")).unwrap();
    for file in ["promcast.js", "promcast.wasm"] {
        std::fs::write(site.path().join("pkg").join(file), "").unwrap();
    }
    site
}

/// The page once it says these words: the sources are asked at the start, which takes a moment.
fn status_with(promcast: &Promcast, words: &str) -> Answer {
    for _ in 0..100 {
        let page = promcast.get("/status");
        if page.visible().contains(words) {
            return page;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("no {words} in {}", promcast.get("/status").visible());
}

#[test]
fn all_is_well_once_every_source_was_asked() {
    let site = built_site();
    let promcast = Promcast::with_flags(&["--web.site-root", &site.path().display().to_string()]);
    let page = status_with(&promcast, "All systems OK");
    assert_eq!(page.status, 200);
    let text = page.visible();
    for words in [
        "All systems OK",
        concat!(env!("CARGO_PKG_VERSION"), ", built for Rust"),
        "built-in samples",
        "Archive integrity check",
        "Retention cleanup",
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
    let site = built_site();
    let promcast = Promcast::with_config_and_flags(yaml, &["--web.site-root", &site.path().display().to_string()]);
    let text = status_with(&promcast, "1 problem").visible();
    assert!(text.contains("dead has not answered since") && text.contains("connection refused"), "{text}");
    assert!(!text.contains("All systems OK"), "{text}");
}

#[test]
fn a_source_is_never_well_before_it_was_asked() {
    let yaml = "sources: [{name: dead, url: 'http://127.0.0.1:9'}]\nallow_adhoc_sources: false\n";
    let promcast = Promcast::with_config(yaml);
    for _ in 0..20 {
        let text = promcast.get("/status").visible();
        assert!(!text.contains("All systems OK"), "{text}");
    }
}

#[test]
fn a_site_that_is_not_there_is_told() {
    let promcast = Promcast::with_flags(&["--web.site-root", "nowhere"]);
    let text = status_with(&promcast, "1 problem").visible();
    assert!(text.contains("Pages have no scripts: no promcast.js"), "{text}");
}

#[test]
fn an_archive_with_a_damaged_file_is_told() {
    let storage = tempfile::tempdir().unwrap();
    let archive = storage.path().join("archive");
    keep(&archive, ["2026-11-01", "2026-11-03"].map(|day| day_of(day, "orders", &["request_count"])));
    let promcast = Promcast::on_storage(storage.path());
    let text = promcast.get("/status").visible();
    assert!(!text.contains("left out") && text.contains("2, from 2026-11-01 to 2026-11-03"), "{text}");
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
