//! Contract of every store of evaluations; run on the fake and on the adapter.

use drift::compatible::{ColumnTest, DatasetVerdict, Method};
use drift::honest::{ColumnFinding, Direction, ErrorFinding, ExpectedError, HonestReport, Reason, Settings};
use regression::Scores;
use timeseries::Timestamp;

use crate::{EvaluatedColumn, EvaluatedRows, EvaluationStore, StoredEvaluation};

/// An evaluation made at `seconds`, with a null in it.
#[must_use]
pub fn evaluation_of(seconds: i64, period: &str) -> StoredEvaluation {
    let created = Timestamp::from_seconds(seconds);
    let scores = Scores { rows: 1, rmse: 0.1 + 0.2, mae: 1e-300, r2: None, mape: Some(1.0 / 3.0), mean_error: -2.5 };
    let rows = EvaluatedRows {
        times: vec![Some(created), None],
        features: vec![EvaluatedColumn { name: "a\"\\\n".to_owned(), values: vec![0.1, f64::NAN] }],
        actual: vec![16.0, f64::NAN],
        predicted: vec![f64::NAN, -0.0],
        trained_on: vec![true, false],
    };
    let evaluation = StoredEvaluation {
        id: String::new(),
        created,
        model: "bike-sharing".to_owned(),
        model_sha256: "ab".repeat(32),
        period: period.to_owned(),
        simulated: false,
        rows,
        scores,
        baseline: scores,
        training_rows: 1,
        compatible: compatible(),
        honest: honest(),
        warnings: vec!["one".to_owned()],
    };
    evaluation.with_id()
}

fn compatible() -> DatasetVerdict {
    let test = ColumnTest {
        name: "a".to_owned(),
        method: Method::KolmogorovSmirnov,
        threshold: 0.05,
        score: Some(1e-12),
        drifted: true,
        nulls_reference: 0,
        nulls_current: 1,
    };
    DatasetVerdict { columns: vec![test], drifted_columns: 1, share: 1.0, drifted: true }
}

fn honest() -> HonestReport {
    let finding = ColumnFinding {
        name: "a".to_owned(),
        statistic: 0.25,
        p_value: Some(0.01),
        q_value: None,
        drifted: true,
        direction: Some(Direction::Higher),
        null_share_reference: 0.0,
        null_share: 0.5,
        new_categories: vec![(-1.0, 3)],
        outside_share: 0.0,
        added_squared_error: 1.0,
    };
    let expected = ExpectedError {
        severity: 2.5,
        rmse: 2.5,
        reference_rmse: 1.0,
        from_inside: 4.0,
        from_outside: 2.0,
        from_age: 0.25,
        p_value: 0.02,
    };
    HonestReport {
        columns: vec![finding],
        inputs_drifted: true,
        expected,
        error: Some(ErrorFinding { rmse: 2.0, reference_rmse: 1.0, p_value: 0.001 }),
        flagged: true,
        reasons: vec![Reason::ErrorRisen, Reason::ErrorExpected],
        reference_days: 31,
        current_days: 7,
        shared_days: 0,
        settings: Settings::default(),
    }
}

/// Checks an empty store.
///
/// # Panics
/// The store breaks a promise.
#[expect(clippy::panic, clippy::expect_used, reason = "a contract fails loudly, and only tests run it")]
pub async fn check_evaluations(store: &dyn EvaluationStore) {
    assert_eq!(store.list().await.expect("an empty store answers"), crate::EvaluationList::default());
    let (older, newer) = (evaluation_of(1_700_000_000, "week1"), evaluation_of(1_700_000_060, "week2"));
    for evaluation in [&newer, &older] {
        store.put(evaluation).await.expect("an evaluation is kept");
    }
    for evaluation in [&newer, &older] {
        match store.get(&evaluation.id).await.expect("a store answers") {
            Some(kept) => assert_eq!(format!("{kept:?}"), format!("{evaluation:?}"), "to the bit, nulls too"),
            None => panic!("{} is lost", evaluation.id),
        }
    }
    let list = store.list().await.expect("a store answers");
    assert_eq!(list.evaluations, [newer.summary(), older.summary()], "the newest first, not the one kept last");
    assert_eq!(list.damaged, Vec::<String>::new());
    for stranger in ["", "..", "../x", "20231114T221320Z-00000000", "日"] {
        assert!(store.get(stranger).await.expect("an unknown id is no failure").is_none(), "{stranger}");
    }
}
