//! Model files kept in memory.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::{ModelStore, StoreError};

/// Keeps everything until it is dropped.
#[derive(Debug, Default)]
pub struct MemoryModels(Mutex<BTreeMap<String, Vec<u8>>>);

#[async_trait]
impl ModelStore for MemoryModels {
    async fn put(&self, name: &str, file: &[u8]) -> Result<(), StoreError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), file.to_owned());
        Ok(())
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_what_a_store_promises() {
        crate::fakes::check_models(&MemoryModels::default()).await;
    }
}
