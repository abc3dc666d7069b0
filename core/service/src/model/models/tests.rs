//! Models whose files cannot be read for a while.

use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use regression::bike_sharing;

use super::*;
use crate::StoreError;

/// A store in a process that has opened as many files as it may, for so many readings.
#[derive(Debug)]
struct Exhausted(AtomicUsize);

#[async_trait]
impl ModelStore for Exhausted {
    async fn put(&self, _name: &str, _file: &[u8]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn get(&self, _name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        const EMFILE: i32 = 24;
        match self.0.try_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)) {
            Ok(_) => {
                Err(StoreError::Io { action: "read", what: "model", source: std::io::Error::from_raw_os_error(EMFILE) })
            }
            Err(_) => Ok(None),
        }
    }
}

#[tokio::test]
async fn a_file_that_could_not_be_read_is_read_again() {
    let built_in = Some(&include_bytes!("../../../../../models/bike-sharing.model")[..]);
    let wanted = vec![ModelToLoad { schema: bike_sharing(), built_in }];
    let models = Models::load(wanted, Arc::new(Exhausted(AtomicUsize::new(2)))).await;
    let why = models.ready(None).unwrap_err().to_string();
    assert!(why.contains("the model `bike-sharing` cannot be used: cannot read the model"), "{why}");
    models.read_missed().await;
    assert!(matches!(models.entries()[0].state, ModelState::Unread(_)), "still as many files");
    models.read_missed().await;
    assert!(models.ready(None).is_ok() && models.clone().ready(Some("bike-sharing")).is_ok());
}
