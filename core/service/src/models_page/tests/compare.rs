//! Two sets of rows side by side.

use api::CompareView;

use super::*;

async fn compared(service: &Service, query: &str) -> CompareView {
    match tab(service, query).await.unwrap() {
        ModelsTab::Compare(view) => *view,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn with_the_reference_unless_told_otherwise() {
    let service = service().await;
    let hot = evaluated(&service, "hot", "2011-07-02", 0.6).await;
    let view = compared(&service, "tab=compare").await;
    assert_eq!(view.names, ["hot", "reference"]);
    assert!(view.sentence.contains("that of the reference, out of bag"), "{}", view.sentence);
    assert!(view.firsts.iter().all(|choice| choice.is_chosen == (choice.id == hot.id)));
    assert_eq!(view.seconds.iter().find(|choice| choice.is_chosen).map(|choice| choice.id.as_str()), Some("reference"));
    assert_eq!(view.columns.len(), 13);
    assert!(view.columns[0].difference.contains("overlap 0"), "{:?}", view.columns[0]);
    let month = view.columns.iter().find(|row| row.name == "mnth").unwrap();
    assert_eq!(month.values, ["July (100%)", "January (100%)"]);
    assert_eq!(view.columns.iter().find(|row| row.name == "hr").unwrap().values, ["11.5", "11.5"]);
}

#[tokio::test]
async fn with_another_evaluation() {
    let service = service().await;
    let alike = evaluated(&service, "alike", "2011-01-08", 0.0).await;
    let hot = evaluated(&service, "hot", "2011-07-02", 0.6).await;
    let view = compared(&service, &format!("tab=compare&id={}&against={}&column=temp", alike.id, hot.id)).await;
    assert_eq!(view.names, ["alike", "hot"]);
    assert_eq!((view.distribution.first.as_str(), view.distribution.second.as_str()), ("hot", "alike"));
    assert!(view.scores.iter().any(|row| row.name == "Promcast's verdict" && row.values[1].starts_with("drift")));
    let same = compared(&service, &format!("tab=compare&id={}&against={}", hot.id, hot.id)).await;
    assert!(same.columns.iter().all(|row| row.difference.contains("overlap 100")), "{:?}", same.columns);
}
