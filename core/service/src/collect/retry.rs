//! Retries of a query that may be answered later: a few times, with growing pauses and jitter.

use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};

use timeseries::Duration;

use crate::SourceError;

/// The longest wait before the first time again; it doubles each time.
const FIRST_WAIT: Duration = Duration::SECOND;
/// No wait is longer unless the source asks for it, and what it may ask for.
const LONGEST_WAIT: Duration = Duration::from_seconds(30);
const LONGEST_ASKED_FOR: Duration = Duration::from_seconds(60);

/// Asks until there is an answer, an error that lasts, or it was asked again `retries` times. `question` tells one question
/// from another, so that they do not all wait equally long.
pub(super) async fn with_retries<T, F: Future<Output = Result<T, SourceError>>>(
    retries: u32,
    question: &str,
    ask: impl Fn() -> F,
) -> Result<T, SourceError> {
    let mut again = 0;
    loop {
        match ask().await {
            Err(error) if again < retries && error.is_for_now() => {
                tokio::time::sleep(wait(again, question, error.retry_after()).into()).await;
                again += 1;
            }
            answer => return answer,
        }
    }
}

/// Between half the wait of this time and the whole of it, and never shorter than the source asked for.
fn wait(again: u32, question: &str, asked_for: Option<Duration>) -> Duration {
    let longest = FIRST_WAIT.times(1 << again.min(20)).min(LONGEST_WAIT).ms();
    let mut hasher = DefaultHasher::new();
    (again, question).hash(&mut hasher);
    let jittered = longest / 2 + hasher.finish() % (longest / 2 + 1);
    asked_for.unwrap_or_default().min(LONGEST_ASKED_FOR).max(Duration::from_ms(jittered))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use tokio::time::Instant;

    fn for_now(retry_after: Option<u64>) -> SourceError {
        let error = Box::new(SourceError::Failed { status: 503 });
        SourceError::ForNow { retry_after: retry_after.map(Duration::from_seconds), error }
    }

    /// Returns the number of queries, the seconds that they took, and whether the last one succeeded.
    async fn asked(retries: u32, fails: u32, error: SourceError) -> (u32, u64, bool) {
        let (times, since) = (Cell::new(0), Instant::now());
        let answer = with_retries(retries, "up", || {
            times.set(times.get() + 1);
            let answer = if times.get() > fails { Ok(()) } else { Err(error.clone()) };
            async { answer }
        });
        let is_ok = answer.await.is_ok();
        (times.get(), since.elapsed().as_secs(), is_ok)
    }

    #[tokio::test(start_paused = true)]
    async fn what_may_pass_is_asked_again_so_often() {
        assert_eq!(asked(3, 0, for_now(None)).await.0, 1);
        let (times, seconds, is_ok) = asked(3, 2, for_now(None)).await;
        assert!(times == 3 && is_ok && (1..=3).contains(&seconds), "{seconds}");
        let (times, seconds, is_ok) = asked(3, 9, for_now(None)).await;
        assert!(times == 4 && !is_ok && (3..=7).contains(&seconds), "{seconds}");
        assert_eq!(asked(0, 9, for_now(None)).await, (1, 0, false));
        for error in
            [SourceError::Timeout { seconds: 1 }, SourceError::Unreachable { at: String::new(), why: String::new() }]
        {
            assert_eq!(asked(3, 9, error).await.0, 4);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_lasts_is_not() {
        for error in [
            SourceError::Denied { status: 401 },
            SourceError::NotPrometheus { why: "HTTP status 404".to_owned() },
            SourceError::Answered { error_type: "bad_data".to_owned(), message: String::new(), position: None },
            SourceError::TooLarge { what: String::new(), limit: String::new() },
        ] {
            assert_eq!(asked(3, 9, error).await, (1, 0, false));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_source_says_when_within_reason() {
        assert_eq!(asked(2, 9, for_now(Some(20))).await, (3, 40, false));
        assert_eq!(asked(1, 9, for_now(Some(86_400))).await, (2, 60, false));
    }

    #[test]
    fn questions_do_not_wait_equally_long() {
        let waits: std::collections::BTreeSet<u64> =
            (0..100).map(|proxy| wait(4, &format!("up{{a=\"{proxy}\"}}"), None).ms()).collect();
        assert!(waits.len() > 90, "{waits:?}");
        assert!(waits.iter().all(|ms| (8_000..=16_000).contains(ms)));
        assert!((0..64).all(|again| wait(again, "up", None) <= LONGEST_WAIT));
    }
}
