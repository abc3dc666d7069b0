//! Every link, form and file of every page leads below the path by which visitors find it; below a prefix, and behind a proxy that takes
//! the path away.

use std::collections::BTreeSet;

use tempfile::TempDir;

use crate::support::{Answer, Promcast, day_of, keep};

/// Pages with an answer and pages with a problem, as their links begin.
const PAGES: [&str; 14] = [
    "/",
    "/?source=demo&expr=demo_http_requests_total&range=2d&horizon=6h",
    "/?source=demo&expr=sum(",
    "/?source=demo&expr=demo_queue_length&zoom=2~1",
    "/archive",
    "/archive?tab=raw",
    "/archive?tab=days",
    "/archive?from=x",
    "/models?tab=evaluations",
    "/models?tab=report",
    "/instruments",
    "/status",
    "/bench",
    "/no/such/page",
];

/// One with a day in its archive and an evaluation.
fn promcast(flags: &[&str], prefix: &str) -> (TempDir, Promcast) {
    let storage = tempfile::tempdir().unwrap();
    keep(&storage.path().join("archive"), [day_of("2026-11-01", "orders", &["request_count"])]);
    let promcast = Promcast::on_storage_with(storage.path(), flags);
    assert_eq!(promcast.send(&format!("POST {prefix}/trigger-drift"), &[], b"").status, 200);
    (storage, promcast)
}

/// Collects the addresses in a page: links, files, and targets of its forms.
fn addresses(page: &Answer) -> BTreeSet<String> {
    let text = page.text();
    let values = |name: &str| {
        let opening = format!(" {name}=\"");
        let found = text.split(&opening).skip(1).filter_map(|rest| rest.split('"').next());
        found.map(|address| address.replace("&amp;", "&")).collect::<Vec<_>>()
    };
    ["href", "src", "action", "formaction"].into_iter().flat_map(values).collect()
}

/// Looks at all pages and follows each of their links, `path` for `prefix`, as the proxy in between would.
fn assert_all_below(promcast: &Promcast, path: &str, prefix: &str) {
    let mut found = BTreeSet::new();
    for page in PAGES {
        let answer = promcast.get(&format!("{prefix}{page}"));
        assert!(answer.has(&format!(r#" data-root="{path}""#)), "{page}");
        assert!(answer.has(&format!("\"{path}/pkg/promcast.js\"")), "{page}");
        let addresses = addresses(&answer);
        assert!(addresses.len() > 10, "{page}: {addresses:?}");
        for address in addresses.into_iter().filter(|address| !address.starts_with('#')) {
            let rest = address.strip_prefix(path).filter(|rest| rest.starts_with('/'));
            let rest = rest.unwrap_or_else(|| panic!("{page} leads to {address}"));
            let sent = ["/models/simulate-drift", "/models/evaluate", "/models/predict", "/archive/collect"];
            let is_sent = sent.contains(&rest);
            // The files of a build are not there, and drawing pictures takes its time.
            if !is_sent
                && !["/pkg/", "/favicon.svg"].iter().any(|file| rest.starts_with(file))
                && !rest.contains("format=png")
            {
                found.insert(rest.split('#').next().unwrap_or_default().to_owned());
            }
        }
    }
    assert!(found.len() > 60, "{found:?}");
    for rest in found {
        let status = promcast.get(&format!("{prefix}{rest}")).status;
        assert!(![404, 405].contains(&status), "{rest} is answered with {status}");
    }
}

#[test]
fn they_are_below_the_prefix() {
    let (_storage, promcast) = promcast(&["--web.external-url", "https://example.com/x"], "/x");
    assert_all_below(&promcast, "/x", "/x");
}

#[test]
fn they_are_where_a_proxy_takes_the_path_away() {
    let (_storage, promcast) = promcast(&["--web.external-url", "/a/b/", "--web.route-prefix", "/"], "");
    assert_all_below(&promcast, "/a/b", "");
}
