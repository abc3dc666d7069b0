//! `ModelStore`: port that keeps trained models, as the bytes of their files.

use async_trait::async_trait;

use super::StoreError;

/// Keeps one file a model, by the model's name.
#[async_trait]
pub trait ModelStore: Send + Sync + std::fmt::Debug {
    /// Replaces the file of a model whole: when this returns, a crash does not lose the new one; before, the old one is still there.
    async fn put(&self, name: &str, file: &[u8]) -> Result<(), StoreError>;

    /// The bytes of a model's file, whatever they are. A name that no model can have is simply not there.
    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;
}
