//! Evaluations of a small model of rents: what is reported, what cannot be judged, and a store that fails.

use std::sync::Arc;

use async_trait::async_trait;
use regression::{Cell, Feature, Kind, Model, Origin, Record, Rows, Schema, Settings, train};
use timeseries::{Duration, Timestamp};

use super::*;
use crate::fakes::{
    FakeSource, FakeSources, FakeSql, FixedClock, MemoryArchive, MemoryEvaluations, MemoryModels, MemoryStore,
};
use crate::{
    EvaluationList, EvaluationStore, Memory, ModelToLoad, Models, Pool, SqlConsole, StoreError, StoredEvaluation,
};

pub(crate) fn feature(name: &str, kind: Kind, min: Option<f64>) -> Feature {
    Feature {
        name: name.into(),
        label: name.into(),
        kind,
        min,
        max: None,
        unit: String::new(),
        values: Vec::new(),
        example: 1.0,
    }
}

fn schema() -> Schema {
    Schema {
        model: "rent".into(),
        target: "price".into(),
        target_unit: String::new(),
        time: None,
        hour: None,
        features: vec![feature("size", Kind::Number, Some(0.0)), feature("city", Kind::Category, None)],
    }
}

/// A rent that grows with the size, in two cities.
fn rent() -> Model {
    let mut rows = Rows::new(2);
    for size in 0..60_u32 {
        let city = if size.is_multiple_of(2) { "Paris" } else { "Lyon" };
        let cells = vec![Cell::Number(f64::from(size)), Cell::Text(city)];
        let record = Record { cells, target: Cell::Number(f64::from(10 * size)), time: None };
        rows.push(&schema(), &record).unwrap();
    }
    train(&schema(), &rows, Settings { trees: 10, seed: 1 }, Origin::default()).unwrap()
}

async fn service(evaluations: Arc<dyn EvaluationStore>) -> Service {
    service_of(schema(), &rent(), evaluations).await
}

/// A service with a model as it comes out of its file.
pub(crate) async fn service_of(schema: Schema, model: &Model, evaluations: Arc<dyn EvaluationStore>) -> Service {
    let models = MemoryModels::default();
    crate::ModelStore::put(&models, &schema.model, &regression::encode(model)).await.unwrap();
    let wanted = vec![ModelToLoad { schema, built_in: None }];
    Service {
        sources: Arc::new(FakeSources(FakeSource::one(|_| 1.0))),
        store: Arc::new(MemoryStore::default()),
        models: Models::load(wanted, Arc::new(models)).await,
        evaluations,
        archive: Arc::new(MemoryArchive::default()),
        collector: None,
        sql: Arc::new(FakeSql::default()),
        console: SqlConsole::default(),
        clock: Arc::new(FixedClock(Timestamp::from_seconds(1_700_000_000))),
        pool: Pool::new(1, 4, Duration::from_seconds(60)).unwrap(),
        counter: crate::fakes::fresh_counter(),
        uploads: crate::Uploads::default(),
        operation: Arc::new(crate::fakes::FakeOperation::default()),
        own_metrics: Arc::new(crate::fakes::FakeMetrics::default()),
        memory: Memory::default(),
    }
}

async fn evaluated(table: &str) -> Result<StoredEvaluation, ModelError> {
    let service = service(Arc::new(MemoryEvaluations::default())).await;
    let asked =
        EvaluationRequest { model: Some("rent".into()), format: BodyFormat::Csv, body: table.into(), period: None };
    service.evaluate(asked).await
}

