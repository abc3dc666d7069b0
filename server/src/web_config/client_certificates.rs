//! Requirements on a client's certificate: none, any, one signed by a CA, or one with a name.

use std::net::IpAddr;
use std::sync::Arc;

use anyhow::{Context, ensure};
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{CertificateError, DigitallySignedStruct, DistinguishedName, Error, RootCertStore, SignatureScheme};
use webpki::EndEntityCert;

use super::names::ClientAuth;

/// The verifier for a kind of client authentication.
pub(super) fn verifier(
    client_auth: ClientAuth,
    roots: Option<RootCertStore>,
    allowed_names: Option<&[String]>,
    provider: &Arc<CryptoProvider>,
) -> anyhow::Result<Arc<dyn ClientCertVerifier>> {
    let is_mandatory = matches!(client_auth, ClientAuth::RequireAnyClientCert | ClientAuth::RequireAndVerifyClientCert);
    ensure!(
        allowed_names.is_none() || is_mandatory,
        "client_allowed_sans needs RequireAnyClientCert or RequireAndVerifyClientCert as client_auth_type"
    );
    let allowed = allowed_names.map(|names| names.iter().map(|name| AllowedName::of(name)).collect()).transpose()?;
    let signed_by = match client_auth {
        ClientAuth::NoClientCert => return Ok(WebPkiClientVerifier::no_client_auth()),
        ClientAuth::RequestClientCert | ClientAuth::RequireAnyClientCert => None,
        ClientAuth::VerifyClientCertIfGiven | ClientAuth::RequireAndVerifyClientCert => {
            let roots = roots.with_context(|| format!("{client_auth:?} needs client_ca or client_ca_file"))?;
            let builder = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
            Some(builder.build().context("the client CA")?)
        }
    };
    Ok(Arc::new(Verifier { signed_by, is_mandatory, allowed, provider: Arc::clone(provider) }))
}

/// One name that a certificate may have.
#[derive(Debug)]
enum AllowedName {
    Ip(IpAddr),
    /// A host, or a URI.
    Text(String),
}

impl AllowedName {
    fn of(name: &str) -> anyhow::Result<Self> {
        ensure!(!name.is_empty(), "one of client_allowed_sans is empty");
        let is_mail = name.contains('@') && !name.contains("://");
        ensure!(
            !is_mail,
            "client_allowed_sans: `{name}` is an e-mail address, which is not looked at: give a host, an IP address or a URI"
        );
        Ok(name.parse().map_or_else(|_| Self::Text(name.to_owned()), Self::Ip))
    }

    fn is_of(&self, certificate: &EndEntityCert<'_>) -> bool {
        match self {
            Self::Ip(address) => certificate.verify_is_valid_for_subject_name(&ServerName::from(*address)).is_ok(),
            Self::Text(name) => {
                certificate.valid_dns_names().chain(certificate.valid_uri_names()).any(|known| known == name)
            }
        }
    }
}

#[derive(Debug)]
struct Verifier {
    /// Nothing where any certificate will do.
    signed_by: Option<Arc<dyn ClientCertVerifier>>,
    is_mandatory: bool,
    /// Nothing where any name will do.
    allowed: Option<Vec<AllowedName>>,
    provider: Arc<CryptoProvider>,
}

impl ClientCertVerifier for Verifier {
    fn client_auth_mandatory(&self) -> bool {
        self.is_mandatory
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.signed_by.as_ref().map_or(&[], |verifier| verifier.root_hint_subjects())
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        if let Some(verifier) = &self.signed_by {
            verifier.verify_client_cert(end_entity, intermediates, now)?;
        }
        if let Some(allowed) = &self.allowed {
            let certificate = EndEntityCert::try_from(end_entity).map_err(|_| CertificateError::BadEncoding)?;
            if !allowed.iter().any(|name| name.is_of(&certificate)) {
                return Err(CertificateError::NotValidForName.into());
            }
        }
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
