//! The old collector's file as it was, and every way in which one can make no sense.

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::config::Config;

/// The file of the system that Promcast replaces, with its usual three metrics.
const OLD: &str = r#"
debug: false

apiProxies:
  - api-proxy-1
  - api-proxy-2

prometheus:
  url: http://127.0.0.1:9090
  timeout: 30s
  username: collector
  password: hunter2-canary
  metrics:
    - name: request_count
      query: sum(increase(apigee_request_count{apiproxy="%s"}[1d])) by (apiproxy, environment)
      labels:
        - apiproxy
        - environment
    - name: response_time
      query: avg(apigee_response_time_ms{apiproxy="%s"}) by (apiproxy, environment)
      labels:
        - apiproxy
        - environment
    - name: error_count
      query: sum(increase(apigee_error_count{apiproxy="%s"}[1d])) by (apiproxy, environment, error_type)
      labels:
        - apiproxy
        - environment
        - error_type

storage:
  outputDir: ./data
  compression: snappy
  rowGroupSize: 134217728
"#;

fn line(yaml: &str, words: &[&str]) -> (tempfile::NamedTempFile, Cli) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), yaml).unwrap();
    let path = file.path().display().to_string();
    let cli = Cli::parse_from(["promcast"].into_iter().chain(words.iter().copied()).chain(["--config", &path]));
    (file, cli)
}

fn of_command(yaml: &str) -> anyhow::Result<Config> {
    let (_file, cli) = line(yaml, &["collect"]);
    let Some(Command::Collect(args)) = cli.command else { panic!("not the command") };
    Config::of_collect(&args.common)
}

fn of_server(yaml: &str, flags: &[&str]) -> anyhow::Result<Config> {
    let (_file, cli) = line(yaml, flags);
    Config::of_serve(&cli.serve)
}

#[test]
fn the_old_file_as_it_was() {
    for config in [of_command(OLD).unwrap(), of_server(OLD, &[]).unwrap()] {
        let collector = config.collector.as_ref().unwrap();
        assert_eq!(collector.every.to_string(), "1d");
        assert_eq!(
            collector.plan.proxies().iter().map(|proxy| proxy.as_str()).collect::<Vec<_>>(),
            ["api-proxy-1", "api-proxy-2"]
        );
        let metrics = collector.plan.metrics();
        let names: Vec<&str> = metrics.iter().map(|metric| metric.name.as_str()).collect();
        assert_eq!(names, ["request_count", "response_time", "error_count"]);
        assert_eq!(metrics[2].labels, ["apiproxy", "environment", "error_type"]);
        assert!(metrics.iter().all(|metric| metric.range_step.is_none()) && collector.plan.warnings().is_empty());
        assert_eq!((config.archive.folder.to_str(), config.archive.row_group_bytes), (Some("./data"), 134_217_728));
        let source = &config.sources[0];
        assert_eq!((source.name.as_str(), source.timeout.unwrap().to_string().as_str()), ("prometheus", "30s"));
        assert_eq!(source.basic_auth.as_ref().unwrap().username, "collector");
        let printed = format!("{config}{config:?}");
        assert!(
            !printed.contains("hunter2") && printed.contains("every: 1d") && printed.contains("api-proxy-2"),
            "{printed}"
        );
    }
}

