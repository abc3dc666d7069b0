//! Evaluations on a real folder: round trips, restarts, damage that is named and skipped, and the bound.

use std::fs;
use std::path::Path;

use service::fakes::evaluation_of;
use service::{EvaluationStore, StoreError};

use crate::{DEFAULT_KEEP_EVALUATIONS, EvaluationFiles};

fn open(dir: &Path) -> EvaluationFiles {
    EvaluationFiles::open(dir, DEFAULT_KEEP_EVALUATIONS).unwrap()
}

#[tokio::test]
async fn keeps_what_every_store_promises() {
    let dir = tempfile::tempdir().unwrap();
    service::fakes::check_evaluations(&open(dir.path())).await;
    // After a restart a list is read from the files themselves.
    let list = open(dir.path()).list().await.unwrap();
    assert_eq!(list.evaluations.len(), 2);
    assert_eq!(list, open(dir.path()).list().await.unwrap());
}

#[tokio::test]
async fn damage_is_named_and_the_rest_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let evaluations: Vec<_> = (0..3).map(|minute| evaluation_of(1_700_000_000 + 60 * minute, "week")).collect();
    for evaluation in &evaluations {
        open(dir.path()).put(evaluation).await.unwrap();
    }
    let file = |index: usize| dir.path().join("evaluations").join(format!("{}.json", evaluations[index].id));
    let whole = fs::read(file(1)).unwrap();
    for broken in [&whole[..whole.len() / 2], &[], &[&whole[..], b" "].concat()[..]] {
        fs::write(file(1), broken).unwrap();
        let files = open(dir.path());
        let list = files.list().await.unwrap();
        assert_eq!(list.damaged, [evaluations[1].id.clone()]);
        assert_eq!(list.evaluations, [evaluations[2].summary(), evaluations[0].summary()]);
        let refused = files.get(&evaluations[1].id).await;
        assert!(matches!(refused, Err(StoreError::Damaged { what: "evaluation", .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn only_the_newest_are_kept_and_listed() {
    let dir = tempfile::tempdir().unwrap();
    let files = EvaluationFiles::open(dir.path(), 2).unwrap();
    for minute in [3, 1, 4, 2] {
        files.put(&evaluation_of(1_700_000_000 + 60 * minute, "week")).await.unwrap();
    }
    let seconds = |list: service::EvaluationList| -> Vec<f64> {
        list.evaluations.iter().map(|evaluation| evaluation.created.seconds() - 1_700_000_000.0).collect()
    };
    assert_eq!(seconds(files.list().await.unwrap()), [240.0, 180.0]);
}
