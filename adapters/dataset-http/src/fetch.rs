//! The bytes at an address.

use std::time::Duration;

use reqwest::{Client, Response, redirect};

use crate::DatasetError;
use crate::error::DatasetError::{Status, TooLarge, Unreachable};

/// A file larger than this is not what was meant.
pub(crate) const MAX_BYTES: u64 = 256 << 20;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Nothing arrives for so long: the server has gone.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
const MAX_REDIRECTS: usize = 5;

/// Fetches the file at a URL, whatever it is; follows a few redirects.
///
/// # Errors
/// Nobody answers, the answer is not a success, or it is too large.
pub async fn fetch(url: &str) -> Result<Vec<u8>, DatasetError> {
    let answer = client()?.get(url).send().await.map_err(unreachable)?;
    match answer.status() {
        status if status.is_success() => body(answer).await,
        status => Err(Status(status.as_u16())),
    }
}

fn client() -> Result<Client, DatasetError> {
    // The first provider of cryptography stays: another attempt changes nothing.
    let _already_there = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent(concat!("promcast/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::limited(MAX_REDIRECTS))
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .build()
        .map_err(DatasetError::Client)
}

async fn body(mut answer: Response) -> Result<Vec<u8>, DatasetError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() as u64 > MAX_BYTES {
            return Err(TooLarge(MAX_BYTES));
        }
    }
    Ok(bytes)
}

fn unreachable(error: reqwest::Error) -> DatasetError {
    Unreachable(error.without_url())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    /// The address of a server that gives everybody the same bytes.
    async fn server(answer: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _asked = stream.read(&mut [0; 4096]).await;
                let _sent = stream.write_all(answer.as_bytes()).await;
            }
        });
        format!("http://{address}/file.zip")
    }

    #[tokio::test]
    async fn what_is_there_is_fetched() {
        let url = server("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc").await;
        assert_eq!(fetch(&url).await.unwrap(), b"abc");
    }

    #[tokio::test]
    async fn what_is_not_there_is_told_apart() {
        let missing = server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").await;
        assert!(matches!(fetch(&missing).await, Err(Status(404))));
        let broken = server("HTTP/1.1 200 OK\r\nContent-Length: 30\r\nConnection: close\r\n\r\nabc").await;
        assert!(matches!(fetch(&broken).await, Err(Unreachable(_))));
        let circle =
            server("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").await;
        assert!(matches!(fetch(&circle).await, Err(Unreachable(_))));
        for url in ["http://127.0.0.1:9/x.zip", "no address", "ftp://127.0.0.1/x"] {
            assert!(matches!(fetch(url).await, Err(Unreachable(_))), "{url}");
        }
    }
}
