//! Contract of every checkpoint store; run on the fake and on the adapter.

use crate::{CheckpointError, CheckpointStore};

/// Checks an empty store.
///
/// # Panics
/// The store breaks a promise.
#[expect(clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
pub async fn check_checkpoint(store: &dyn CheckpointStore) {
    assert!(matches!(store.load().await, Err(CheckpointError::Missing)), "nothing was written");
    for counter in [0, 35, 7, u64::MAX] {
        store.save(counter).await.expect("a checkpoint is written");
        assert_eq!(store.load().await.expect("a store answers"), counter, "the one written last");
    }
}
