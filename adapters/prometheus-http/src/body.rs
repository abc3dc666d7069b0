//! The reading of bodies up to a cap, which the requests of one question share.

use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::Response;
use service::SourceError;
use timeseries::Duration;

use crate::failure;

/// The bytes that may still be read for one question.
#[derive(Debug)]
pub(crate) struct Budget {
    max_bytes: usize,
    read_bytes: AtomicUsize,
}

impl Budget {
    pub(crate) fn new(max_bytes: usize) -> Self {
        Self { max_bytes, read_bytes: AtomicUsize::new(0) }
    }

    fn spend(&self, bytes: usize) -> Result<(), SourceError> {
        let before = self.read_bytes.fetch_add(bytes, Ordering::Relaxed);
        match before.saturating_add(bytes) > self.max_bytes {
            true => Err(SourceError::TooLarge {
                what: format!("more than {} bytes", self.max_bytes),
                limit: format!("{} bytes", self.max_bytes),
            }),
            false => Ok(()),
        }
    }
}

/// Reads a body as it arrives, decompressed, and stops where the budget ends.
pub(crate) async fn read(
    mut response: Response,
    budget: &Budget,
    timeout: Duration,
    at: &str,
) -> Result<Vec<u8>, SourceError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure::of_client(error, timeout, at))? {
        budget.spend(chunk.len())?;
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
