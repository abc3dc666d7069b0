//! `--web.config.file`, in exporter-toolkit's format: TLS, client certificates, users, headers, a rate.

mod client_certificates;
mod file;
mod names;
mod rate;
mod tls;
mod users;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use axum::http::{HeaderName, HeaderValue};
use rustls::ServerConfig;

use crate::config::yaml;
use file::WebConfigFile;
use rate::Rate;
use users::Users;

/// The rules of one reading of the file, with everything it names read too.
#[derive(Debug, Default)]
pub(crate) struct WebRules {
    /// Plain HTTP where there is none.
    pub(crate) tls: Option<Arc<ServerConfig>>,
    /// Set on every answer.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) users: Users,
    pub(crate) rate: Option<Rate>,
    /// The file and those it names: where one of them changes, all are read again.
    pub(crate) files: Vec<PathBuf>,
}

impl WebRules {
    /// Reads a file.
    ///
    /// # Errors
    /// The file or one that it names cannot be read, or makes no sense; a mistake in it is named with its line and column.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the web config file {shown}"))?;
        Self::of(&text, path).with_context(|| format!("the web config file {shown} makes no sense"))
    }

    fn of(text: &str, path: &Path) -> anyhow::Result<Self> {
        let file: WebConfigFile = yaml::parse(text)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let tls = file.tls_server_config.map(|section| section.within(folder));
        let mut files = vec![path.to_owned()];
        files.extend(tls.iter().flat_map(|section| section.files()));
        Ok(Self {
            tls: tls.map(|section| tls::server_config(&section).context("tls_server_config")).transpose()?.flatten(),
            headers: file.http_server_config.headers.checked().context("http_server_config.headers")?,
            users: Users::new(file.basic_auth_users),
            rate: file.rate_limit.rate().context("rate_limit")?,
            files,
        })
    }
}

#[cfg(test)]
mod tests;
