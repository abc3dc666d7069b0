//! The report of an evaluation.

use api::ReportView;

use super::*;

async fn reported(service: &Service, query: &str) -> ReportView {
    match tab(service, query).await.unwrap() {
        ModelsTab::Report(view) => *view,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_hot_july_is_off_and_says_where() {
    let service = service().await;
    evaluated(&service, "alike", "2011-01-08", 0.0).await;
    let hot = evaluated(&service, "hot", "2011-07-02", 0.6).await;
    let view = reported(&service, &format!("tab=report&id={}", hot.id)).await;
    assert!(
        view.sentence.starts_with("Off by ") && view.sentence.contains(" times the out-of-bag error"),
        "{}",
        view.sentence
    );
    // Temperatures and month moved: enough for the honest verdict, and too few columns for the other.
    assert!(view.honest.is_drift && !view.compatible.is_drift);
    assert!(view.compatible.sentence.starts_with("3 of 11 columns drifted"), "{}", view.compatible.sentence);
    assert_eq!(
        view.scores.iter().map(|score| score.name).collect::<Vec<_>>(),
        ["RMSE", "MAE", "R²", "MAPE", "Mean error"]
    );
    assert_eq!(view.scatter.points.len(), 168);
    assert!(view.scatter.summary.contains("It underpredicts by "), "{}", view.scatter.summary);
    let time = view.in_time.as_ref().unwrap();
    assert_eq!((time.grid.len, time.grid.step, time.window), (168, Duration::HOUR, time.whole));
    assert!((time.error[5] - (time.predicted[5] - time.actual[5])).abs() < 1e-12);
    assert_eq!(view.drift.len(), 11);
    assert_eq!(view.drift[0].link.as_deref().unwrap().split('#').next_back(), Some("column"));
    assert_eq!(view.distributions.len(), 1);
    assert_eq!(view.distributions[0].second, "hot");
    assert!(view.notes.is_empty(), "{:?}", view.notes);
}

#[tokio::test]
async fn training_rows_are_named() {
    let service = service().await;
    evaluated(&service, "alike", "2011-01-08", 0.0).await;
    let view = reported(&service, "tab=report&column=hr").await;
    assert!(
        view.notes.iter().any(|note| note.starts_with("168 of 168 rows are known from training")),
        "{:?}",
        view.notes
    );
    assert_eq!(view.error_by.label, "Hour, o'clock");
    assert_eq!(view.error_by.groups.len(), 24);
    assert!(view.distributions[0].first_shares.iter().all(|share| (share - 1.0 / 24.0).abs() < 1e-12));
}

#[tokio::test]
async fn a_part_of_the_time_is_shown() {
    let service = service().await;
    evaluated(&service, "alike", "2011-01-08", 0.0).await;
    let start = day("2011-01-09").start().ms() / 1000;
    let view = reported(&service, &format!("tab=report&zoom={start}~{}", start + 86_400)).await;
    let time = view.in_time.unwrap();
    assert_eq!((time.window.start, time.window.length()), (day("2011-01-09").start(), Duration::DAY));
    assert!(!view.links.unwrap().query.contains("zoom"));
}

#[tokio::test]
async fn a_file_has_every_column_and_no_links() {
    let service = service().await;
    let kept = evaluated(&service, "alike", "2011-01-08", 0.0).await;
    let view = service.report_file(None, &kept.id).await.unwrap();
    assert!(view.made.starts_with("168 rows, 2011-01-08 to 2011-01-14, made 20"), "{}", view.made);
    assert_eq!((view.links, view.distributions.len()), (None, 13));
    assert!(view.drift.iter().all(|row| row.link.is_none()));
    assert!(service.report_file(Some("nobody"), &kept.id).await.is_err());
    assert!(service.report_file(None, "nothing").await.is_err());
}

#[tokio::test]
async fn the_rows_are_a_table() {
    let service = service().await;
    let kept = evaluated(&service, "alike", "2011-01-08", 0.0).await;
    let csv = String::from_utf8(service.evaluation_csv(None, &kept.id).await.unwrap()).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 169);
    assert!(lines[0].starts_with("dteday,temp,atemp,") && lines[0].ends_with(",cnt,prediction,error,trained_on"));
    assert!(lines[1].starts_with("2011-01-08 00:00:00,") && lines[1].ends_with(",true"), "{}", lines[1]);
    assert!(service.evaluation_csv(None, "nothing").await.is_err());
}
