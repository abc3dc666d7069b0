//! The metrics of a source that fit what has been typed, for the suggestions under the expression.

use api::{ForecastParams, MetricView, Param, Problem};
use promql::{MetricInfo, MetricKind};
use timeseries::Duration;

use crate::{Error, Service, problem};

/// Maximum number of suggestions.
const SUGGESTED: usize = 50;
/// The step of the page's usual range, a week.
const STEP: Duration = Duration::from_seconds(300);

impl Service {
    /// Metrics whose name holds `typed`, those that start with it first.
    ///
    /// # Errors
    /// A [`Problem`] describing the failure.
    pub async fn list_metrics(&self, source: &str, typed: &str) -> Result<Vec<MetricView>, Problem> {
        Ok(fitting(self.metrics_of(source).await?, typed))
    }

    /// All metrics of a source.
    pub(crate) async fn metrics_of(&self, source: &str) -> Result<Vec<MetricInfo>, Problem> {
        let asked = Some(source.trim()).filter(|source| !source.is_empty());
        let found = match self.choose_source(asked) {
            Ok(chosen) => chosen.source.metrics().await.map_err(Error::from),
            Err(error) => Err(error),
        };
        let params = ForecastParams::default().with(Param::Source, source);
        found.map_err(|error| problem(&error, &params, self.clock.now()))
    }
}

/// Those whose name holds what was typed, those that start with it first.
pub(crate) fn fitting(metrics: Vec<MetricInfo>, typed: &str) -> Vec<MetricView> {
    let typed = typed.trim().to_lowercase();
    let mut fitting: Vec<_> =
        metrics.into_iter().filter(|metric| metric.name.to_lowercase().contains(&typed)).collect();
    fitting.sort_by_key(|metric| (!metric.name.to_lowercase().starts_with(&typed), metric.name.clone()));
    fitting.truncate(SUGGESTED);
    fitting.into_iter().map(metric_view).collect()
}

/// A metric with what to ask of it.
pub(crate) fn metric_view(metric: MetricInfo) -> MetricView {
    let kind = match metric.kind {
        MetricKind::Counter => "counter",
        MetricKind::Gauge => "gauge",
        MetricKind::Histogram => "histogram",
        MetricKind::Summary => "summary",
        MetricKind::Unknown => "",
    };
    let declared = metric.kind;
    let selector = promql::metric_selector(&metric.name);
    let rate = promql::inspect(&selector).ok().and_then(|inspection| inspection.rate_offer(STEP, |_| declared));
    MetricView { expr: rate.unwrap_or(selector), kind: kind.to_owned(), name: metric.name, help: metric.help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_start_with_it_come_first_and_a_counter_is_asked_for_its_rate() {
        let metric =
            |name: &str, kind| MetricInfo { name: name.into(), kind, help: String::new(), unit: String::new() };
        let metrics = vec![
            metric("node_cpu_seconds_total", MetricKind::Counter),
            metric("cpu_temp", MetricKind::Gauge),
            metric("up", MetricKind::Gauge),
        ];
        let found = fitting(metrics, " CPU ");
        assert_eq!(
            found.iter().map(|metric| metric.expr.as_str()).collect::<Vec<_>>(),
            ["cpu_temp", "rate(node_cpu_seconds_total[20m])"]
        );
    }
}
