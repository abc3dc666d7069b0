//! A Promcast that runs elsewhere, asked over HTTP as any script would.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;

/// As long as the old service's client waited.
const TIMEOUT: Duration = Duration::from_secs(300);
/// No answer is larger.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;

/// A running Promcast.
#[derive(Clone, Debug)]
pub struct PromcastHttp {
    client: reqwest::Client,
    base: String,
}

/// Response of a Promcast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Error of a request without a response, or of a client that cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum PromcastError {
    /// The address is none.
    #[error("`{0}` is not an address of a Promcast: give one such as http://127.0.0.1:8080")]
    Address(String),
    /// No client can be made.
    #[error("cannot prepare to ask over HTTP")]
    Client(#[source] reqwest::Error),
    /// Nobody answered.
    #[error("nobody answers at {base}: see that `promcast serve` runs there")]
    Unreachable {
        /// Base URL of the request.
        base: String,
        /// Cause of the failure.
        #[source]
        source: reqwest::Error,
    },
    /// The response is larger than the limit.
    #[error("the answer of {0} is larger than an answer can be")]
    TooLarge(String),
}

impl PromcastHttp {
    /// The one at an address such as `http://127.0.0.1:8080`.
    ///
    /// # Errors
    /// It is no address, or the system gives no client.
    pub fn at(address: &str) -> Result<Self, PromcastError> {
        let base = address.trim().trim_end_matches('/');
        let is_address = reqwest::Url::parse(base).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        if !is_address {
            return Err(PromcastError::Address(address.chars().take(80).collect()));
        }
        let _already_there = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().timeout(TIMEOUT).build().map_err(PromcastError::Client)?;
        Ok(Self { client, base: base.to_owned() })
    }

    /// Gets a path.
    ///
    /// # Errors
    /// Nobody answered; a status that says no is an answer.
    pub async fn get(&self, path: &str) -> Result<Answer, PromcastError> {
        self.answered(self.client.get(format!("{}{path}", self.base))).await
    }

    /// Posts JSON to a path.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn post(&self, path: &str, json: Vec<u8>) -> Result<Answer, PromcastError> {
        let request = self.client.post(format!("{}{path}", self.base));
        self.answered(request.header(CONTENT_TYPE, "application/json").body(json)).await
    }

    async fn answered(&self, request: reqwest::RequestBuilder) -> Result<Answer, PromcastError> {
        let unreachable = |source| PromcastError::Unreachable { base: self.base.clone(), source };
        let mut response = request.send().await.map_err(unreachable)?;
        let mut answer = Answer { status: response.status().as_u16(), body: Vec::new() };
        while let Some(piece) = response.chunk().await.map_err(unreachable)? {
            if answer.body.len() + piece.len() > MAX_ANSWER_BYTES {
                return Err(PromcastError::TooLarge(self.base.clone()));
            }
            answer.body.extend_from_slice(&piece);
        }
        Ok(answer)
    }
}
