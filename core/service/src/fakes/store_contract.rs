//! Contract of every store of forecasts; run on the fake and on the adapter.

use timeseries::{Labels, Timestamp};

use crate::{ForecastStore, StoredForecast, StoredSeries};

/// A forecast made at `seconds`, with a gap in it.
#[must_use]
pub fn forecast_of(seconds: i64, expr: &str) -> StoredForecast {
    let series = StoredSeries {
        labels: Labels::from_pairs([("__name__", expr), ("job", "a\"\\\n")]),
        times: vec![Timestamp::from_seconds(seconds), Timestamp::from_seconds(seconds + 60)],
        yhat: vec![0.1 + 0.2, f64::NAN],
        yhat_lower: vec![-1e300, f64::NAN],
        yhat_upper: vec![1e-300, f64::NAN],
    };
    StoredForecast::new(Timestamp::from_seconds(seconds), expr.to_owned(), "auto".to_owned(), 80.0, vec![series])
}

/// Checks an empty store.
///
/// # Panics
/// The store breaks a promise.
#[expect(clippy::panic, clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
pub async fn check_store(store: &dyn ForecastStore) {
    assert_eq!(store.newest().await.expect("an empty store answers"), None);
    let (older, newer) = (forecast_of(1_700_000_000, "up"), forecast_of(1_700_000_060, "down"));
    for forecast in [&newer, &older] {
        store.put(forecast).await.expect("a forecast is kept");
    }
    for forecast in [&newer, &older] {
        match store.get(&forecast.id).await.expect("a store answers") {
            Some(kept) => assert_eq!(format!("{kept:?}"), format!("{forecast:?}"), "to the bit, gaps too"),
            None => panic!("{} is lost", forecast.id),
        }
    }
    let newest = store.newest().await.expect("a store answers").map(|forecast| forecast.id);
    assert_eq!(newest, Some(newer.id), "the newest is the one made last, not the one kept last");
    for stranger in ["", "..", "../x", "20231114T221320Z-00000000", "日"] {
        assert_eq!(store.get(stranger).await.expect("an unknown id is no failure"), None, "{stranger}");
    }
}
