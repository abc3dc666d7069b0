//! The list of evaluations.

use api::EvaluationsView;

use super::*;

async fn listed(service: &Service, query: &str) -> EvaluationsView {
    match tab(service, query).await.unwrap() {
        ModelsTab::Evaluations(view) => view,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn none_teaches_how_to_make_one() {
    let view = listed(&service().await, "tab=evaluations").await;
    assert_eq!(view.sentence, "No evaluations yet.");
    assert!(view.rows.is_empty() && view.history.is_none() && view.notes.is_empty());
    assert_eq!(view.request.path, "/evaluate");
    let sent: serde_json::Value = serde_json::from_str(&view.request.body).unwrap();
    assert!(sent["data"][0]["cnt"].is_number() && sent["data"][0]["hr"].is_number(), "{sent}");
}

#[tokio::test]
async fn the_newest_is_the_answer_and_each_has_its_report() {
    let service = service().await;
    evaluated(&service, "alike", "2011-01-08", 0.0).await;
    let hot = evaluated(&service, "hot", "2011-07-02", 0.6).await;
    let view = listed(&service, "tab=evaluations&failed=yes").await;
    assert_eq!(view.rows.len(), 2);
    let row = view.rows.iter().find(|row| row.period == "hot").unwrap();
    assert_eq!(row.link, format!("/models?tab=report&id={}", hot.id));
    assert_eq!((row.rows.as_str(), row.training_rows.as_str()), ("168", "0"));
    let alike = view.rows.iter().find(|row| row.period == "alike").unwrap();
    assert_eq!(alike.training_rows, "168");
    let history = view.history.unwrap();
    assert_eq!((history.rmse.len(), history.periods.len()), (2, 2));
    assert!(history.out_of_bag > 0.0 && history.summary.starts_with("The largest error was "), "{}", history.summary);
    assert_eq!(view.notes.len(), 1);
}
