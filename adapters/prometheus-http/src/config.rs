//! `PrometheusConfig`: an operator's settings of one Prometheus, and the errors of unusable ones.

use std::fmt;

use service::{Credentials, Secret};
use timeseries::Duration;

/// One Prometheus, as configured.
#[derive(Clone)]
pub struct PrometheusConfig {
    /// URL of the Prometheus: `http` or `https`, with a path where it lives under one (`--web.external-url`). A user and a
    /// password in it are sent as basic auth and shown nowhere.
    pub url: String,
    /// Credentials to authenticate with.
    pub credentials: Option<Credentials>,
    /// Headers sent with every request: names and values.
    pub headers: Vec<(String, Secret)>,
    /// Certificates in PEM, which alone are trusted; without them those of the system are.
    pub ca_file_pem: Option<Vec<u8>>,
    /// Time limit of one query, whatever number of requests it needs.
    pub timeout: Duration,
    /// Limits on the size of an answer.
    pub limits: Limits,
}

impl PrometheusConfig {
    /// The Prometheus at `url` with nothing else said: no credentials, 30 seconds, the usual limits.
    pub fn at(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            credentials: None,
            headers: Vec::new(),
            ca_file_pem: None,
            timeout: Duration::from_seconds(30),
            limits: Limits::default(),
        }
    }
}

impl fmt::Debug for PrometheusConfig {
    /// Without the URL, which may have a password in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrometheusConfig")
            .field("credentials", &self.credentials)
            .field("headers", &self.headers)
            .field("timeout", &self.timeout)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Limits on one answer, all its pieces together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the bodies, after decompression.
    pub max_body_bytes: usize,
    /// Different series.
    pub max_series: usize,
    /// Points a series.
    pub max_points: usize,
}

impl Default for Limits {
    /// 64 MiB, 1000 series, a million points.
    fn default() -> Self {
        Self { max_body_bytes: 64 << 20, max_series: 1000, max_points: 1_000_000 }
    }
}

/// Error of an unusable config. No message carries a credential.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The URL cannot be the one of a Prometheus, or must not be called.
    #[error("the URL cannot be used: {why}")]
    Url {
        /// Reason of the refusal.
        why: String,
    },
    /// Two of: user and password in the URL, credentials, an `Authorization` header.
    #[error("credentials are given twice: keep one of those in the URL, `credentials` and an `Authorization` header")]
    CredentialsTwice,
    /// A header that cannot be sent.
    #[error("the header `{name}` cannot be sent: {why}")]
    Header {
        /// Its name.
        name: String,
        /// Reason of the refusal.
        why: &'static str,
    },
    /// The certificates are not PEM, or there are none.
    #[error("the CA file has no certificate in PEM form")]
    Certificates,
    /// The HTTP client did not start.
    #[error("the HTTP client cannot be built")]
    Client(#[source] reqwest::Error),
}
