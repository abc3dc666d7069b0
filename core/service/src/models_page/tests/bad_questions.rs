//! Tests of invalid parameters, and of models and evaluations that do not exist.

use api::{ModelsParam, ProblemKind};

use super::*;

#[tokio::test]
async fn the_parameter_at_fault_is_named() {
    let service = service().await;
    evaluated(&service, "alike", "2011-01-08", 0.0).await;
    for (query, field, words) in [
        ("tab=nonsense", ModelsParam::Tab, "There is no view `nonsense`"),
        ("tab=report&id=nothing", ModelsParam::Id, "nothing"),
        ("tab=report&id=..%2F..%2Fetc", ModelsParam::Id, "etc"),
        ("tab=report&column=beer", ModelsParam::Column, "There is no column `beer`"),
        ("tab=report&zoom=9~1", ModelsParam::Zoom, "`9~1` is no part of the time"),
        ("tab=report&zoom=x", ModelsParam::Zoom, "`x` is no part"),
        ("tab=compare&against=nothing", ModelsParam::Against, "nothing"),
        ("tab=compare&column=beer", ModelsParam::Column, "There is no column"),
    ] {
        let problem = tab(&service, query).await.unwrap_err();
        assert_eq!(problem.field, Some(field), "{query}");
        assert!(problem.problem.why.contains(words), "{query}: {}", problem.problem.why);
        assert!(matches!(problem.problem.kind, ProblemKind::BadRequest | ProblemKind::NotFound), "{query}");
    }
}

#[tokio::test]
async fn a_model_that_is_not_there_or_cannot_predict() {
    let service = service().await;
    let problem = service.models_page(&ModelsParams::from_query("model=nobody")).await.unwrap_err();
    assert_eq!((problem.field, problem.problem.kind), (Some(ModelsParam::Model), ProblemKind::NotFound));
    for query in ["model=untrained", "model=untrained&tab=report"] {
        let answer = tab(&service, query).await.unwrap();
        let ModelsTab::Nothing { next, .. } = answer else { panic!("{answer:?}") };
        assert!(next.starts_with("It is not trained yet: run `promcast train"), "{next}");
    }
    let view = service.models_page(&ModelsParams::from_query("model=untrained&tab=about")).await.unwrap();
    assert_eq!(
        view.models.iter().map(|model| model.link.as_str()).collect::<Vec<_>>(),
        ["/models?tab=about", "/models?model=untrained&tab=about"]
    );
}

#[tokio::test]
async fn without_evaluations_there_is_nothing_to_report_or_compare() {
    let service = service().await;
    for query in ["tab=report", "tab=compare", "tab=compare&against=reference"] {
        let answer = tab(&service, query).await.unwrap();
        assert!(matches!(answer, ModelsTab::Nothing { .. }), "{query}: {answer:?}");
    }
}
