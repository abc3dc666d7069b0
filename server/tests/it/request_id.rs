//! The name of a request, in its answer and in its lines of the log.

use crate::support::{CANARY, Promcast, assert_quiet, encoded};

/// The lines of the log that have this name.
fn lines_of(promcast: &Promcast, id: &str) -> Vec<String> {
    let log = promcast.log();
    log.lines().filter(|line| line.contains(&format!("request_id={id}"))).map(str::to_owned).collect()
}

#[test]
fn every_answer_has_a_name_of_its_own() {
    let promcast = Promcast::start();
    let ids = ["/archive", "/metrics", "/nowhere", "/style.css", "/archive"].map(|path| {
        let id = promcast.get(path).header("x-request-id").to_owned();
        assert!(id.len() >= 10 && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-'), "{path}: {id}");
        id
    });
    assert!(ids.iter().enumerate().all(|(index, id)| !ids[..index].contains(id)), "{ids:?}");
}

#[test]
fn a_proxy_may_give_it_but_not_write_into_the_log() {
    let promcast = Promcast::start();
    let answered =
        |id: &str| promcast.get_with("/-/healthy", &[("X-Request-Id", id)]).header("x-request-id").to_owned();
    assert_eq!(answered("trace-1.a:b_c"), "trace-1.a:b_c");
    for hostile in ["a b", "a\" level=error", "\u{1b}[31m", &"a".repeat(65), ""] {
        assert_ne!(answered(hostile), hostile);
        assert!(!promcast.log().contains("level=error"), "{hostile}");
    }
}

#[test]
fn the_lines_of_a_request_have_its_name() {
    let mut promcast = Promcast::start();
    let path = format!("/archive?from={}", encoded(CANARY));
    let of_page = promcast.get(&path).header("x-request-id").to_owned();
    let of_sql = promcast.get("/api/v1/sql?q=SELECT+1").header("x-request-id").to_owned();
    promcast.terminate();
    let page = lines_of(&promcast, &of_page);
    assert_eq!(page.len(), 1, "{page:?}");
    for part in ["level=debug", "method=GET", "path=/archive ", "status=200", "took_ms=", "peer=127.0.0.1:"] {
        assert!(page[0].contains(part), "{part} in {page:?}");
    }
    assert_quiet(&promcast.log());
    // Where the kernel cannot confine a process, no statement is run.
    let sql = lines_of(&promcast, &of_sql);
    assert!(sql.iter().any(|line| line.contains("a statement was run")) || sql.len() == 1, "{sql:?}");
}
