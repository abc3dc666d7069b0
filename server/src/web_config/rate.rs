//! A token bucket: so many requests at once, and then one an interval.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// The bucket, for all requests together.
#[derive(Debug)]
pub(crate) struct Rate {
    interval: Duration,
    burst: u32,
    bucket: Mutex<Bucket>,
}

#[derive(Debug)]
struct Bucket {
    tokens: f64,
    filled: Instant,
}

impl Rate {
    /// A bucket that is full of `burst` tokens and gains one an `interval`.
    pub(super) fn new(interval: Duration, burst: u32) -> Self {
        let bucket = Bucket { tokens: f64::from(burst), filled: Instant::now() };
        Self { interval, burst, bucket: Mutex::new(bucket) }
    }

    /// Takes a token, where there is one.
    pub(crate) fn admits(&self) -> bool {
        // No line under this lock can panic half-way.
        let mut bucket = self.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let gained = now.duration_since(bucket.filled).as_secs_f64() / self.interval.as_secs_f64();
        bucket.tokens = (bucket.tokens + gained).min(f64::from(self.burst));
        bucket.filled = now;
        let admits = bucket.tokens >= 1.0;
        if admits {
            bucket.tokens -= 1.0;
        }
        admits
    }

    /// After how many seconds there is a token again, at least one.
    pub(crate) fn retry_after_seconds(&self) -> u64 {
        self.interval.as_secs_f64().ceil().max(1.0) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_and_then_one_an_interval() {
        let rate = Rate::new(Duration::from_millis(500), 3);
        let admitted = |rate: &Rate| (0..10).filter(|_| rate.admits()).count();
        assert_eq!(admitted(&rate), 3);
        tokio::time::sleep(Duration::from_millis(499)).await;
        assert_eq!(admitted(&rate), 0);
        tokio::time::sleep(Duration::from_millis(501)).await;
        assert_eq!(admitted(&rate), 2);
        tokio::time::sleep(Duration::from_secs(3600)).await;
        assert_eq!((admitted(&rate), rate.retry_after_seconds()), (3, 1));
    }
}
