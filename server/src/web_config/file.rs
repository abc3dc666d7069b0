//! The web config file as it is written: YAML, unknown keys refused.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use axum::http::{HeaderName, HeaderValue};
use serde::Deserialize;

use super::names::{Cipher, ClientAuth, Curve, TlsVersion};
use super::rate::Rate;
use super::users::PasswordHash;
use crate::config::{GoDuration, Hidden};

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WebConfigFile {
    pub(super) tls_server_config: Option<TlsSection>,
    pub(super) http_server_config: HttpSection,
    pub(super) basic_auth_users: BTreeMap<String, PasswordHash>,
    pub(super) rate_limit: RateSection,
}

/// TLS settings; what is given inline needs no file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TlsSection {
    pub(super) cert: Option<String>,
    pub(super) key: Option<Hidden>,
    pub(super) client_ca: Option<String>,
    pub(super) cert_file: Option<PathBuf>,
    pub(super) key_file: Option<PathBuf>,
    pub(super) client_ca_file: Option<PathBuf>,
    pub(super) client_auth_type: Option<ClientAuth>,
    pub(super) client_allowed_sans: Option<Vec<String>>,
    pub(super) min_version: Option<TlsVersion>,
    pub(super) max_version: Option<TlsVersion>,
    pub(super) cipher_suites: Vec<Cipher>,
    pub(super) prefer_server_cipher_suites: Option<bool>,
    pub(super) curve_preferences: Vec<Curve>,
}

/// HTTP settings.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct HttpSection {
    /// Accepted, for files have it; Promcast speaks HTTP/1.1.
    #[serde(rename = "http2")]
    _http2: Option<bool>,
    pub(super) headers: HeaderSection,
}

/// The headers that may be set, those that exporter-toolkit knows.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct HeaderSection {
    #[serde(rename = "Content-Security-Policy")]
    content_security_policy: Option<String>,
    #[serde(rename = "X-Frame-Options")]
    x_frame_options: Option<String>,
    #[serde(rename = "X-Content-Type-Options")]
    x_content_type_options: Option<String>,
    #[serde(rename = "X-XSS-Protection")]
    x_xss_protection: Option<String>,
    #[serde(rename = "Strict-Transport-Security")]
    strict_transport_security: Option<String>,
}

/// Rate of requests that are answered.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RateSection {
    interval: Option<GoDuration>,
    burst: u32,
}

impl TlsSection {
    /// The same, with paths as seen from the folder of the file.
    pub(super) fn within(self, folder: &Path) -> Self {
        let within = |path: Option<PathBuf>| path.map(|path| folder.join(path));
        Self {
            cert_file: within(self.cert_file),
            key_file: within(self.key_file),
            client_ca_file: within(self.client_ca_file),
            ..self
        }
    }

    /// The files that are read.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        [&self.cert_file, &self.key_file, &self.client_ca_file].into_iter().flatten().cloned().collect()
    }
}

impl HeaderSection {
    /// As they are sent; a blank one is not.
    pub(super) fn checked(self) -> anyhow::Result<Vec<(HeaderName, HeaderValue)>> {
        one_of("X-Frame-Options", self.x_frame_options.as_deref(), &["deny", "sameorigin"])?;
        one_of("X-Content-Type-Options", self.x_content_type_options.as_deref(), &["nosniff"])?;
        let headers = [
            ("content-security-policy", self.content_security_policy),
            ("x-frame-options", self.x_frame_options),
            ("x-content-type-options", self.x_content_type_options),
            ("x-xss-protection", self.x_xss_protection),
            ("strict-transport-security", self.strict_transport_security),
        ];
        let given =
            headers.into_iter().filter_map(|(name, value)| Some((name, value.filter(|text| !text.is_empty())?)));
        given
            .map(|(name, value)| {
                let value =
                    HeaderValue::from_str(&value).with_context(|| format!("{name} holds what no header may"))?;
                Ok((HeaderName::from_static(name), value))
            })
            .collect()
    }
}

fn one_of(name: &str, given: Option<&str>, accepted: &[&str]) -> anyhow::Result<()> {
    let fits = |value: &str| value.is_empty() || accepted.contains(&value.to_lowercase().as_str());
    ensure!(given.is_none_or(fits), "{name} must be {}", accepted.join(" or "));
    Ok(())
}

impl RateSection {
    /// The rate; none where there is no interval.
    pub(super) fn rate(&self) -> anyhow::Result<Option<Rate>> {
        let Some(GoDuration(interval)) = self.interval.filter(|GoDuration(interval)| !interval.is_zero()) else {
            return Ok(None);
        };
        ensure!(self.burst > 0, "a burst of 0 lets nobody in: give at least 1");
        Ok(Some(Rate::new(interval.into(), self.burst)))
    }
}
