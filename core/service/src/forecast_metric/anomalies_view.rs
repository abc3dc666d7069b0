//! The view of what in the history was not to be expected.

use api::{AnomaliesView, AnomalyView, LineView};
use forecast::{AlarmBudget, Anomalies, AnomalyEvent, Forecast};
use timeseries::text::counted;
use timeseries::{GridSeries, Unit};

/// The events of a history, so many by chance as the budget allows.
pub(super) fn anomalies_view(
    series: &GridSeries,
    forecast: &Forecast,
    budget: AlarmBudget,
    unit: Unit,
) -> AnomaliesView {
    let anomalies = Anomalies::of(series, forecast, budget);
    AnomaliesView {
        summary: summary(&anomalies, unit),
        is_chance: anomalies.are_chance(),
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

/// `4 points were more than 18.9 off the one-step forecast: no more than chance. Noise alone would cause up to 4 in this period.`
fn summary(anomalies: &Anomalies, unit: Unit) -> String {
    let width = unit.format(anomalies.half_width);
    let chance = format!("Noise alone would cause up to {} in this period.", anomalies.allowed);
    let noun = if anomalies.events.iter().all(|event| event.onset == event.end) { "point" } else { "event" };
    let verdict = if anomalies.are_chance() { ": no more than chance" } else { "" };
    match anomalies.events.len() {
        0 => format!("No point was more than {width} off the one-step forecast. {chance}"),
        1 => format!("1 {noun} was more than {width} off the one-step forecast{verdict}. {chance}"),
        events => {
            let events = counted(events as u64, noun);
            format!("{events} were more than {width} off the one-step forecast{verdict}. {chance}")
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
        is_chance: event.is_chance,
    }
}
