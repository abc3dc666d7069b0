//! TLS as the file asks for it: the certificate and its key, the versions, and what is asked of clients.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{RootCertStore, ServerConfig, SupportedCipherSuite, SupportedProtocolVersion};

use super::client_certificates;
use super::file::TlsSection;
use super::names::{ClientAuth, TlsVersion};

/// The config of the server's side; none where the section says nothing.
pub(super) fn server_config(section: &TlsSection) -> anyhow::Result<Option<Arc<ServerConfig>>> {
    if !is_given(section) {
        return Ok(None);
    }
    let certificates = read(section.cert.as_deref(), section.cert_file.as_deref(), "cert")?;
    let key = read(section.key.as_ref().map(|key| key.0.as_str()), section.key_file.as_deref(), "key")?;
    let provider = Arc::new(provider(section));
    let client_auth = section.client_auth_type.unwrap_or_default();
    let roots = roots(section, client_auth)?;
    let verifier =
        client_certificates::verifier(client_auth, roots, section.client_allowed_sans.as_deref(), &provider)?;
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&versions(section)?)
        .context("the cipher suites do not go with the versions")?
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain(&certificates)?, private_key(&key)?)
        .context("the certificate and its key")?;
    config.ignore_client_order = section.prefer_server_cipher_suites.unwrap_or(true);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Some(Arc::new(config)))
}

fn is_given(section: &TlsSection) -> bool {
    let TlsSection { cert, key, client_ca, cert_file, key_file, client_ca_file, client_auth_type, .. } = section;
    let texts = cert.is_some() || key.is_some() || client_ca.is_some();
    texts || cert_file.is_some() || key_file.is_some() || client_ca_file.is_some() || client_auth_type.is_some()
}

fn read(inline: Option<&str>, file: Option<&Path>, name: &str) -> anyhow::Result<Vec<u8>> {
    ensure!(inline.is_none() || file.is_none(), "give one of {name} and {name}_file");
    match (inline, file) {
        (Some(text), _) => Ok(text.as_bytes().to_vec()),
        (None, Some(path)) => {
            std::fs::read(path).with_context(|| format!("cannot read {name}_file {}", path.display()))
        }
        (None, None) => anyhow::bail!("{name} or {name}_file is missing"),
    }
}

fn chain(pem: &[u8]) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().context("the certificate")?;
    ensure!(!chain.is_empty(), "there is no certificate in the PEM of cert");
    Ok(chain)
}

fn private_key(pem: &[u8]) -> anyhow::Result<PrivateKeyDer<'static>> {
    PrivateKeyDer::from_pem_slice(pem).context("there is no private key in the PEM of key")
}

/// Returns the CAs that clients' certificates are verified with.
fn roots(section: &TlsSection, client_auth: ClientAuth) -> anyhow::Result<Option<RootCertStore>> {
    let is_given = section.client_ca.is_some() || section.client_ca_file.is_some();
    if !is_given {
        return Ok(None);
    }
    ensure!(client_auth != ClientAuth::NoClientCert, "a client CA is there without a client_auth_type");
    let pem = read(section.client_ca.as_deref(), section.client_ca_file.as_deref(), "client_ca")?;
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        roots.add(certificate.context("the client CA")?).context("the client CA")?;
    }
    ensure!(!roots.is_empty(), "there is no certificate in the PEM of client_ca");
    Ok(Some(roots))
}

/// Those between the least and the greatest.
fn versions(section: &TlsSection) -> anyhow::Result<Vec<&'static SupportedProtocolVersion>> {
    let least = section.min_version.unwrap_or(TlsVersion::Tls12);
    let greatest = section.max_version.unwrap_or(TlsVersion::Tls13);
    ensure!(least <= greatest, "min_version is greater than max_version");
    let all = [TlsVersion::Tls13, TlsVersion::Tls12];
    Ok(all.into_iter().filter(|version| (least..=greatest).contains(version)).map(TlsVersion::supported).collect())
}

/// The cryptography, in the file's order of preference.
fn provider(section: &TlsSection) -> CryptoProvider {
    let mut provider = ring::default_provider();
    if !section.cipher_suites.is_empty() {
        // Those of TLS 1.3 cannot be chosen.
        provider.cipher_suites.retain(|suite| matches!(suite, SupportedCipherSuite::Tls13(_)));
        provider.cipher_suites.extend(section.cipher_suites.iter().map(|cipher| cipher.0));
    }
    if !section.curve_preferences.is_empty() {
        provider.kx_groups = section.curve_preferences.iter().map(|curve| curve.0).collect();
    }
    provider
}
