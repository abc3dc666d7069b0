//! `--web.external-url` and `--web.route-prefix`: where the routes are, where links lead, and what is refused, as in Prometheus.

mod links;

use crate::support::{Promcast, one_hour, run};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const PAGE: (&str, &str) = ("accept", "text/html");

fn below_x() -> Promcast {
    Promcast::with_flags(&["--web.external-url", "https://example.com/x/", "--web.enable-lifecycle"])
}

#[test]
fn every_route_is_below_the_prefix_and_nowhere_else() {
    let promcast = below_x();
    for path in [
        "/archive",
        "/sql",
        "/status",
        "/style.css",
        "/metrics",
        "/-/healthy",
        "/-/ready",
        "/api/v1/openapi.yaml",
        "/api/v1/models",
        "/api/page/metrics?source=demo&typed=demo",
    ] {
        let (inside, outside) = (promcast.get_with(&format!("/x{path}"), &[]), promcast.get_with(path, &[]));
        // This machine may not be able to confine a statement.
        assert!(inside.status == 200 || (path, inside.status) == ("/sql", 403), "{path}: {}", inside.text());
        assert_eq!(outside.status, 404, "{path}");
        assert_eq!(outside.text(), "There is nothing here: Promcast is below /x/.\n");
    }
    for path in ["/checkpoint", "/file-upload?seconds=0", "/trigger-drift", "/-/reload"] {
        assert_eq!(promcast.send(&format!("POST {path}"), &[], b"").status, 404, "{path}");
        assert_eq!(promcast.send(&format!("POST /x{path}"), &[], b"").status, 200, "{path}");
    }
    for path in ["/xy", "/X/", "//x/", "/%78/metrics", "/x%2Fmetrics", "/y/x/metrics", "/../x/metrics"] {
        assert_eq!(promcast.get(path).status, 404, "{path}");
    }
    assert_eq!(promcast.get("/x/x/metrics").status, 404);
}

