//! A forecast as a chart: history, forecast, bands, threshold.

use api::{AnomalyView, BandView, ForecastView, LineView, Param};
use chart::{BandArea, Chart, ChartError, Line, PastEnd, Remark, Role, Size, Theme, Threshold};
use timeseries::Unit;
use timeseries::text::{ds, length, significant};

use super::WIDE;

/// The chart of a forecast.
#[must_use]
pub fn forecast_chart(view: &ForecastView, size: Size, id: &str) -> Chart {
    let (series, unit) = (&view.series, view.question.unit);
    let threshold = |value| Threshold { value, label: format!("threshold {}", unit.format_within(value, f64::NAN)) };
    Chart {
        id: id.to_owned(),
        title: title(view),
        description: format!("{} {}", series.answer, series.proof),
        size,
        unit,
        window: view.question.window,
        lines: lines(view),
        bands: series.bands.iter().enumerate().map(|(index, band)| area(index, band, &series.forecast)).collect(),
        now: Some(past_end(view)),
        threshold: view.question.threshold.map(threshold),
        from_zero: false,
        remarks: remarks(view),
        foot: Vec::new(),
    }
}

/// Keys of the parts that a link may hide: two lines, the narrowest band, and all wider ones.
const KEYS: [&str; 4] = ["history", "forecast", "band-1", "band-2"];

/// Returns the keys that a link hides; unknown names are ignored.
#[must_use]
pub fn hidden_keys(text: &str) -> Vec<&'static str> {
    KEYS.into_iter().filter(|key| text.split(' ').any(|word| word == *key)).collect()
}

/// The chart of a forecast as a file of its own, without what its link leaves out, and with what a reader needs who has the
/// file alone: the sentence, the source and the time.
///
/// # Errors
/// The chart has no time to draw.
pub fn forecast_picture(view: &ForecastView, theme: Theme) -> Result<String, ChartError> {
    let hidden = hidden_keys(view.params.get(Param::Hide));
    let is_shown = |key: &str| !hidden.contains(&key);
    let mut chart = forecast_chart(view, WIDE, "forecast");
    chart.lines.retain(|line| is_shown(if line.role == Role::Forecast { "forecast" } else { "history" }));
    chart.bands.retain(|band| is_shown(if band.rank == 1 { "band-1" } else { "band-2" }));
    chart.foot = vec![view.series.answer.clone(), origin(view)];
    chart::standalone(&chart, theme)
}

/// The source, the history read, and the moment the forecast starts from, in a line.
#[must_use]
pub fn origin(view: &ForecastView) -> String {
    let question = &view.question;
    let horizon = question.step.times(question.horizon_steps as u64);
    format!(
        "Source {}, {} to {} UTC in steps of {}, {} ahead. Made of the data until {} UTC.",
        question.source,
        ds(question.range.start),
        ds(question.range.end),
        length(question.step),
        length(horizon),
        ds(question.origin)
    )
}

/// The past ends now, unless another end was asked for.
fn past_end(view: &ForecastView) -> PastEnd {
    let is_now = view.params.or_default(Param::End) == Param::End.default_text();
    PastEnd { time: view.question.origin, label: if is_now { "now" } else { "end of data" }.to_owned() }
}

/// The expression, or the labels where the expression gives several series.
fn title(view: &ForecastView) -> String {
    match view.list.count {
        0 | 1 => view.question.expr.clone(),
        _ => format!("{} {}", view.question.expr, view.series.labels.without_metric_name()),
    }
}

/// Returns the lines of the chart; a finer history of the window replaces the coarse one.
fn lines(view: &ForecastView) -> Vec<Line> {
    let series = &view.series;
    let history = series.detail.as_ref().unwrap_or(&series.history);
    let (role, name) = match series.anomalies.is_chance {
        true => (Role::Chance, "unusual, as chance brings"),
        false => (Role::Anomaly, "not expected"),
    };
    let strange = series.anomalies.values.as_ref().map(|values| line(role, name, values));
    let lines = [line(Role::History, "measured", history), line(Role::Forecast, "forecast", &series.forecast)];
    let limit = series.limit.as_ref().map(|values| line(Role::Limit, "threshold", values));
    lines.into_iter().chain(strange).chain(limit).collect()
}

/// A remark on each marked point: what was expected there, or in the event it is a part of.
fn remarks(view: &ForecastView) -> Vec<Remark> {
    let Some(marked) = &view.series.anomalies.values else { return Vec::new() };
    let times = marked.grid().times().zip(&marked.values).filter(|(_, value)| value.is_finite());
    let event_at = |time| view.series.anomalies.events.iter().find(|event| event.onset <= time && time <= event.end);
    let remark = |time| event_at(time).map(|event| Remark { time, text: expected(event, time, view.question.unit) });
    times.filter_map(|(time, _)| remark(time)).collect()
}

fn expected(event: &AnomalyView, time: timeseries::Timestamp, unit: Unit) -> String {
    let (value, expected) = event.told_apart(unit);
    let times = significant(event.score, 2);
    match event.peak == time {
        true => format!("expected {expected}: {times} times the usual distance"),
        false => format!("part of an event: {value} where {expected} was expected"),
    }
}

fn line(role: Role, name: &str, line: &LineView) -> Line {
    Line { role, name: name.to_owned(), grid: line.grid(), values: line.values.clone() }
}

fn area(index: usize, band: &BandView, forecast: &LineView) -> BandArea {
    BandArea {
        level_text: format!("{}% band", band.level),
        rank: index + 1,
        grid: forecast.grid(),
        lower: band.lower.clone(),
        upper: band.upper.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::hidden_keys;

    #[test]
    fn only_keys_become_classes() {
        assert_eq!(hidden_keys("band-1 \"><script> history"), ["history", "band-1"]);
    }
}
