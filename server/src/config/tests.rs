//! Configs that make sense, and many that do not.

use super::*;
use clap::Parser;

fn of(yaml: &str, flags: &[&str]) -> anyhow::Result<Config> {
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), yaml)?;
    let path = file.path().display().to_string();
    let line = ["promcast", "--config.file", &path].into_iter().chain(flags.iter().copied());
    Config::of_serve(&crate::cli::Cli::parse_from(line).serve)
}

#[test]
fn all_defaults() {
    let config = of("# nothing\n", &[]).unwrap();
    assert_eq!(config.listen_address.to_string(), "127.0.0.1:8080");
    assert!(config.allow_adhoc);
    assert!(config.sources.is_empty());
}

#[test]
fn adhoc_is_for_loopback() {
    assert!(!of("", &["--web.listen-address", ":8080"]).unwrap().allow_adhoc);
    assert!(of("", &["--web.listen-address", ":8080", "--sources.allow-adhoc"]).unwrap().allow_adhoc);
    assert!(!of("allow_adhoc_sources: false", &[]).unwrap().allow_adhoc);
}

#[test]
fn a_flag_wins_over_the_file() {
    let config =
        of("web: {listen_address: '127.0.0.1:1'}\nlog: {level: warn}", &["--web.listen-address", "127.0.0.1:2"])
            .unwrap();
    assert_eq!(config.listen_address.port(), 2);
    assert_eq!(config.log.level, crate::cli::LogLevel::Warn);
}

#[test]
fn health_always_finds_a_connection() {
    let web = |yaml, flags: &[&str]| {
        let web = of(yaml, flags).unwrap().web;
        (web.max_connections, web.max_requests)
    };
    assert_eq!(web("", &[]), (512, 256));
    assert_eq!(web("web: {max_connections: 10}", &["--web.max-connections", "3"]), (3, 1));
    assert_eq!(web("web: {max_connections: 10, max_requests: 9}", &[]), (10, 9));
}

#[test]
fn what_waits_for_a_restart_stays_in_force() {
    let yaml = "{web: {max_connections: 9, max_requests: 7, external_url: 'http://h/x'}, sql: {allow_weak_sandbox: true, max_columns: 5}, \
                log: {format: json, level: warn}}";
    let (config, kept) = of(yaml, &[]).unwrap().over(&of("", &[]).unwrap());
    assert_eq!((config.web.max_connections, config.web.max_requests), (512, 7));
    assert_eq!(config.web.reached, Reached::default());
    assert_eq!((config.sql.allow_weak_sandbox, config.sql.max_columns), (false, 5));
    assert_eq!((config.log.format, config.log.level), (crate::cli::LogFormat::Logfmt, crate::cli::LogLevel::Warn));
    assert_eq!(kept.len(), 3, "{kept:?}");
}

#[test]
fn an_environment_is_a_short_name() {
    assert_eq!(of("", &[]).unwrap().environment, "dev");
    assert_eq!(of("environment: staging", &[]).unwrap().environment, "staging");
    assert_eq!(of("environment: staging", &["--environment", "prod \"é\""]).unwrap().environment, "prod \"é\"");
    let long = "e".repeat(65);
    for name in ["", "a\nb", long.as_str()] {
        let error = of("", &["--environment", name]).unwrap_err().to_string();
        assert!(error.contains("the environment must be"), "{error}");
    }
}

#[test]
fn printed_without_secrets() {
    let yaml = "
sources:
  - {name: a, url: 'http://me:hunter2-canary@127.0.0.1:9090/p', headers: {X-Scope-OrgID: hunter2-canary}, timeout: 5s}
  - {name: b, url: 'http://127.0.0.1:9091', basic_auth: {username: me, password: hunter2-canary}}
  - {name: c, url: 'http://127.0.0.1:9092', bearer_token: hunter2-canary}
";
    let config = of(yaml, &["--prometheus.url", "http://127.0.0.1:9093"]).unwrap();
    let printed = format!("{config}{config:?}");
    assert!(!printed.contains("hunter2"), "{printed}");
    assert!(printed.contains("http://secret@127.0.0.1:9090/p") && printed.contains("timeout: 5s"), "{printed}");
    assert_eq!(
        config.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>(),
        ["prometheus", "a", "b", "c"]
    );
}

#[test]
fn a_thousand_sources_are_too_many() {
    let sources = |count: usize| {
        let one = |index: usize| format!("{{name: s{index}, url: 'http://127.0.0.1:{}'}}", index + 1);
        format!("sources: [{}]", (0..count).map(one).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(of(&sources(500), &[]).unwrap().sources.len(), 500);
    let error = format!("{:#}", of(&sources(1000), &[]).unwrap_err());
    assert!(error.starts_with("there are 1000 sources, and there may be 500"), "{error}");
}

#[test]
fn what_makes_no_sense_says_where() {
    let cases = [
        ("sorces: []", "sorces"),
        ("sources: 5", "makes no sense"),
        ("sources: [{url: 'http://x'}]", "name"),
        ("sources: [{name: a}]", "url"),
        ("sources: [{name: a, url: 'http://x', passwort: b}]", "passwort"),
        ("sources: [{name: '../a', url: 'http://x'}]", "its name must be"),
        ("sources: [{name: demo, url: 'http://x'}]", "two sources named `demo`"),
        ("sources: [{name: archive, url: 'http://x'}]", "two sources named `archive`"),
        ("sources: [{name: a, url: 'http://x'}, {name: a, url: 'http://y'}]", "two sources named `a`"),
        ("sources: [{name: a, url: 'http://x', timeout: soon}]", "not a duration"),
        ("sources: [{name: a, url: 'http://x', timeout: 0s}]", "timeout"),
        ("sources: [{name: a, url: 'http://x', bearer_token: a, bearer_token_file: b}]", "give one of"),
        ("sources: [{name: a, url: 'http://x', basic_auth: {username: u}}]", "one of password and password_file"),
        ("limits: {max_series: -1}", "makes no sense"),
        ("limits: {max_series: many}", "makes no sense"),
        ("log: {level: loud}", "loud"),
        ("web: {listen_address: nowhere}", "not an address"),
        ("web: {max_connections: 1}", "web.max_connections must be from 2"),
        ("web: {max_connections: many}", "web.max_connections"),
        ("web: {max_requests: 0}", "web.max_requests must be at least 1"),
        ("web: {max_connections: 9, max_requests: 9}", "less than web.max_connections, which is 9"),
        ("web: {header_timeout: 0s}", "web.header_timeout is 0s, and must be from 100ms to 1h"),
        ("web: {body_timeout: 2h}", "web.body_timeout is 2h"),
        ("web: {body_timeout: soon}", "not a duration"),
        ("a: [", "makes no sense"),
        ("sources: []\nsources: []", "makes no sense"),
    ];
    for (yaml, message) in cases {
        let error = format!("{:#}", of(yaml, &[]).unwrap_err());
        assert!(error.contains(message), "{yaml} gave {error}");
    }
}
