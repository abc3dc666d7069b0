//! The models' page on fakes: what it says of a row, of evaluations, of two side by side, and of what makes no sense.

mod bad_questions;
mod compare;
mod evaluations;
mod predict;
mod report;

use std::sync::{Arc, LazyLock};

use api::{ModelsParams, ModelsProblem, ModelsTab};
use regression::{Model, Origin, Rows, Schema, Settings, bike_sharing, encode, train};
use timeseries::{Day, Duration, Timestamp};

use crate::fakes::{
    FakeSource, FakeSources, FakeSql, FixedClock, MemoryArchive, MemoryEvaluations, MemoryModels, MemoryStore,
};
use crate::model::{ModelToLoad, Models};
use crate::{Memory, Pool, Service, StoredEvaluation};

/// Noon of 2026-11-20.
pub(super) fn now() -> Timestamp {
    Timestamp::from_ms(day("2026-11-20").start().ms() + 43_200_000)
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn schema() -> Schema {
    bike_sharing()
}

/// So many days of hours from a day on: bikes by the hour and the warmth, days alike but for `warmer`.
fn rows(first: &str, days: i64, warmer: f64) -> Rows {
    let mut rows = Rows::new(schema().features.len());
    for date in day(first).through(day(first).plus_days(days - 1)) {
        for hour in 0..24_u32 {
            let weekday = f64::from(u32::try_from(date.days_since(day("2011-01-02")).rem_euclid(7)).unwrap());
            let temp = 0.2 + 0.01 * f64::from(hour % 12) + 0.002 * weekday + warmer;
            let workday = f64::from(u8::from((1.0..6.0).contains(&weekday)));
            let (_, month, _) = date.ymd();
            let row = [temp, temp, 0.5, 0.1, f64::from(month), f64::from(hour), weekday, 1.0, 0.0, workday, 1.0];
            let bikes = (f64::from(hour) * 3.0 + 100.0 * temp + 10.0 * workday).round();
            let time = date.start() + Duration::HOUR.times(u64::from(hour));
            rows.push_coded(&row, bikes, Some(time)).unwrap();
        }
    }
    rows
}

/// A model of the bikes of two weeks.
fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        let origin = Origin { sha256: "ab".repeat(32), note: "made up".to_owned() };
        train(&schema(), &rows("2011-01-01", 14, 0.0), Settings { trees: 20, seed: 1 }, origin).unwrap()
    });
    &MODEL
}

/// A service with that model, and a second one that nobody trained.
async fn service() -> Service {
    let file: &'static [u8] = encode(model()).leak();
    let untrained = Schema { model: "untrained".to_owned(), ..schema() };
    let wanted =
        vec![ModelToLoad { schema: schema(), built_in: Some(file) }, ModelToLoad { schema: untrained, built_in: None }];
    Service {
        sources: Arc::new(FakeSources(FakeSource::one(|_| 1.0))),
        store: Arc::new(MemoryStore::default()),
        models: Models::load(wanted, Arc::new(MemoryModels::default())).await,
        evaluations: Arc::new(MemoryEvaluations::default()),
        archive: Arc::new(MemoryArchive::default()),
        sql: Arc::new(FakeSql::default()),
        collector: None,
        console: crate::SqlConsole::default(),
        clock: Arc::new(FixedClock(now())),
        pool: Pool::new(1, 4, Duration::from_seconds(60)).unwrap(),
        counter: crate::fakes::fresh_counter(),
        uploads: crate::Uploads::default(),
        operation: Arc::new(crate::fakes::FakeOperation::default()),
        own_metrics: Arc::new(crate::fakes::FakeMetrics::default()),
        memory: Memory::default(),
    }
}

/// The evaluation of a week, kept.
async fn evaluated(service: &Service, period: &str, first: &str, warmer: f64) -> StoredEvaluation {
    let loaded = service.models.ready(None).unwrap();
    let batch = crate::evaluate::Batch {
        rows: rows(first, 7, warmer),
        period: period.to_owned(),
        simulated: false,
        note: None,
    };
    let evaluation = crate::evaluate::judged(&loaded, batch, now()).unwrap();
    service.keep_evaluation(evaluation).await.unwrap()
}

async fn tab(service: &Service, query: &str) -> Result<ModelsTab, ModelsProblem> {
    service.models_page(&ModelsParams::from_query(query)).await.unwrap().answer
}
