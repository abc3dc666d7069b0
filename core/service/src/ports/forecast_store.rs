//! `ForecastStore`: port that keeps requested forecasts, so that a restart loses none.

use async_trait::async_trait;

use super::StoreError;
use crate::StoredForecast;

/// Keeps forecasts by id.
#[async_trait]
pub trait ForecastStore: Send + Sync + std::fmt::Debug {
    /// Keeps a forecast under its id; when this returns, a crash does not lose it.
    async fn put(&self, forecast: &StoredForecast) -> Result<(), StoreError>;

    /// The forecast with this id. An id that no forecast can have is simply not there.
    async fn get(&self, id: &str) -> Result<Option<StoredForecast>, StoreError>;

    /// The id of the forecast made last, be it damaged or not.
    async fn newest_id(&self) -> Result<Option<String>, StoreError>;

    /// The newest forecast.
    async fn newest(&self) -> Result<Option<StoredForecast>, StoreError>;
}
