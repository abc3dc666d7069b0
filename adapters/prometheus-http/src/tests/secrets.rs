//! A canary in every place where a secret can be: no error, no `Debug`, no message may show it, whatever fails.

use service::{Credentials, MetricsSource, Secret};
use timeseries::Timestamp;

use super::query_of;
use super::server::{Server, http, json};
use crate::{ConfigError, PrometheusConfig, PrometheusHttp};

const CANARY: &str = "hunter2-canary";

/// Configs for one URL, each with the canary in another place.
fn configs(authority: &str) -> Vec<PrometheusConfig> {
    let plain = || PrometheusConfig::at(format!("http://{authority}"));
    let password = Credentials::Basic { username: "j".to_owned(), password: Secret::new(CANARY) };
    let header = |name: &str| vec![(name.to_owned(), Secret::new(CANARY))];
    vec![
        PrometheusConfig::at(format!("http://j:{CANARY}@{authority}")),
        PrometheusConfig { credentials: Some(password), ..plain() },
        PrometheusConfig { credentials: Some(Credentials::Bearer(Secret::new(CANARY))), ..plain() },
        PrometheusConfig { headers: header("X-Api-Key"), ..plain() },
        PrometheusConfig { headers: header("Authorization"), ..plain() },
    ]
}

fn assert_quiet(text: &str) {
    assert!(!text.contains(CANARY) && !text.contains("aHVudGVy") && !text.contains("Omh1bnRlcj"), "{text}");
}

#[tokio::test]
async fn no_failure_shows_a_secret() {
    let answers = [
        Vec::new(),
        b"nonsense\r\n\r\n".to_vec(),
        json("{"),
        http("401 Unauthorized", "text/plain", ""),
        http("302 Found\r\nLocation: /x", "text/plain", ""),
        http("400 Bad Request", "application/json", r#"{"status":"error","errorType":"bad_data","error":"x"}"#),
        http("500 Oops", "text/html", "<html>"),
    ];
    let mut servers: Vec<_> = answers.into_iter().map(Server::sending).collect();
    let authorities: Vec<_> = servers.iter().map(|server| server.address.to_string()).collect();
    // The last one is not there any more: a refused connection is a failure too.
    servers.pop();
    for authority in authorities {
        for config in configs(&authority) {
            assert_quiet(&format!("{config:?} {config:#?}"));
            let source = PrometheusHttp::new(config).unwrap();
            assert_quiet(&format!("{source:?} {source:#?}"));
            let range = source.query_range(&query_of("up", 1)).await.unwrap_err();
            let metrics = source.metrics().await.unwrap_err();
            let newest = source.newest_sample("up", Timestamp::from_seconds(1)).await;
            assert_quiet(&format!("{range} {range:?} {metrics} {metrics:?} {newest:?}"));
        }
    }
}

#[test]
fn no_config_error_shows_a_secret() {
    let at = |url: &str| PrometheusConfig::at(url);
    let with_header = |name: &str, value: &str| PrometheusConfig {
        headers: vec![(name.to_owned(), Secret::new(value))],
        ..at("http://host")
    };
    let bearer = Some(Credentials::Bearer(Secret::new(CANARY)));
    let cases = [
        at(&format!("ftp://j:{CANARY}@host")),
        at(&format!("http://j:{CANARY}@169.254.169.254")),
        at(&format!("http://host/?password={CANARY}")),
        at(&format!("http://j:{CANARY}@host:99999")),
        at(&format!("{CANARY}://")),
        with_header("X-Key", &format!("{CANARY}\r\nX: y")),
        with_header("Not A Header", CANARY),
        with_header("Content-Length", CANARY),
        with_header("host", CANARY),
        PrometheusConfig { credentials: bearer.clone(), ..at(&format!("http://j:{CANARY}@host")) },
        PrometheusConfig { credentials: bearer, ..with_header("authorization", CANARY) },
        PrometheusConfig { ca_file_pem: Some(CANARY.into()), ..at("https://host") },
        PrometheusConfig { ca_file_pem: Some(Vec::new()), ..at("https://host") },
        PrometheusConfig { ca_file_pem: Some(damaged_pem().into()), ..at("https://host") },
    ];
    for config in cases {
        let error = PrometheusHttp::new(config).expect_err("a config that cannot be");
        assert_quiet(&format!("{error} {error:?}"));
        assert!(!error.to_string().ends_with('.'));
    }
}

/// A certificate in form, whose content is none.
fn damaged_pem() -> String {
    "-----BEGIN CERTIFICATE-----\naHVudGVyMi1jYW5hcnk=\n-----END CERTIFICATE-----\n".to_owned()
}

#[test]
fn credentials_given_twice_are_told_apart() {
    let bearer = Some(Credentials::Bearer(Secret::new("x")));
    let config = PrometheusConfig { credentials: bearer, ..PrometheusConfig::at("http://j:x@host") };
    assert!(matches!(PrometheusHttp::new(config), Err(ConfigError::CredentialsTwice)));
}
