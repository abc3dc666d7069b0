//! The sources an operator named, and the way to one that nobody named.

use std::fmt;
use std::sync::Arc;

use super::{MetricsSource, SourceError};

/// All sources there are.
pub trait Sources: Send + Sync + fmt::Debug {
    /// The named sources, the default first.
    fn list(&self) -> Vec<SourceEntry>;

    /// The source of that name.
    fn named(&self, name: &str) -> Option<Arc<dyn MetricsSource>>;

    /// Returns true if a URL that is not configured may be queried.
    fn adhoc_allowed(&self) -> bool;

    /// A source by its URL, where that is allowed. A URL that is configured under a name is that source.
    ///
    /// # Errors
    /// `NotAllowed` with the rule that forbids it.
    fn by_url(&self, url: &str, credentials: Option<Credentials>) -> Result<Arc<dyn MetricsSource>, SourceError>;
}

/// One named source, as a page may show it: no URL, no credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    /// The name in the config, and in a link.
    pub name: String,
    /// Kind of the source.
    pub kind: SourceKind,
    /// Questions to begin with.
    pub examples: Vec<api::Suggestion>,
}

/// Kind of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A Prometheus, or one that speaks its API.
    Prometheus,
    /// The built-in sample metrics.
    Demo,
    /// The archive.
    Archive,
    /// The archive, and the Prometheus it is collected from for what is newer.
    Joined,
}

/// Credentials that authenticate a request to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// HTTP basic auth.
    Basic {
        /// User name.
        username: String,
        /// Password.
        password: Secret,
    },
    /// A bearer token.
    Bearer(Secret),
}

/// A text that never appears in a log, a page or an error.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret in.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that sends it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<secret>")
    }
}
