//! Egress rules: hosts that Promcast never calls for any user, namely services of a cloud that hand out credentials, and
//! addresses that are not of one host.
//!
//! Loopback and private addresses are allowed, for that is where Prometheus lives.

mod address;
mod resolver;

use std::net::IpAddr;

use service::SourceError;
use url::{Host, Url};

pub(crate) use address::Refused;
pub(crate) use resolver::GuardedResolver;

/// Reads the URL of a source and holds its host against the rules. What a name resolves to is checked when dialled.
///
/// # Errors
/// `NotAllowed` with the rule; the text of the URL, which may have a password in it, is not repeated.
pub fn check_url(url: &str) -> Result<Url, SourceError> {
    let url = Url::parse(url.trim()).map_err(|error| not_allowed(format!("this is not a URL: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(not_allowed("only http and https URLs are called"));
    }
    let refused = match url.host() {
        None => return Err(not_allowed("the URL has no host")),
        Some(Host::Domain(name)) => refused_name(name),
        Some(Host::Ipv4(ip)) => address::check(IpAddr::V4(ip)).err(),
        Some(Host::Ipv6(ip)) => address::check(IpAddr::V6(ip)).err(),
    };
    refused.map_or(Ok(url), |refused| Err(not_allowed(refused.to_string())))
}

/// Names under which clouds hand out credentials: `metadata`, `metadata.google.internal`, …
fn refused_name(name: &str) -> Option<Refused> {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    (name == "metadata" || name.starts_with("metadata.")).then_some(Refused { what: "a metadata service" })
}

fn not_allowed(why: impl Into<String>) -> SourceError {
    SourceError::NotAllowed { why: why.into() }
}

#[cfg(test)]
mod tests;