#[test]
fn what_is_printed_can_be_read_again() {
    let printed = of_server(OLD, &[]).unwrap().to_string();
    assert!(
        printed.contains(r#"query: "avg(apigee_response_time_ms{apiproxy=\"%s\"}) by (apiproxy, environment)""#),
        "{printed}"
    );
    let sections = ["web:", "storage:", "limits:", "log:", "collect:", "apiProxies:", "prometheus:", "sources:"];
    assert!(sections.iter().all(|section| printed.contains(section)), "{printed}");
}

#[test]
fn range_mode_for_all_or_for_one() {
    let steps = |keys: &str, of_metric: &str| -> Vec<String> {
        let yaml = format!(
            "apiProxies: [p]\nprometheus: {{url: 'http://x', {keys} metrics: [{{name: a, query: 'a{{p=\"%s\"}}'}}, {{name: b, query: b, {of_metric}}}]}}"
        );
        let config = of_server(&yaml, &[]).unwrap();
        let step = |step: Option<timeseries::Duration>| step.map_or("none".to_owned(), |step| step.to_string());
        config.collector.unwrap().plan.metrics().iter().map(|metric| step(metric.range_step)).collect()
    };
    assert_eq!(steps("", ""), ["none", "none"]);
    assert_eq!(steps("useRangeQuery: true,", ""), ["5m", "5m"]);
    assert_eq!(steps("useRangeQuery: true, rangeStep: 1m30s,", "rangeStep: 1.5h"), ["1m30s", "1h30m"]);
    assert_eq!(steps("rangeStep: 1m,", "useRangeQuery: true"), ["none", "1m"]);
    assert_eq!(steps("useRangeQuery: true, rangeStep: 24h,", "useRangeQuery: false"), ["1d", "none"]);
}

#[test]
fn a_prometheus_alone_is_only_a_source() {
    let config = of_server("prometheus: {url: 'http://127.0.0.1:9090'}", &[]).unwrap();
    assert!(config.collector.is_none() && config.sources[0].name == "prometheus");
    assert_eq!(config.archive.folder.to_str(), Some("data/archive"));
    assert!(of_server("", &[]).unwrap().sources.is_empty());
}

#[test]
fn the_flag_wins_and_sends_no_password_elsewhere() {
    let config = of_server(OLD, &["--prometheus.url", "http://127.0.0.1:9999"]).unwrap();
    assert_eq!((config.sources.len(), config.sources[0].shown_url().as_str()), (1, "http://127.0.0.1:9999/"));
    assert!(config.sources[0].basic_auth.is_none());
}

#[test]
fn promcast_s_own_keys() {
    let yaml = OLD.replace("debug: false", "debug: true")
        + "  path: /var/lib/promcast\n  retention: {days: 400, bytes: 1000000}\n  scrubEvery: 12h\ncollect: {concurrency: 2, retries: 0}\n";
    let config = of_server(&yaml, &[]).unwrap();
    let collector = config.collector.unwrap();
    assert_eq!(
        (collector.every.to_string().as_str(), collector.plan.concurrency(), collector.plan.retries()),
        ("1m", 2, 0)
    );
    assert_eq!((config.archive.retention.days, config.archive.retention.bytes), (Some(400), Some(1_000_000)));
    assert_eq!(
        (config.archive.scrub_every.to_string().as_str(), config.storage_path.to_str()),
        ("12h", Some("/var/lib/promcast"))
    );
    let hourly = of_server(&(OLD.to_owned() + "collect: {every: 1h}\n"), &[]).unwrap();
    assert_eq!(hourly.collector.unwrap().every.to_string(), "1h");
}

/// The old file with one text replaced, and what is said of it.
#[test]
fn what_makes_no_sense_says_which_key() {
    let proxies = "  - api-proxy-1\n  - api-proxy-2\n";
    let three = &OLD[OLD.find("  metrics:").unwrap()..OLD.find("\nstorage:").unwrap()];
    let query = r#"avg(apigee_response_time_ms{apiproxy="%s"}) by (apiproxy, environment)"#;
    let cases: [(&str, &str, &str); 55] = [
        // Missing.
        (&format!("apiProxies:\n{proxies}"), "", "at least one API proxy must be specified"),
        (proxies, "", "at least one API proxy must be specified"),
        (proxies, "  []\n", "at least one API proxy must be specified"),
        ("  url: http://127.0.0.1:9090\n", "", "prometheus.url is required"),
        ("http://127.0.0.1:9090", "''", "prometheus.url is required"),
        ("  outputDir: ./data\n", "", "storage.outputDir is required"),
        ("./data", "''", "storage.outputDir is required"),
        (&OLD[OLD.find("storage:").unwrap()..], "", "storage.outputDir is required"),
        (three, "", "prometheus.metrics is required"),
        (three, "  metrics: []\n", "prometheus.metrics is required"),
        ("name: response_time", "name: ''", "prometheus.metrics[1]: its name is required"),
        (&format!("query: {query}"), "", "prometheus.metrics[1]: its query is required"),
        (query, "'  '", "prometheus.metrics[1]: its query is required"),
        // Unknown.
        ("apiProxies:", "apiProxys:", "apiProxys"),
        ("  url:", "  uri:", "uri"),
        ("  timeout:", "  timeOut:", "timeOut"),
        ("  compression:", "  Compression:", "Compression"),
        ("      labels:", "      label:", "label"),
        ("debug: false", "debug: false\ncollect: {speed: 1}", "speed"),
        ("  rowGroupSize:", "  retention: {years: 1}\n  rowGroupSize:", "years"),
        // Mistyped.
        ("debug: false", "debug: maybe", "debug: invalid boolean at line 2"),
        (proxies, "  a: b\n", "apiProxies: expected"),
        (three, "  metrics: 5\n", "prometheus.metrics: expected"),
        (three, "  metrics: [5]\n", "prometheus.metrics[0]: expected"),
        ("timeout: 30s", "timeout: [1]", "prometheus.timeout: expected"),
        ("134217728", "many", "storage.rowGroupSize: `many` is not a number of bytes at line"),
        ("./data", "[a]", "storage.outputDir: expected"),
        ("debug: false", "collect: {retries: many}", "collect.retries: invalid"),
        ("debug: false", "collect: {retries: -1}", "collect.retries: invalid"),
        ("debug: false", "collect: 7", "collect: expected"),
        // Absurd.
        ("timeout: 30s", "timeout: 30", "prometheus.timeout: `30` is not a duration"),
        ("timeout: 30s", "timeout: -30s", "not a duration"),
        ("timeout: 30s", "timeout: soon", "not a duration"),
        ("timeout: 30s", "timeout: 0s", "prometheus.timeout must be more than nothing"),
        ("  username: collector\n", "", "prometheus.password is there without prometheus.username"),
        ("snappy", "brotli", "storage.compression: `brotli` is not a compression: use"),
        ("134217728", "0", "storage.rowGroupSize is 0 bytes"),
        ("134217728", "-1", "storage.rowGroupSize is -1 bytes"),
        ("134217728", "9223372036854775808", "storage.rowGroupSize is 9223372036854775808 bytes"),
        ("134217728", "1099511627776", "storage.rowGroupSize"),
        ("api-proxy-2", "../x", "apiProxies[1]: `../x` cannot name an API proxy"),
        ("api-proxy-2", "a/b", "apiProxies[1]: `a/b` cannot name"),
        ("api-proxy-2", ".", "apiProxies[1]: `.` cannot name"),
        ("api-proxy-2", "'a\"b'", "apiProxies[1]: `a\\\"b` cannot name"),
        ("api-proxy-2", "api-proxy-1", "apiProxies[1]: `api-proxy-1` is there twice"),
        ("name: response_time", "name: request_count", "prometheus.metrics[1].name: `request_count` is there twice"),
        (
            "  metrics:",
            "  useRangeQuery: true\n  rangeStep: 0s\n  metrics:",
            "rangeStep is 0s, and must be from 1s to 1d",
        ),
        (
            "  metrics:",
            "  useRangeQuery: true\n  rangeStep: 25h\n  metrics:",
            "rangeStep is 1d1h, and must be from 1s to 1d",
        ),
        (
            "      labels:\n        - apiproxy\n",
            "      labels:\n        - ''\n",
            "prometheus.metrics[0]: one of its labels has no name",
        ),
        (
            query,
            "sum(%s_requests)",
            "prometheus.metrics[1].query: `api-proxy-1` in the place of `%s` changes what the query asks",
        ),
        (query, &"(".repeat(300), "prometheus.metrics[1]: its query: the expression is nested deeper"),
        ("debug: false", "collect: {every: 0s}", "collect.every must be from 1s"),
        ("debug: false", "collect: {concurrency: 0}", "collect.concurrency must be from 1 to 256"),
        ("debug: false", "collect: {retries: 99}", "collect.retries must be from 0 to 10"),
        ("  rowGroupSize:", "  retention: {days: 0}\n  rowGroupSize:", "storage.retention.days must be at least 1"),
    ];
    for (text, instead, words) in cases {
        assert!(OLD.contains(text), "{text}");
        let yaml = OLD.replacen(text, instead, 1);
        let error = format!("{:#}", of_command(&yaml).expect_err(words));
        assert!(error.contains(words), "{words} in {error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

/// Metrics alone are enough: API proxies are needed only where a query has a place for their name.
#[test]
fn metrics_without_proxies_are_one_group() {
    let of = |query: &str| {
        let metrics = format!("[{{name: up, query: '{query}'}}, {{name: load, query: node_load1}}]");
        of_command(&format!("prometheus: {{url: 'http://x', metrics: {metrics}}}\nstorage: {{outputDir: ./data}}"))
    };
    let plan = of("sum(up) by (job)").unwrap().collector.unwrap().plan;
    assert_eq!(plan.proxies().iter().map(|proxy| proxy.as_str()).collect::<Vec<_>>(), ["all"]);
    assert_eq!((plan.metrics().len(), plan.warnings()), (2, Vec::new()));
    let error = format!("{:#}", of("up{job=\"%s\"}").unwrap_err());
    assert_eq!(error, "at least one API proxy must be specified");
}

#[test]
fn the_exact_words_of_the_old_collector() {
    let said = |yaml: &str| format!("{:#}", of_command(yaml).unwrap_err());
    assert_eq!(said("debug: true"), "at least one API proxy must be specified");
    assert_eq!(said("apiProxies: [a]"), "prometheus.url is required");
    assert_eq!(said("apiProxies: [a]\nprometheus: {url: 'http://x'}"), "storage.outputDir is required");
}
