//! The HTTP client of one Prometheus: no proxies, no redirects, guarded names, and the certificates it was given.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Client, ClientBuilder, redirect};
use service::Secret;
use timeseries::Duration;

use crate::base_url::BaseUrl;
use crate::egress::GuardedResolver;
use crate::{ConfigError, PrometheusConfig};

/// A host that does not take a connection within this is not there.
const CONNECT_TIMEOUT: Duration = Duration::from_seconds(10);

/// Headers that say how a request is carried, and so are not anybody's to set.
const RESERVED_HEADERS: [&str; 7] = [
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
];

/// Builds the client.
pub(crate) fn build(config: &PrometheusConfig, base: &BaseUrl) -> Result<Client, ConfigError> {
    install_crypto_provider();
    let builder = Client::builder()
        .user_agent(concat!("promcast/", env!("CARGO_PKG_VERSION")))
        .default_headers(headers(&config.headers)?)
        .dns_resolver(GuardedResolver)
        .redirect(redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .connect_timeout(connect_timeout(config.timeout).into());
    let builder = trusting(builder, config.ca_file_pem.as_deref(), base)?;
    builder.build().map_err(|error| ConfigError::Client(error.without_url()))
}

/// Returns the timeout of connecting, where the whole query may take `timeout`.
pub(crate) fn connect_timeout(timeout: Duration) -> Duration {
    timeout.min(CONNECT_TIMEOUT)
}

/// Makes ring the cryptography of the process. The first provider stays: another attempt changes nothing.
pub(crate) fn install_crypto_provider() {
    let _already_there = rustls::crypto::ring::default_provider().install_default();
}

fn trusting(builder: ClientBuilder, ca_file_pem: Option<&[u8]>, base: &BaseUrl) -> Result<ClientBuilder, ConfigError> {
    let Some(pem) = ca_file_pem else {
        // Without TLS no certificate of the system is needed, and in a bare container there is none.
        return Ok(if base.is_https() { builder } else { builder.tls_certs_only([]) });
    };
    let certificates = Certificate::from_pem_bundle(pem).map_err(|_| ConfigError::Certificates)?;
    match certificates.is_empty() {
        true => Err(ConfigError::Certificates),
        false => Ok(builder.tls_certs_only(certificates)),
    }
}

fn headers(configured: &[(String, Secret)]) -> Result<HeaderMap, ConfigError> {
    let mut headers = HeaderMap::new();
    for (name, value) in configured {
        let refused = |why| ConfigError::Header { name: name.clone(), why };
        let parsed = HeaderName::try_from(name.as_str()).map_err(|_| refused("the name is not one of a header"))?;
        if RESERVED_HEADERS.contains(&parsed.as_str()) {
            return Err(refused("it says how the request is carried"));
        }
        let mut value =
            HeaderValue::try_from(value.expose()).map_err(|_| refused("the value has characters of no header"))?;
        value.set_sensitive(true);
        headers.append(parsed, value);
    }
    Ok(headers)
}
