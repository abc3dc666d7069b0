//! One source in the config: where it is, and how to prove who asks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use prometheus_http::PrometheusConfig;
use serde::{Deserialize, Deserializer};
use service::{Credentials, Secret};
use timeseries::Duration;

use super::file::Limits;
use super::timeout_or_default;

/// A Prometheus, or what speaks its API.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceConfig {
    pub(crate) name: String,
    pub(crate) url: Hidden,
    #[serde(default)]
    pub(crate) basic_auth: Option<BasicAuth>,
    #[serde(default)]
    pub(crate) bearer_token: Option<Hidden>,
    #[serde(default)]
    pub(crate) bearer_token_file: Option<PathBuf>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, Hidden>,
    #[serde(default)]
    pub(crate) ca_file: Option<PathBuf>,
    #[serde(default, deserialize_with = "duration")]
    pub(crate) timeout: Option<Duration>,
}

/// A user with a password, given or in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BasicAuth {
    pub(crate) username: String,
    #[serde(default)]
    pub(crate) password: Option<Hidden>,
    #[serde(default)]
    pub(crate) password_file: Option<PathBuf>,
}

/// A text of the config that is never printed.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct Hidden(pub(crate) String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<secret>")
    }
}

fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
}

impl SourceConfig {
    /// A source with nothing said but where it is.
    pub(crate) fn at(name: &str, url: &str) -> Self {
        Self {
            name: name.to_owned(),
            url: Hidden(url.to_owned()),
            basic_auth: None,
            bearer_token: None,
            bearer_token_file: None,
            headers: BTreeMap::new(),
            ca_file: None,
            timeout: None,
        }
    }

    /// Refuses what contradicts itself.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if self.name.is_empty() || self.name.len() > 64 || !self.name.chars().all(plain) {
            bail!("its name must be 1 to 64 letters, digits, `-`, `_` or `.`");
        }
        let ways = [self.basic_auth.is_some(), self.bearer_token.is_some(), self.bearer_token_file.is_some()];
        if ways.into_iter().filter(|given| *given).count() > 1 {
            bail!("give one of basic_auth, bearer_token and bearer_token_file");
        }
        if let Some(auth) = &self.basic_auth
            && auth.password.is_some() == auth.password_file.is_some()
        {
            bail!("basic_auth needs one of password and password_file");
        }
        if self.timeout.is_some_and(Duration::is_zero) {
            bail!("its timeout must be more than nothing");
        }
        Ok(())
    }

    /// The URL without a user and a password that may be in it.
    pub(crate) fn shown_url(&self) -> String {
        match url::Url::parse(&self.url.0) {
            Ok(mut url) => {
                let has_user = !url.username().is_empty() || url.password().is_some();
                // Both fail only for a URL that cannot hold them, which then has none.
                let _none = url.set_password(None);
                let _none = url.set_username(if has_user { "secret" } else { "" });
                url.to_string()
            }
            Err(_) => "<not a URL>".to_owned(),
        }
    }

    /// Reads the files of credentials and certificates; returns the config of the adapter.
    pub(crate) fn resolve(&self, limits: &Limits) -> anyhow::Result<PrometheusConfig> {
        let headers = self.headers.iter().map(|(name, value)| (name.clone(), Secret::new(&value.0))).collect();
        let ca_file_pem =
            self.ca_file.as_deref().map(|path| std::fs::read(path).with_context(|| unreadable(path))).transpose()?;
        let limits = prometheus_http::Limits {
            max_body_bytes: limits.max_body_bytes,
            max_series: limits.max_series,
            ..prometheus_http::Limits::default()
        };
        Ok(PrometheusConfig {
            url: self.url.0.clone(),
            credentials: self.credentials()?,
            headers,
            ca_file_pem,
            timeout: timeout_or_default(self.timeout),
            limits,
        })
    }

    fn credentials(&self) -> anyhow::Result<Option<Credentials>> {
        if let Some(auth) = &self.basic_auth {
            let password = secret(auth.password.as_ref(), auth.password_file.as_deref())?;
            return Ok(password.map(|password| Credentials::Basic { username: auth.username.clone(), password }));
        }
        let token = secret(self.bearer_token.as_ref(), self.bearer_token_file.as_deref())?;
        Ok(token.map(Credentials::Bearer))
    }
}

fn secret(given: Option<&Hidden>, file: Option<&Path>) -> anyhow::Result<Option<Secret>> {
    match (given, file) {
        (Some(given), _) => Ok(Some(Secret::new(&given.0))),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path).with_context(|| unreadable(path))?;
            Ok(Some(Secret::new(text.trim_end())))
        }
        (None, None) => Ok(None),
    }
}

fn unreadable(path: &Path) -> String {
    format!("cannot read {}", path.display())
}
