//! Forecasts kept in memory.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::{ForecastStore, StoreError, StoredForecast};

/// Keeps everything until it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<BTreeMap<String, StoredForecast>>);

#[async_trait]
impl ForecastStore for MemoryStore {
    async fn put(&self, forecast: &StoredForecast) -> Result<(), StoreError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(forecast.id.clone(), forecast.clone());
        Ok(())
    }

    async fn get(&self, id: &str) -> Result<Option<StoredForecast>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned())
    }

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().next_back().cloned())
    }

    async fn newest(&self) -> Result<Option<StoredForecast>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).values().next_back().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_what_a_store_promises() {
        crate::fakes::check_store(&MemoryStore::default()).await;
    }
}
