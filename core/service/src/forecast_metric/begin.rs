//! Where to begin when nothing is asked yet.

use api::{ForecastParams, Param, Problem, Suggestion};

use promql::MetricInfo;

use crate::list_metrics::metric_view;
use crate::{Service, SourceKind};

/// How many metrics of a source are offered as a first question.
const OFFERED: usize = 8;

/// The first question.
pub(super) enum Begin {
    /// Asked at once.
    Asks(Box<ForecastParams>),
    /// Offered.
    Offers(Vec<Suggestion>),
}

impl Service {
    /// The first example of the samples; metrics of any other source, as links.
    pub(super) async fn first_question(&self, params: &ForecastParams) -> Result<Begin, Problem> {
        let entries = self.sources.list();
        let asked = params.source.trim();
        let entry = entries.into_iter().find(|entry| asked.is_empty() || entry.name == asked);
        match entry {
            Some(entry) if entry.kind == SourceKind::Demo && !entry.examples.is_empty() => {
                let first = entry.examples.into_iter().next();
                Ok(Begin::Asks(Box::new(first.map(|example| example.params).unwrap_or_default())))
            }
            Some(entry) if !entry.examples.is_empty() => Ok(Begin::Offers(entry.examples)),
            Some(entry) => Ok(Begin::Offers(self.offered_metrics(asked, entry.kind).await?)),
            None => Ok(Begin::Offers(self.offered_metrics(asked, SourceKind::Prometheus).await?)),
        }
    }

    async fn offered_metrics(&self, source: &str, kind: SourceKind) -> Result<Vec<Suggestion>, Problem> {
        let metrics = self.metrics_of(source).await?;
        // Histogram buckets and what every Go program says of itself are seldom what someone wants to see first.
        let is_usual = |metric: &&MetricInfo| metric.name.ends_with("_bucket") || metric.name.starts_with("go_");
        let wanted = metrics.iter().filter(|metric| !is_usual(metric)).cloned().map(metric_view);
        let offer = |metric: api::MetricView| Suggestion {
            params: usual(kind).with(Param::Source, source).with(Param::Expr, &metric.expr),
            label: metric.expr,
        };
        Ok(wanted.take(OFFERED).map(offer).collect())
    }
}

/// What is usually asked of a source: an archive has years, and perhaps a value a day.
fn usual(kind: SourceKind) -> ForecastParams {
    match kind {
        SourceKind::Prometheus | SourceKind::Demo => ForecastParams::default(),
        SourceKind::Archive | SourceKind::Joined => {
            ForecastParams::default().with(Param::Range, "90d").with(Param::Horizon, "14d")
        }
    }
}