#[tokio::test]
async fn categories_never_seen_are_named_and_not_scored() {
    let evaluation = evaluated("size,city,price\n10,Paris,100\n11,Rome,110\n12,Rome,120\n,Lyon,5\n").await.unwrap();
    assert_eq!((evaluation.scores.rows, evaluation.row_count(), evaluation.period.as_str()), (1, 4, "unknown_period"));
    let told = evaluation.warnings.join("\n");
    for words in [
        "`city` has categories that the model never saw: `Rome` (2 rows).",
        "3 of 4 rows are not scored",
        "`size` is missing in 1 row of 4.",
        "1 of 4 rows is known from training: the model has seen them",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
}

#[tokio::test]
async fn rows_that_cannot_be_scored_name_the_reason() {
    let cases = [
        ("size,city,price\n1,Rome,1\n2,Rome,2\n", "city"),
        ("size,city,price\n,Paris,1\n,Paris,2\n", "size"),
        ("size,city,price\n1,Paris,\n2,Paris,\n", "price"),
        // Every column has a value somewhere, and no row has all.
        ("size,city,price\n,Paris,1\n2,Paris,\n", "price"),
    ];
    for (table, column) in cases {
        let Err(ModelError::Fields(errors)) = evaluated(table).await else { panic!("{table} was judged") };
        assert_eq!(errors[0].loc.last(), Some(&Place::Key(column.into())), "{table}");
    }
}

#[tokio::test]
async fn the_baseline_is_of_the_rows_that_are_scored() {
    let evaluation = evaluated("size,city,price\n10,Paris,100\n11,Rome,9000\n").await.unwrap();
    // The mean of 0, 10, …, 590 is 295.
    assert!((evaluation.baseline.rmse - 195.0).abs() < 1e-9, "{:?}", evaluation.baseline);
    assert_eq!(evaluation.id, evaluation.clone().with_id().id);
}

/// A store on a disk that is full.
#[derive(Debug)]
struct FullDisk;

#[async_trait]
impl EvaluationStore for FullDisk {
    async fn put(&self, _evaluation: &StoredEvaluation) -> Result<(), StoreError> {
        let source = std::io::ErrorKind::StorageFull.into();
        Err(StoreError::Io { action: "write", what: "evaluation", source })
    }

    async fn get(&self, _id: &str) -> Result<Option<Arc<StoredEvaluation>>, StoreError> {
        Ok(None)
    }

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        Ok(None)
    }

    async fn list(&self) -> Result<EvaluationList, StoreError> {
        Ok(EvaluationList::default())
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_still_an_answer() {
    let asked = EvaluationRequest {
        model: None,
        format: BodyFormat::Json,
        body: br#"{"data":[{"size":10,"city":"Paris","price":100}],"evaluation_period_name":null}"#.to_vec(),
        period: Some("full".into()),
    };
    let evaluation = service(Arc::new(FullDisk)).await.evaluate(asked).await.unwrap();
    assert_eq!((evaluation.id.as_str(), evaluation.period.as_str()), ("", "full"));
    assert!(evaluation.warnings.join("\n").contains("not kept: cannot write the evaluation"), "{evaluation:?}");
}

/// The list has the newest first, and the store keeps the newest: both go by ids.
#[tokio::test]
async fn the_evaluation_made_last_is_the_newest_though_the_clock_went_back() {
    let store = Arc::new(MemoryEvaluations::default());
    let mut made = Vec::new();
    for (seconds, period) in [(1_700_000_000, "a"), (1_600_000_000, "b"), (1_600_000_060, "c"), (1_800_000_000, "d")] {
        let clock = Arc::new(FixedClock(Timestamp::from_seconds(seconds)));
        let service = Service { clock, ..service(store.clone()).await };
        let asked = EvaluationRequest {
            model: None,
            format: BodyFormat::Json,
            body: br#"{"data":[{"size":10,"city":"Paris","price":100}]}"#.to_vec(),
            period: Some(period.into()),
        };
        let evaluation = service.evaluate(asked).await.unwrap();
        assert_eq!(evaluation.created, Timestamp::from_seconds(seconds), "when it was made is what the clock said");
        made.push(evaluation.id);
        assert_eq!(service.list_evaluations(None).await.unwrap().evaluations[0].id, made[made.len() - 1]);
    }
    assert!(made.is_sorted(), "{made:?}");
}

#[tokio::test]
async fn a_drift_can_be_made_up_for_any_model() {
    let service = service(Arc::new(MemoryEvaluations::default())).await;
    let evaluation = service.trigger_drift(None).await.unwrap();
    assert!(evaluation.simulated && evaluation.compatible.drifted, "{:?}", evaluation.compatible);
    assert_eq!((evaluation.row_count(), evaluation.training_rows), (60, 0));
    // Sizes of 0 to 59 lie nearer to zero, where the range begins, than to as far again on the other side.
    assert!(evaluation.rows.features[0].values.iter().all(|size| *size == 118.0));
}

#[test]
fn a_model_of_other_columns_is_not_taken() {
    let file = regression::encode(&rent());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let loaded = |schema: Schema| {
        let models = MemoryModels::default();
        runtime.block_on(async {
            crate::ModelStore::put(&models, "rent", &file).await.unwrap();
            Models::load(vec![ModelToLoad { schema, built_in: None }], Arc::new(models)).await
        })
    };
    let mut relabelled = schema();
    relabelled.features[0].label = "Living area".into();
    relabelled.features[0].max = Some(500.0);
    let models = loaded(relabelled);
    let ready = models.ready(Some("rent")).unwrap();
    assert_eq!(ready.model.schema.features[0].label, "Living area", "labels and ranges need no training");
    assert_eq!(ready.model.schema.features[1].values.len(), 2, "categories are those of the training");
    let mut other = schema();
    other.features[0].name = "area".into();
    let why = loaded(other).ready(Some("rent")).unwrap_err().to_string();
    assert!(why.contains("other columns") && why.contains("promcast train --model rent"), "{why}");
}
