//! Certificates: the configured ones are trusted, and nobody else's.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use rcgen::{CertifiedKey, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, Stream};
use service::{MetricsSource, SourceError};

use super::query_of;
use super::server::{json, matrix};
use crate::{PrometheusConfig, PrometheusHttp};

/// Serves one good answer a connection, with a certificate for 127.0.0.1 that it signed itself, until the process ends.
fn https_server() -> (SocketAddr, String) {
    let CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let config = server_config(&cert, &signing_key);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(config.clone()).unwrap();
            let mut stream = Stream::new(&mut connection, &mut socket);
            // A client that does not trust the certificate goes away: nothing is read, nothing is sent.
            if stream.read(&mut [0; 4096]).is_ok() {
                stream.write_all(&json(matrix(1))).unwrap();
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    (address, cert.pem())
}

fn server_config(cert: &rcgen::Certificate, key: &KeyPair) -> Arc<ServerConfig> {
    crate::client::install_crypto_provider();
    let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let builder = ServerConfig::builder().with_no_client_auth();
    Arc::new(builder.with_single_cert(vec![cert.der().clone()], key).unwrap())
}

/// Asks the server, trusting `ca` alone.
async fn asked(address: SocketAddr, ca: &str) -> Result<usize, SourceError> {
    let ca_file_pem = Some(ca.as_bytes().to_vec());
    let config = PrometheusConfig { ca_file_pem, ..PrometheusConfig::at(format!("https://{address}")) };
    let answer = PrometheusHttp::new(config).unwrap().query_range(&query_of("up", 1)).await?;
    Ok(answer.series.len())
}

#[tokio::test]
async fn only_the_configured_certificates_are_trusted() {
    let (address, own) = https_server();
    let (_, foreign) = https_server();
    assert_eq!(asked(address, &own).await, Ok(1));
    assert_eq!(asked(address, &format!("{foreign}{own}")).await, Ok(1));
    match asked(address, &foreign).await {
        Err(SourceError::Unreachable { why, .. }) => assert!(why.contains("certificate"), "{why}"),
        other => panic!("{other:?}"),
    }
}
