//! Tests of messages of a source beside an answer or instead of one, and of queries in its own dialect.

use super::*;

#[tokio::test]
async fn what_the_source_warns_of_is_told_without_values_too() {
    let warnings = vec!["partial response: store unavailable".to_owned()];
    let empty = FakeSource { warnings, is_partial: true, ..FakeSource::one(|_| f64::NAN) };
    let problem = service(empty).forecast_metric(&asked("")).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Unprocessable);
    assert!(problem.why.ends_with("The source warns: partial response: store unavailable."), "{problem}");
    assert!(problem.next.contains("did not answer"), "{problem}");
}

#[tokio::test]
async fn native_histograms_are_offered_as_numbers() {
    let histograms = FakeSource { histograms: 2, labels: Vec::new(), ..daily() };
    let problem =
        service(histograms.clone()).forecast_metric(&asked("").with(Param::Expr, "rpc_seconds")).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Unprocessable);
    assert!(
        problem.why.contains("native histograms") && problem.next.contains("`histogram_count(rpc_seconds)`"),
        "{problem}"
    );
    let offered = problem.suggestion.unwrap().params.expr;
    assert!(offered.starts_with("histogram_quantile(0.95, rate(rpc_seconds["), "{offered}");
    let beside = FakeSource { histograms: 2, ..daily() };
    assert!(service(beside).forecast_metric(&asked("")).await.is_ok(), "numbers beside them are forecast");
}

#[tokio::test]
async fn infos_are_no_warnings() {
    let infos = vec!["PromQL info: metric might not be a counter".to_owned()];
    let service = service(FakeSource { infos: infos.clone(), ..daily() });
    let view = service.forecast_metric(&asked("threshold=capacity")).await.unwrap();
    assert!(view.warnings.is_empty());
    assert_eq!(view.infos, [infos[0].clone(), format!("Of the threshold: {}", infos[0])]);
    let (_, said) = service.forecast_table_view(&asked("")).await.unwrap();
    assert_eq!((said.warnings.len(), said.infos), (0, infos));
}

#[tokio::test]
async fn a_threshold_in_another_dialect_is_for_the_source_to_judge() {
    let service = service(daily());
    for expr in [
        "capacity default 0",
        "WITH (y = capacity) y",
        "rate(capacity[5m+1m])",
        "capacity smoothed",
        "1_000 * capacity",
    ] {
        let asked = asked("").with(Param::Threshold, expr);
        assert!(service.forecast_metric(&asked).await.is_ok(), "{expr}");
    }
    let problem = service.forecast_metric(&asked("").with(Param::Threshold, "sum(capacity")).await.unwrap_err();
    assert_eq!((problem.kind, problem.param), (ProblemKind::BadRequest, Some(Param::Threshold)));
}
