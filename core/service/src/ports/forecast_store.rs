//! Where forecasts that were asked for are kept, so that a restart loses none.

use async_trait::async_trait;

use crate::StoredForecast;

/// Keeps forecasts by id.
#[async_trait]
pub trait ForecastStore: Send + Sync + std::fmt::Debug {
    /// Keeps a forecast under its id; when this returns, a crash does not lose it.
    async fn put(&self, forecast: &StoredForecast) -> Result<(), StoreError>;

    /// The forecast with this id. An id that no forecast can have is simply not there.
    async fn get(&self, id: &str) -> Result<Option<StoredForecast>, StoreError>;

    /// The newest forecast.
    async fn newest(&self) -> Result<Option<StoredForecast>, StoreError>;
}

/// Why the store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk said no.
    #[error("cannot {action} a forecast")]
    Io {
        /// `write` or `read`.
        action: &'static str,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// A stored file is not what was written.
    #[error("the stored forecast `{id}` is damaged")]
    Damaged {
        /// Which one.
        id: String,
    },
}
