//! `promcast check`, and what else helps shells and scripts: health check, completions, manual pages.

use crate::support::{CANARY, Promcast, Ran, assert_quiet, run};

/// Checks a file with that text.
fn check(what: &str, text: &str) -> Ran {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    run(&["check", what, &file.path().display().to_string()])
}

#[test]
fn what_makes_sense_is_said_to() {
    for (what, text, words) in [
        ("config", "sources: [{name: a, url: 'http://h'}]", "sources: 1, models: 0"),
        ("config", "", "sources: 0"),
        ("web-config", "rate_limit: {interval: 1s, burst: 2}", "TLS is off, open to anyone"),
        (
            "rules",
            "groups: [{name: a, rules: [{record: b, expr: up}]}]",
            "valid for Prometheus 3.14 (groups: 1, rules: 1)",
        ),
    ] {
        let ran = check(what, text);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{what} {text}");
        assert!(ran.stdout.contains(": valid ") && ran.stdout.contains(words), "{}", ran.stdout);
    }
}

#[test]
fn what_does_not_has_its_line_and_column() {
    let cases = [
        ("config", format!("sources:\n- name: a\n  url: 'http://me:{CANARY}@h'\n  nonsense: 1\n"), "line 4"),
        ("config", format!("sources:\n- name: a\n  url: [{CANARY}]\n"), "line 3"),
        ("config", "sources: [{name: a, url: 'http://h', ca_file: /nowhere/ca}]".to_owned(), "cannot read /nowhere/ca"),
        ("config", "web: {header_timeout: 1ns}".to_owned(), "web.header_timeout"),
        ("web-config", "tls_server_config:\n  min_version: TLS10\n".to_owned(), "line 2"),
        ("web-config", format!("basic_auth_users:\n  a: {CANARY}\n"), "line 2"),
        ("rules", "groups:\n- name: a\n  rules:\n  - {alert: b, expr: 'up =='}\n".to_owned(), ":4:"),
        ("rules", "groups:\n  name: a\n".to_owned(), "line 2"),
    ];
    for (what, text, words) in cases {
        let ran = check(what, &text);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{what} {text}");
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
        assert_quiet(&ran.stderr);
    }
}

#[test]
fn rules_of_several_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("good.yml"), "groups: [{name: a, rules: [{record: b, expr: up}]}]").unwrap();
    std::fs::write(path("bad.yml"), "groups:\n- name: a\n  rules:\n  - {record: b, expr: up(}\n  - {expr: up}\n")
        .unwrap();
    let ran = run(&["check", "rules", &path("good.yml"), &path("bad.yml")]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("good.yml: valid for Prometheus 3.14"), "{}", ran.stdout);
    assert!(ran.stderr.contains("bad.yml:4:") && ran.stderr.contains("bad.yml:5:"), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 mistakes"), "{}", ran.stderr);
    let ran = run(&["check", "rules", "/nowhere/rules.yml"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("cannot read /nowhere/rules.yml"), "{}", ran.stderr);
}

#[test]
fn rules_are_for_a_program() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let text = "groups:\n- name: a\n  rules:\n  - {record: b, expr: 'holt_winters(x[1h], 0.5, 0.5)', labels: {c.d: e}}\n  - {record: f, expr: 'x default 0'}\n";
    std::fs::write(file.path(), text).unwrap();
    let path = file.path().display().to_string();
    for (program, words) in [
        ("prometheus-2", "`c.d` is no name of a label in Prometheus 2.42"),
        ("prometheus-3", "`holt_winters` is `double_exponential_smoothing` since Prometheus 3"),
        ("mimir", "invalid for Mimir 3: 2 mistakes"),
    ] {
        let ran = run(&["check", "rules", "--for", program, &path]);
        assert!(ran.code == Some(1) && ran.stderr.contains(words), "{program}: {}", ran.stderr);
    }
    std::fs::write(file.path(), "groups: [{name: a, rules: [{record: f, expr: 'x default 0'}]}]").unwrap();
    let ran = run(&["check", "rules", "--for", "vmalert", &path]);
    assert!(
        ran.stdout.contains("valid for vmalert (groups: 1, rules: 1; of 1 expression only the brackets"),
        "{}",
        ran.stdout
    );
    assert_eq!(run(&["check", "rules", "--for", "grafana", &path]).code, Some(2));
}

#[test]
fn a_running_one_is_healthy() {
    let promcast = Promcast::start();
    let ran = run(&["healthcheck", &format!("http://{}", promcast.address())]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "Promcast is Healthy.\n"));
    let ran = run(&["healthcheck", "http://127.0.0.1:9"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("nobody answers at http://127.0.0.1:9"), "{}", ran.stderr);
    assert_eq!(run(&["healthcheck", "nowhere"]).code, Some(1));
}

#[test]
fn shells_and_readers_are_told() {
    for (shell, words) in [("bash", "_promcast"), ("zsh", "#compdef promcast"), ("fish", "complete -c promcast")] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.code, Some(0));
        assert!(ran.stdout.contains(words) && ran.stdout.contains("web.listen-address"), "{shell}");
    }
    let page = run(&["man"]).stdout;
    assert!(
        page.contains(".TH promcast 1") && page.contains("healthcheck") && !page.contains("sql\\-worker"),
        "{page}"
    );
    assert!(run(&["man", "collect"]).stdout.contains("api\\-proxy"));
    let ran = run(&["man", "sql-worker"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("there is no command `sql-worker`"), "{}", ran.stderr);
}
