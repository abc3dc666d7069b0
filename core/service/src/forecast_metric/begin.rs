//! Starting points of a page without a query, or with one about the samples alone.

use api::{ForecastParams, Param, Problem, StartingPoint, Suggestion};

use crate::{Service, SourceKind};

/// The first question.
pub(super) enum Begin {
    /// Asked at once.
    Asks(Box<ForecastParams>),
    /// Offered.
    Offers(Vec<StartingPoint>),
}

impl Service {
    /// The first example of the samples; questions about what any other source has, as links.
    pub(super) async fn first_question(&self, params: &ForecastParams) -> Result<Begin, Problem> {
        let entries = self.sources.list();
        let asked = params.source.trim();
        let entry = entries.into_iter().find(|entry| asked.is_empty() || entry.name == asked);
        match entry {
            Some(entry) if entry.kind == SourceKind::Demo && !entry.examples.is_empty() => {
                let first = entry.examples.into_iter().next();
                Ok(Begin::Asks(Box::new(first.map(|example| example.params).unwrap_or_default())))
            }
            Some(entry) if !entry.examples.is_empty() => {
                Ok(Begin::Offers(entry.examples.into_iter().map(example).collect()))
            }
            Some(entry) => Ok(Begin::Offers(self.starting_points(asked, entry.kind).await?.to_vec())),
            None => Ok(Begin::Offers(self.starting_points(asked, SourceKind::Prometheus).await?.to_vec())),
        }
    }

    /// Returns true if the expression came along from the samples when another source was chosen: it reads metrics that only the
    /// samples have. It stays if the source does not list its metrics.
    pub(super) async fn is_left_of_the_samples(&self, params: &ForecastParams) -> bool {
        let entries = self.sources.list();
        let Some(sample) = entries.iter().find(|entry| entry.kind == SourceKind::Demo) else { return false };
        let chosen = match params.source.trim() {
            "" => entries.first().map(|entry| entry.name.as_str()).unwrap_or_default(),
            name => name,
        };
        if chosen == sample.name {
            return false;
        }
        let Ok(inspection) = promql::inspect(&params.expr) else { return false };
        let read = inspection.metric_names();
        if read.is_empty() {
            return false;
        }
        let Ok(of_samples) = self.metrics_of(&sample.name).await else { return false };
        let are_samples = read.iter().all(|name| of_samples.iter().any(|metric| metric.name == *name));
        are_samples
            && self
                .metrics_of(chosen)
                .await
                .is_ok_and(|has| read.iter().all(|name| has.iter().all(|metric| metric.name != *name)))
    }
}

fn example(example: Suggestion) -> StartingPoint {
    StartingPoint { question: example.label, params: example.params, values: Vec::new() }
}

/// A source, and nothing asked of it.
pub(super) fn only_source(params: &ForecastParams) -> ForecastParams {
    ForecastParams::default().with(Param::Source, &params.source)
}
