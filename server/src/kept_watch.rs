//! Stores that tell when they cannot keep what they are given: in the log each time, in the metrics, and on the page of the status
//! until something can be kept again.

use std::error::Error;
use std::sync::Arc;

use async_trait::async_trait;
use service::{
    CheckpointError, CheckpointStore, EvaluationList, EvaluationStore, ForecastStore, StoreError, StoredEvaluation,
    StoredForecast,
};

use crate::checks::Check;
use crate::telemetry::Telemetry;

/// A store, and who is told.
#[derive(Debug)]
pub(crate) struct KeptWatch<S: ?Sized> {
    telemetry: Telemetry,
    inner: Arc<S>,
}

impl<S: ?Sized> KeptWatch<S> {
    pub(crate) fn new(inner: Arc<S>, telemetry: &Telemetry) -> Self {
        Self { inner, telemetry: telemetry.clone() }
    }

    fn wrote<E: Error + 'static>(&self, check: Check, what: &'static str, written: Result<(), E>) -> Result<(), E> {
        match &written {
            Ok(()) => self.telemetry.checked(check, Ok("written when it was asked for last".to_owned())),
            Err(error) => {
                let why = chain(error);
                tracing::error!(error = why, "{what} cannot be kept");
                self.telemetry.checks().not_kept(check);
                self.telemetry.checked(check, Err(not_kept(what, &why)));
            }
        }
        written
    }
}

/// The text for the page.
fn not_kept(what: &str, why: &str) -> String {
    let subject = match what {
        "checkpoints" => "Checkpoints of the counter",
        "forecasts" => "Forecasts",
        _ => "Evaluations",
    };
    format!("{subject} cannot be kept: {why}. See that the storage path can be written and has room.")
}

/// An error with all its reasons.
fn chain(error: &(dyn Error + 'static)) -> String {
    anyhow::Chain::new(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[async_trait]
impl ForecastStore for KeptWatch<dyn ForecastStore> {
    async fn put(&self, forecast: &StoredForecast) -> Result<(), StoreError> {
        self.wrote(Check::Forecasts, "forecasts", self.inner.put(forecast).await)
    }

    async fn get(&self, id: &str) -> Result<Option<StoredForecast>, StoreError> {
        self.inner.get(id).await
    }

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        self.inner.newest_id().await
    }

    async fn newest(&self) -> Result<Option<StoredForecast>, StoreError> {
        self.inner.newest().await
    }
}

#[async_trait]
impl EvaluationStore for KeptWatch<dyn EvaluationStore> {
    async fn put(&self, evaluation: &StoredEvaluation) -> Result<(), StoreError> {
        self.wrote(Check::Evaluations, "evaluations", self.inner.put(evaluation).await)
    }

    async fn get(&self, id: &str) -> Result<Option<Arc<StoredEvaluation>>, StoreError> {
        self.inner.get(id).await
    }

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        self.inner.newest_id().await
    }

    async fn list(&self) -> Result<EvaluationList, StoreError> {
        self.inner.list().await
    }
}

#[async_trait]
impl CheckpointStore for KeptWatch<dyn CheckpointStore> {
    async fn save(&self, counter: u64) -> Result<(), CheckpointError> {
        let saved = self.wrote(Check::Checkpoint, "checkpoints", self.inner.save(counter).await);
        if saved.is_ok() {
            self.telemetry.checked(Check::Counter, Ok("has a checkpoint".to_owned()));
        }
        saved
    }

    /// A counter without its checkpoint begins at 0, which nobody would see on it.
    async fn load(&self) -> Result<u64, CheckpointError> {
        let loaded = self.inner.load().await;
        match &loaded {
            Ok(_) => self.telemetry.checked(Check::Counter, Ok("has a checkpoint".to_owned())),
            Err(CheckpointError::Missing) => {}
            Err(error) => self.telemetry.checked(
                Check::Counter,
                Err(format!(
                    "The counter cannot be set to its checkpoint: {}. Put the file back and `POST /restore`, or write another one by `POST /checkpoint`.",
                    chain(error)
                )),
            ),
        }
        loaded
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::sync::atomic::{AtomicBool, Ordering};

    use service::Operation;
    use service::fakes::MemoryCheckpoint;

    use super::*;

    /// A checkpoint on a disk that may be full.
    #[derive(Debug, Default)]
    struct SmallDisk {
        is_full: AtomicBool,
        inner: MemoryCheckpoint,
    }

    #[async_trait]
    impl CheckpointStore for SmallDisk {
        async fn save(&self, counter: u64) -> Result<(), CheckpointError> {
            match self.is_full.load(Ordering::Relaxed) {
                true => Err(std::io::Error::from(ErrorKind::StorageFull).into()),
                false => self.inner.save(counter).await,
            }
        }

        async fn load(&self) -> Result<u64, CheckpointError> {
            match self.is_full.load(Ordering::Relaxed) {
                true => Err(CheckpointError::Refused { why: "it ends too early" }),
                false => self.inner.load().await,
            }
        }
    }

    fn said(telemetry: &Telemetry) -> Vec<String> {
        let checks = telemetry.journal().report().checks;
        checks.into_iter().filter_map(|check| check.outcome.err()).map(|fault| fault.words).collect()
    }

    #[tokio::test]
    async fn what_cannot_be_kept_is_told_until_it_can() {
        let (telemetry, disk) = (Telemetry::new("test").unwrap(), Arc::new(SmallDisk::default()));
        let watched = KeptWatch::new(Arc::clone(&disk) as Arc<dyn CheckpointStore>, &telemetry);
        assert!(matches!(watched.load().await, Err(CheckpointError::Missing)));
        assert_eq!(said(&telemetry), Vec::<String>::new());
        disk.is_full.store(true, Ordering::Relaxed);
        watched.save(7).await.unwrap_err();
        watched.save(7).await.unwrap_err();
        let [words] = &said(&telemetry)[..] else { panic!("one sentence") };
        assert!(words.starts_with("Checkpoints of the counter cannot be kept: no storage space"), "{words}");
        let text = telemetry.exposition(0, 0).unwrap();
        assert!(text.contains("promcast_keep_failures_total{what=\"checkpoint\"} 2\n"), "{text}");
        assert!(text.contains("promcast_check_failed{check=\"checkpoint\"} 1\n"), "{text}");
        disk.is_full.store(false, Ordering::Relaxed);
        watched.save(7).await.unwrap();
        assert_eq!(said(&telemetry), Vec::<String>::new());
        let text = telemetry.exposition(0, 0).unwrap();
        assert!(text.contains("promcast_check_failed{check=\"checkpoint\"} 0\n"), "{text}");
    }

    #[tokio::test]
    async fn a_checkpoint_that_cannot_be_used_is_told_until_there_is_one() {
        let (telemetry, disk) = (Telemetry::new("test").unwrap(), Arc::new(SmallDisk::default()));
        let watched = KeptWatch::new(Arc::clone(&disk) as Arc<dyn CheckpointStore>, &telemetry);
        disk.is_full.store(true, Ordering::Relaxed);
        watched.load().await.unwrap_err();
        let [words] = &said(&telemetry)[..] else { panic!("one sentence") };
        assert!(words.contains("cannot be set to its checkpoint: the checkpoint is refused: it ends"), "{words}");
        disk.is_full.store(false, Ordering::Relaxed);
        watched.save(0).await.unwrap();
        assert_eq!(said(&telemetry), Vec::<String>::new());
    }
}
