//! Access control by the web config file, in front of every route; the file is read again when it changes.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use service::Stop;

use super::basic_auth::credentials;
use crate::checks::{Check, refused};
use crate::telemetry::Telemetry;
use crate::web_config::WebRules;

/// Interval between two looks at the file.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The rules in force.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guard {
    path: Option<Arc<Path>>,
    rules: Arc<RwLock<Arc<WebRules>>>,
}

/// Identity of a file's content: modification time, its nanoseconds, length, and inode.
type Stamp = Option<(i64, i64, u64, u64)>;

impl Guard {
    /// The rules of a file; without one there are none.
    pub(crate) fn open(path: Option<PathBuf>) -> anyhow::Result<Self> {
        let guard = Self { path: path.map(Arc::from), rules: Arc::default() };
        guard.enforce(guard.read()?);
        Ok(guard)
    }

    /// The rules in force now.
    pub(crate) fn rules(&self) -> Arc<WebRules> {
        Arc::clone(&self.rules.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the scheme that clients must use under the rules in force.
    pub(crate) fn scheme(&self) -> &'static str {
        if self.rules().tls.is_some() { "https" } else { "http" }
    }

    /// Reads the file again.
    pub(crate) fn read(&self) -> anyhow::Result<WebRules> {
        Ok(self.path.as_deref().map(WebRules::read).transpose()?.unwrap_or_default())
    }

    /// Puts other rules in force, for whoever asks from now on.
    pub(crate) fn enforce(&self, rules: WebRules) {
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
    }

    /// Reads the file again whenever it, or one that it names, has changed.
    pub(crate) async fn watch(self, telemetry: Telemetry, stop: Stop) {
        if self.path.is_none() {
            return;
        }
        let mut known = self.stamps();
        loop {
            tokio::select! {
                () = stop.asked() => return,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            let found = self.stamps();
            if found == known {
                continue;
            }
            // Where the file names other files now, these are read once more.
            known = found;
            match self.read() {
                Ok(rules) => {
                    self.enforce(rules);
                    telemetry.checked(Check::WebConfig, Ok("in force".to_owned()));
                    tracing::info!("the web config file, or one that it names, has changed and was read");
                }
                Err(error) => {
                    let why = format!("{error:#}");
                    tracing::error!(error = why, "the web config stays as it was");
                    telemetry.checked(Check::WebConfig, Err(refused("web config file", &why)));
                }
            }
        }
    }

    fn stamps(&self) -> Vec<Stamp> {
        let stamp = |path: &PathBuf| {
            let found = std::fs::metadata(path).ok()?;
            Some((found.mtime(), found.mtime_nsec(), found.size(), found.ino()))
        };
        self.rules().files.iter().map(stamp).collect()
    }
}

/// Answers whoever may come in, with the headers that the file sets.
pub(super) async fn guarded(guard: &Guard, request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let rules = guard.rules();
    let refusal = match &rules.rate {
        Some(rate) if !rate.admits() => Some(too_many(rate.retry_after_seconds())),
        _ => unknown(&rules, request.headers()).await,
    };
    let mut response = match refusal {
        Some(refusal) => refusal,
        None => next(request).await,
    };
    set(response.headers_mut(), &rules);
    response
}

fn too_many(retry_after_seconds: u64) -> Response {
    let headers = [(header::RETRY_AFTER, HeaderValue::from(retry_after_seconds))];
    (StatusCode::TOO_MANY_REQUESTS, headers, "Too many requests: come back later.\n").into_response()
}

async fn unknown(rules: &WebRules, headers: &HeaderMap) -> Option<Response> {
    if rules.users.is_open() {
        return None;
    }
    if let Some((name, password)) = credentials(headers)
        && rules.users.knows(&name, &password).await
    {
        return None;
    }
    let headers = [(header::WWW_AUTHENTICATE, "Basic realm=\"Promcast\", charset=\"UTF-8\"")];
    Some((StatusCode::UNAUTHORIZED, headers, "Give a user and a password.\n").into_response())
}

/// The file's headers take the place of ours. A page's own policy of content stays: it names the scripts of that page.
fn set(headers: &mut HeaderMap, rules: &WebRules) {
    for (name, value) in &rules.headers {
        let is_of_page = name == header::CONTENT_SECURITY_POLICY && headers.contains_key(name);
        if !is_of_page {
            headers.insert(name.clone(), value.clone());
        }
    }
}
