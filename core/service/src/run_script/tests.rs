//! Forecasts that are kept: the newest is the one made last.

use std::sync::Arc;

use super::*;
use crate::fakes::{FakeSource, FixedClock, MemoryStore};
use crate::forecast_metric::tests::{NOW_SECONDS, service};

#[tokio::test]
async fn the_forecast_made_last_is_the_newest_though_the_clock_went_back() {
    let store = Arc::new(MemoryStore::default());
    for (hours, level) in [(0, "80"), (-1, "90"), (-2, "70"), (24, "60")] {
        let now = Timestamp::from_seconds(NOW_SECONDS + hours * 3_600);
        let source = FakeSource::one(|time| time.seconds() % 7_200.0);
        let service = Service { store: store.clone(), clock: Arc::new(FixedClock(now)), ..service(source) };
        let script = RunScript {
            endpoint: "fake".to_owned(),
            metric: "x".to_owned(),
            duration: "4d".to_owned(),
            model: "naive".to_owned(),
            level: level.to_owned(),
            ..RunScript::default()
        };
        let made = service.run_script(&script).await.unwrap().forecast;
        assert_eq!(made.created, now);
        let newest = service.kept_forecast(None).await.unwrap().unwrap();
        assert_eq!((newest.id, newest.level), (made.id, level.parse().unwrap()), "{hours}");
    }
}
