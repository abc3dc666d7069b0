//! The use case of the upload simulation: it reads no file, and takes as long as it is told, or 1 to 10 seconds.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::Instant;

/// So many uploads are simulated at once; each is a timer and a connection.
const MOST_AT_ONCE: usize = 256;
/// Least and most seconds of an upload without a requested length.
const USUAL_SECONDS: [f64; 2] = [1.0, 10.0];
/// Maximum requested length, in seconds.
const MAX_SECONDS: f64 = 10.0;

/// Simulates uploads, a bounded number at once; copies share the bound.
#[derive(Clone, Debug)]
pub struct Uploads(Arc<Semaphore>);

/// Error of a refused upload simulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UploadError {
    /// The length makes no sense.
    #[error("`seconds` must be a number from 0 to 10")]
    Seconds,
    /// Too many are under way.
    #[error("256 uploads are being simulated, and no more at once: try again in a few seconds")]
    Overloaded,
}

impl Default for Uploads {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST_AT_ONCE)))
    }
}

impl Uploads {
    /// Waits for `seconds`, as they were typed, or where nothing was typed for 1 to 10 seconds by `chance` from 0 to 1. Says how
    /// long it really took.
    ///
    /// # Errors
    /// The seconds make no sense, or too many wait already.
    pub async fn simulate(&self, seconds: Option<&str>, chance: f64) -> Result<Duration, UploadError> {
        let length = length(seconds, chance)?;
        let _place = self.0.try_acquire().map_err(|_| UploadError::Overloaded)?;
        let since = Instant::now();
        tokio::time::sleep(length).await;
        Ok(since.elapsed())
    }
}

fn length(seconds: Option<&str>, chance: f64) -> Result<Duration, UploadError> {
    let [least, most] = USUAL_SECONDS;
    let seconds = match seconds.map(str::trim).filter(|typed| !typed.is_empty()) {
        None => least + (most - least) * chance.clamp(0.0, 1.0),
        Some(typed) => typed.parse().map_err(|_| UploadError::Seconds)?,
    };
    match (0.0..=MAX_SECONDS).contains(&seconds) {
        true => Ok(Duration::from_secs_f64(seconds)),
        false => Err(UploadError::Seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_takes_as_long_as_it_is_told() {
        let uploads = Uploads::default();
        for (typed, chance, seconds) in [
            (Some("0"), 0.5, 0.0),
            (Some("1.06"), 0.5, 1.06),
            (Some(" 10 "), 0.5, 10.0),
            (None, 0.0, 1.0),
            (Some(""), 0.5, 5.5),
            (None, 1.0, 10.0),
        ] {
            let took = uploads.simulate(typed, chance).await.unwrap().as_secs_f64();
            assert!((took - seconds).abs() < 0.01, "{typed:?}: {took}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_length_that_makes_no_sense() {
        let uploads = Uploads::default();
        for typed in ["-1", "10.01", "11", "1e9", "NaN", "inf", "-inf", "soon", "1,5", "0x1", "1s", "１"] {
            assert_eq!(uploads.simulate(Some(typed), 0.5).await, Err(UploadError::Seconds), "{typed}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn there_is_an_end_to_how_many() {
        let uploads = Uploads::default();
        let first = (0..MOST_AT_ONCE).map(|_| uploads.simulate(Some("5"), 0.5));
        let too_many = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            uploads.simulate(Some("0"), 0.5).await
        };
        let (first, refused) = tokio::join!(futures_util::future::join_all(first), too_many);
        assert!(first.iter().all(Result::is_ok));
        assert_eq!(refused, Err(UploadError::Overloaded));
        assert!(uploads.simulate(Some("0"), 0.5).await.is_ok(), "and then there is room again");
    }
}