#[test]
fn the_prefix_alone_is_the_page_and_the_counter() {
    let promcast = below_x();
    for path in ["/x", "/x/"] {
        assert!(promcast.get_with(path, &[PAGE]).has("<!DOCTYPE html>"), "{path}");
    }
    assert_eq!(promcast.get_with("/x", &[]).text(), r#"{"counter":1}"#);
    assert_eq!(promcast.get_with("/x/", &[]).text(), r#"{"counter":2}"#);
}

#[test]
fn the_root_leads_below_the_prefix() {
    let promcast = below_x();
    for (asked, location) in [("/", "/x/"), ("/?expr=up&range=1d", "/x/?expr=up&range=1d")] {
        let answer = promcast.get(asked);
        assert_eq!((answer.status, answer.header("location")), (302, location));
    }
    assert_eq!(promcast.send("POST /", &[], b"").status, 405);
    // Of a proxy that puts a path before another, only the other one is known to who asks past it.
    let promcast = Promcast::with_flags(&["--web.external-url", "https://example.com/a", "--web.route-prefix", "b"]);
    assert_eq!(promcast.get("/").header("location"), "/b/");
    let promcast = Promcast::with_flags(&["--web.external-url", "https://example.com/a", "--web.route-prefix", "/"]);
    assert!(promcast.get_with("/", &[PAGE]).has("<!DOCTYPE html>"));
    assert_eq!(promcast.get("/a/metrics").status, 404);
}

#[test]
fn what_stands_before_routes_stands_before_the_rest_too() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("web.yml");
    // Of `secret`.
    let hash = "$2y$04$mBHm2eDpJ9P0ZUJL4Ll4xeIaSCm89NKIr/UJpDnpxUZPzKruAJ.UC";
    std::fs::write(&rules, format!("basic_auth_users: {{alice: {hash}}}")).unwrap();
    let rules = rules.display().to_string();
    let promcast = Promcast::with_flags(&["--web.route-prefix", "/x", "--web.config.file", &rules]);
    let known = [("Authorization", "Basic YWxpY2U6c2VjcmV0")];
    for (path, status) in [("/", 302), ("/metrics", 404), ("/x/metrics", 200)] {
        assert_eq!(promcast.get(path).status, 401, "{path}");
        let answer = promcast.get_with(path, &known);
        assert_eq!((answer.status, answer.header("x-content-type-options")), (status, "nosniff"), "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
}

#[test]
fn metrics_know_routes_without_the_prefix() {
    let promcast = below_x();
    promcast.get("/x/api/v1/models/bike-sharing");
    promcast.get("/api/v1/models/bike-sharing");
    promcast.get("/x/nothing/here");
    promcast.get("/");
    let text = promcast.get("/x/metrics").text();
    let counted = |endpoint: &str, status: u16, count: u32| {
        let labels = format!(r#"endpoint="{endpoint}",environment="dev",http_status="{status}",method="GET""#);
        assert!(text.contains(&format!("http_requests_total{{{labels}}} {count}\n")), "{labels} in {text}");
    };
    counted("/api/v1/models/{model}", 200, 1);
    counted("other", 404, 2);
    counted("/", 302, 1);
    assert!(!text.contains("\"/x"), "{text}");
}

#[test]
fn programs_are_told_where_things_are() {
    let promcast = below_x();
    let evaluated = promcast.send("POST /x/trigger-drift", &[], b"").json();
    assert!(evaluated["report_url"].as_str().unwrap().starts_with("/x/models?"), "{evaluated}");
    let script =
        serde_json::json!({"endpoint": "demo", "metric": "demo_queue_length", "duration": "2d", "model": "naive"});
    let kept = promcast.post("/x/run-script", &script).json();
    assert_eq!(promcast.get(kept["csv_url"].as_str().unwrap()).status, 200, "{kept}");
    assert!(
        promcast.get("/x/api/v1/openapi.yaml").text().contains("\nservers:\n  - {url: \"https://example.com/x\"}\n")
    );
    assert!(Promcast::start().get("/api/v1/openapi.yaml").text().contains("\nservers:\n  - {url: \"/\"}\n"));
}

#[test]
fn forms_lead_on_below_the_prefix() {
    let promcast = below_x();
    for (path, body, next) in [
        ("/x/models/simulate-drift", "model=nobody", "/x/models?model=nobody&tab=evaluations&failed=yes"),
        (
            "/x/archive/collect",
            "from=2026-11-01&to=2026-11-01&back=%2F%2Fevil.example%2F%3Ftab%3Ddays",
            "/x/archive?tab=days&collected=not-configured",
        ),
    ] {
        let answer = promcast.send(&format!("POST {path}"), &[FORM], body.as_bytes());
        assert_eq!((answer.status, answer.header("location")), (303, next), "{path}");
    }
}

#[test]
fn a_command_to_copy_is_for_whoever_reads_it() {
    let page = |promcast: &Promcast, path: &str| promcast.get(path).visible();
    assert!(page(&below_x(), "/x/models").contains("curl https://example.com/x/predict -H"));
    let promcast = Promcast::start();
    assert!(page(&promcast, "/models").contains(&format!("curl http://{}/predict -H", promcast.address())));
    let promcast = Promcast::with_flags(&["--web.external-url", "/y", "--web.route-prefix", "/"]);
    assert!(page(&promcast, "/models").contains(&format!("curl http://{}/y/predict -H", promcast.address())));
    assert!(page(&promcast, "/instruments").contains("POST /y/checkpoint"));
}

#[test]
fn commands_find_it_below_its_prefix() {
    let promcast = below_x();
    let url = format!("http://{}/x", promcast.address());
    assert_eq!(run(&["healthcheck", &url]).code, Some(0));
    let ran = run(&["healthcheck", &format!("http://{}", promcast.address())]);
    assert!(ran.code == Some(1) && ran.stderr.contains("route prefix"), "{}", ran.stderr);
    let ran = run(&["traffic", "--server", &format!("{url}/"), "--rate", "100", "--for", "200ms"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
    assert!(promcast.post("/x/predict", &one_hour()).status == 200);
}

#[test]
fn the_config_says_it_and_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("promcast.yml");
    std::fs::write(&config, "web: {external_url: 'http://example.com/x/', route_prefix: /}").unwrap();
    let printed = |flags: &[&str]| {
        let ran = run(&[&["serve", "--config.file", &config.display().to_string(), "--print-config"], flags].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        ran.stdout
    };
    let says = |printed: &str, lines: &str| assert!(printed.contains(lines), "{lines} in {printed}");
    says(&printed(&[]), "  external_url: http://example.com/x\n  route_prefix: /\n");
    says(&printed(&["--web.route-prefix", "y"]), "  external_url: http://example.com/x\n  route_prefix: /y\n");
    says(&printed(&["--web.external-url", "/z", "--web.route-prefix", ""]), "  external_url: /z\n  route_prefix: /z\n");
}

#[test]
fn what_is_no_url_is_said_before_it_starts() {
    for (flag, value, words) in [
        (
            "--web.external-url",
            "example.com/x",
            "web.external_url: it is no URL: give one such as https://example.com/promcast",
        ),
        ("--web.external-url", "ftp://example.com", "it must begin with http:// or https://"),
        ("--web.external-url", "http://a:canary@example.com/x", "there is a user in it"),
        ("--web.external-url", "http://example.com/x?canary", "there is a `?` or a `#` in it"),
        ("--web.external-url", "/x\" onload=\"alert(1)", "there is a space"),
        ("--web.route-prefix", "http://example.com/x", "web.route_prefix: its path must be of names"),
        ("--web.route-prefix", "/{x}", "web.route_prefix: its path must be of names"),
    ] {
        let ran = run(&["serve", "--web.listen-address", "127.0.0.1:0", flag, value]);
        assert_eq!(ran.code, Some(1), "{value}");
        assert!(ran.stderr.contains(words) && !ran.stderr.contains("canary"), "{value}: {}", ran.stderr);
    }
}
