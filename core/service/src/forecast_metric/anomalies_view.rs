//! The view of what in the history was not to be expected.

use api::{AnomaliesView, AnomalyView, LineView};
use forecast::{AlarmBudget, Anomalies, AnomalyEvent, Forecast};
use timeseries::GridSeries;
use timeseries::text::{counted, length, number};

/// The events of a history, so many by chance as the budget allows.
pub(super) fn anomalies_view(series: &GridSeries, forecast: &Forecast, budget: AlarmBudget) -> AnomaliesView {
    let anomalies = Anomalies::of(series, forecast, budget);
    AnomaliesView {
        summary: summary(&anomalies, budget),
        events: newest_first(&anomalies),
        values: (!anomalies.events.is_empty()).then(|| strange_values(series, &anomalies)),
    }
}

/// The events alone.
pub(crate) fn anomaly_views(series: &GridSeries, forecast: &Forecast, budget: AlarmBudget) -> Vec<AnomalyView> {
    newest_first(&Anomalies::of(series, forecast, budget))
}

fn newest_first(anomalies: &Anomalies) -> Vec<AnomalyView> {
    anomalies.events.iter().rev().map(event).collect()
}

/// The values beyond the edge, gaps elsewhere.
fn strange_values(series: &GridSeries, anomalies: &Anomalies) -> LineView {
    let judged = series.values.iter().zip(&anomalies.scores);
    let values = judged.map(|(value, score)| if *score > 1.0 { *value } else { f64::NAN }).collect();
    LineView { start: series.grid.start, step: series.grid.step, values }
}

fn summary(anomalies: &Anomalies, budget: AlarmBudget) -> String {
    let each = length(budget.each);
    let chance = format!("usual noise would bring at most {} in this history, one in {each}", anomalies.allowed);
    let width = number(anomalies.half_width);
    match anomalies.events.len() {
        0 => format!("Nothing lies farther than {width} from what was expected one step before; {chance}."),
        events => {
            let lie = if events == 1 { "lies" } else { "lie" };
            format!(
                "{} {lie} farther than {width} from what was expected one step before; {chance}.",
                counted(events as u64, "event")
            )
        }
    }
}

fn event(event: &AnomalyEvent) -> AnomalyView {
    AnomalyView {
        onset: event.onset,
        end: event.end,
        peak: event.peak,
        value: event.value,
        expected: event.expected,
        score: event.score,
        is_current: event.is_current,
    }
}
