//! `understand`: a forecast request suited to its data: the grid, the expression that is sent, and the nature of the values.

#[cfg(test)]
mod tests;
mod young;

use std::sync::Arc;

use api::{ForecastParams, NoteView, Param, Suggestion};
use profile::{DeclaredType, Metric, Profile, Quantity};
use promql::{MetricInfo, MetricKind};
use timeseries::{Duration, Labels, Timestamp};

use crate::forecast_request::{Known, coarser, is_chosen};
use crate::nature::nature;
use crate::read_series::ChosenSource;
use crate::sampling::Sampling;
use crate::{Error, ForecastRequest, Service};

/// A question with what is known of the data it is about.
pub(crate) struct Asked<'a> {
    params: &'a ForecastParams,
    now: Timestamp,
    chosen: &'a ChosenSource,
    declared: Arc<Vec<MetricInfo>>,
    sampling: Sampling,
    /// The spacing that the source itself tells.
    resolution: Option<Duration>,
    notes: Vec<NoteView>,
}

impl Service {
    /// Parses a request and chooses its source. Parameters left to Promcast suit the data: a step is not finer than the samples,
    /// a young metric is read from its first sample. A given step with more points than can be forecast is made coarser. The
    /// notes of the request list these changes.
    pub(crate) async fn understand(
        &self,
        params: &ForecastParams,
        now: Timestamp,
    ) -> Result<(ForecastRequest, ChosenSource), Error> {
        let (coarse, notes) = match coarser(params) {
            Some((coarse, note)) => (coarse, vec![NoteView { text: note, suggestion: None }]),
            None => (params.clone(), Vec::new()),
        };
        let first = ForecastRequest::parse(&coarse, now)?;
        let chosen = self.choose_source(first.source.as_deref())?;
        crate::read_series::refuse_hostile(&first.expr)?;
        let (sampling, declared, resolution) = tokio::join!(
            self.sampling(&chosen, &first.expr, first.end),
            self.remembered_metrics(&chosen),
            chosen.source.resolution(&first.expr, first.end)
        );
        let declared = declared.unwrap_or_default();
        let asked = Asked { params: &coarse, now, chosen: &chosen, declared, sampling, resolution, notes };
        let request = asked.planned(None)?;
        let request = match is_chosen(params, Param::Range) {
            true => request,
            false => self.young(&asked, request).await?,
        };
        Ok((request, chosen))
    }
}

impl Asked<'_> {
    /// The question on a grid that suits the data, of which there are `history` where that is less than would be read.
    fn planned(&self, history: Option<Duration>) -> Result<ForecastRequest, Error> {
        let resolution = self.resolution.or(self.sampling.coarsest().map(|spacing| spacing.usual));
        let known = Known { resolution, grid: self.sampling.grid(), history };
        let mut request = ForecastRequest::with(self.params, self.now, known)?;
        request.notes.clone_from(&self.notes);
        if request.as_rate {
            self.show_rate(&mut request);
        }
        if let Some(rewritten) = self.sampling.rewritten(&request.expr, request.grid.step) {
            request.sent = Some(rewritten.expr);
            request.note(rewritten.note);
        }
        request.wider = self.sampling.wider_windows(&request.expr);
        request.profile = self.profile(&request.expr, &Labels::default());
        request.read_values(self.params)?;
        Ok(request)
    }

    fn profile(&self, expr: &str, labels: &Labels) -> Profile {
        Profile::of(&nature(expr, &self.declared, labels), self.sampling.coarsest())
    }

    /// The rate of a counter in the place of the counter itself.
    fn show_rate(&self, request: &mut ForecastRequest) {
        let Ok(inspection) = promql::inspect(&request.expr) else { return };
        let kind_of = |name: &str| kind_of(&self.declared, name);
        let spacing = self.sampling.coarsest().map_or(Duration::default(), |spacing| spacing.usual);
        let offer = inspection.rate_offer(request.grid.step.max(spacing), kind_of);
        if let Some(rate) = offer {
            request.is_counter_rate = true;
            request.expr = rate;
            request.notes.push(NoteView {
                text: "Counter: showing its rate per second.".to_owned(),
                suggestion: Some(Suggestion {
                    label: "Show the raw counter".to_owned(),
                    params: self.params.clone().with(Param::Raw, "true"),
                }),
            });
        }
    }
}

/// The type of a metric: the declared one, or the one that its name tells.
pub(crate) fn kind_of(declared: &[MetricInfo], name: &str) -> MetricKind {
    let declared = declared.iter().find(|metric| metric.name == name).map(|metric| metric.kind).unwrap_or_default();
    if declared != MetricKind::Unknown {
        return declared;
    }
    let labels = Labels::default();
    let metric = Metric { name, declared: DeclaredType::Unknown, help: "", unit: "", labels: &labels };
    match Quantity::of_metric(&metric).kind() {
        profile::Kind::Counter => MetricKind::Counter,
        _ => MetricKind::Unknown,
    }
}

/// The profile of one series of an answer, whose own labels may tell type and unit.
pub(crate) fn profile_of(request: &ForecastRequest, declared: &[MetricInfo], labels: &Labels) -> Profile {
    let Profile { kind, unit, limits, may_be_negative, .. } =
        Profile::of(&nature(&request.expr, declared, labels), None);
    Profile { kind, unit, limits, may_be_negative, ..request.profile.clone() }
}
