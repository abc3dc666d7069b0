//! Cross-site tests: a page of another site can make a visitor's browser read here, and nothing else; a script injected into
//! one of our own pages can do nothing.

use std::collections::BTreeSet;

use crate::support::{Answer, Promcast};

/// All pages, one of them of an unknown address.
const PAGES: [&str; 11] = [
    "/",
    "/?source=demo&expr=demo_queue_length&range=1d&horizon=1h",
    "/?source=demo&expr=sum(",
    "/archive",
    "/archive?tab=days",
    "/models",
    "/models?tab=predict",
    "/sql",
    "/instruments",
    "/status",
    "/nowhere/at/all",
];

/// As browsers say that a page of another site sends a request: newer ones, older ones, from a frame without a name.
const FOREIGN: [&[(&str, &str)]; 4] = [
    &[("Sec-Fetch-Site", "cross-site"), ("Origin", "http://evil.example")],
    &[("Sec-Fetch-Site", "same-site")],
    &[("Origin", "http://evil.example")],
    &[("Origin", "null")],
];

#[test]
fn another_site_changes_nothing() {
    let promcast = Promcast::with_flags(&["--web.enable-lifecycle"]);
    let paths = [
        "/run-script",
        "/predict",
        "/predict/bike-sharing",
        "/evaluate",
        "/trigger-drift",
        "/models/simulate-drift",
        "/models/evaluate",
        "/models/predict",
        "/checkpoint",
        "/restore",
        "/file-upload",
        "/instruments",
        "/archive/collect",
        "/api/v1/sql",
        "/sql",
        "/-/reload",
        "/-/quit",
        "/nowhere",
    ];
    for path in paths {
        for headers in FOREIGN {
            for method in ["POST", "PUT", "DELETE"] {
                let answer = promcast.send(&format!("{method} {path}"), headers, b"");
                assert_eq!(answer.status, 403, "{method} {path} {headers:?}");
                assert!(answer.text().contains("another site"), "{path}: {}", answer.text());
            }
        }
    }
    assert_eq!(
        promcast.get("/api/v1/models/bike-sharing/evaluations").json()["data"]["evaluations"],
        serde_json::json!([])
    );
}

/// The status of a request as it is sent.
fn status_of(promcast: &Promcast, request: &str) -> (u16, String) {
    let answer = String::from_utf8_lossy(&promcast.send_raw(request.as_bytes())).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("{request}: {answer}")), answer)
}

fn request(method: &str, path: &str, host: &str) -> String {
    let origin = format!("Origin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n");
    format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{origin}Content-Length: 0\r\nConnection: close\r\n\r\n")
}

#[test]
fn on_loopback_another_name_is_answered_nowhere() {
    let promcast = Promcast::with_flags(&["--web.enable-lifecycle"]);
    let port = promcast.address().rsplit(':').next().unwrap().to_owned();
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/metrics"),
        ("GET", "/-/healthy"),
        ("GET", "/status"),
        ("GET", "/nowhere"),
        ("POST", "/trigger-drift"),
        ("POST", "/checkpoint"),
        ("POST", "/-/quit"),
    ] {
        let (status, answer) = status_of(&promcast, &request(method, path, &format!("rebound.example:{port}")));
        assert_eq!(status, 421, "{method} {path}: {answer}");
        assert!(answer.contains("--web.external-url") && !answer.contains("rebound"), "{answer}");
        assert!(answer.to_lowercase().contains("x-content-type-options: nosniff"), "{answer}");
    }
    for host in ["localhost", "LocalHost:1", "127.0.0.1", &format!("127.0.0.1:{port}"), "[::1]:9"] {
        assert_eq!(status_of(&promcast, &request("POST", "/trigger-drift", host)).0, 200, "{host}");
        assert_eq!(status_of(&promcast, &request("GET", "/-/healthy", host)).0, 200, "{host}");
    }
    assert_eq!(status_of(&promcast, "GET /-/healthy HTTP/1.0\r\n\r\n").0, 200, "a program without a name for it");
}

#[test]
fn the_host_of_the_external_url_is_answered_too() {
    let promcast = Promcast::with_flags(&["--web.external-url", "https://promcast.example:8443/x"]);
    for (host, status) in [("promcast.example", 200), ("promcast.example:1", 200), ("example", 421), ("127.0.0.1", 200)]
    {
        assert_eq!(status_of(&promcast, &request("GET", "/x/-/healthy", host)).0, status, "{host}");
        // What is outside of the prefix is no way around it.
        assert_eq!(status_of(&promcast, &request("GET", "/y", host)).0 == 421, status == 421, "{host}");
    }
}

#[test]
fn a_server_for_others_is_answered_by_any_name_and_still_looks_where_a_request_comes_from() {
    let promcast = Promcast::with_flags(&["--web.listen-address", "0.0.0.0:0"]);
    assert_eq!(status_of(&promcast, &request("GET", "/-/healthy", "anything.example")).0, 200);
    let foreign = "POST /trigger-drift HTTP/1.1\r\nHost: anything.example\r\nOrigin: http://other.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_eq!(status_of(&promcast, foreign).0, 403);
}

#[test]
fn our_own_pages_and_programs_may() {
    let promcast = Promcast::start();
    let origin = format!("http://{}", promcast.address());
    let ours: [&[(&str, &str)]; 4] = [
        &[],
        &[("Sec-Fetch-Site", "same-origin")],
        &[("Origin", &origin)],
        &[("Sec-Fetch-Site", "none"), ("Origin", "null")],
    ];
    for headers in ours {
        assert_eq!(promcast.send("POST /trigger-drift", headers, b"").status, 200, "{headers:?}");
    }
    for headers in FOREIGN {
        assert_eq!(promcast.get_with("/archive", headers).status, 200, "a link is followed: {headers:?}");
    }
}

/// The nonce of a page, having looked that its policy is the strict one.
fn nonce(path: &str, page: &Answer) -> String {
    let policy = page.header("content-security-policy");
    for part in
        ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]
    {
        assert!(policy.split("; ").any(|found| found == part), "{path}: {part} in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
    let (_, rest) = policy.split_once("script-src 'nonce-").unwrap_or_else(|| panic!("{path}: {policy}"));
    rest.split('\'').next().unwrap().to_owned()
}

#[test]
fn every_page_has_a_strict_policy() {
    let promcast = Promcast::start();
    let mut nonces = BTreeSet::new();
    for path in PAGES {
        let page = promcast.get(path);
        let nonce = nonce(path, &page);
        let text = page.text();
        for script in text.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{tag}>");
        }
        assert!(!text.contains(" style=\"") && !text.contains("<style"), "{path} has styles of its own");
        assert!(!text.contains(" onclick=") && !text.contains(" onload=") && !text.contains("javascript:"), "{path}");
        assert!(nonce.len() >= 16 && nonces.insert(nonce), "{path}: a nonce is used once");
    }
}

#[test]
fn every_page_of_the_menu_is_among_them() {
    let promcast = Promcast::start();
    let page = promcast.get("/").text();
    let (_, header) = page.split_once("<header").unwrap();
    let (header, _) = header.split_once("</header>").unwrap();
    let links = header.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for link in links {
        assert!(PAGES.contains(&link), "{link} is in the menu, and not looked at here");
    }
}
