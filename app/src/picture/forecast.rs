//! A forecast as a chart: history, forecast, bands, threshold.

use api::{BandView, ForecastView, LineView, Param};
use chart::{BandArea, Chart, ChartError, Line, Role, Size, Theme, Threshold};
use timeseries::text::number;

use super::WIDE;

/// The chart of a forecast.
#[must_use]
pub fn forecast_chart(view: &ForecastView, size: Size, id: &str) -> Chart {
    let series = &view.series;
    Chart {
        id: id.to_owned(),
        title: title(view),
        description: format!("{} {}", series.answer, series.proof),
        size,
        window: view.question.window,
        lines: lines(view),
        bands: series.bands.iter().enumerate().map(|(index, band)| area(index, band, &series.forecast)).collect(),
        now: Some(view.question.origin),
        threshold: view
            .question
            .threshold
            .map(|value| Threshold { value, label: format!("threshold {}", number(value)) }),
        from_zero: false,
    }
}

/// What a link may leave out of the chart: two lines, the narrowest band, and all wider ones.
const KEYS: [&str; 4] = ["history", "forecast", "band-1", "band-2"];

/// What a link leaves out; names that are no key are left alone.
#[must_use]
pub fn hidden_keys(text: &str) -> Vec<&'static str> {
    KEYS.into_iter().filter(|key| text.split(' ').any(|word| word == *key)).collect()
}

/// The chart of a forecast as a file of its own, without what its link leaves out.
///
/// # Errors
/// The chart has no time to draw.
pub fn forecast_picture(view: &ForecastView, theme: Theme) -> Result<String, ChartError> {
    let hidden = hidden_keys(view.params.get(Param::Hide));
    let is_shown = |key: &str| !hidden.contains(&key);
    let mut chart = forecast_chart(view, WIDE, "forecast");
    chart.lines.retain(|line| is_shown(if line.role == Role::Forecast { "forecast" } else { "history" }));
    chart.bands.retain(|band| is_shown(if band.rank == 1 { "band-1" } else { "band-2" }));
    chart::standalone(&chart, theme)
}

/// The expression, or the labels where the expression gives several series.
fn title(view: &ForecastView) -> String {
    match view.list.count {
        0 | 1 => view.question.expr.clone(),
        _ => format!("{} {}", view.question.expr, view.series.labels.without_metric_name()),
    }
}

/// Where a finer history is there for the window, it is drawn instead of the coarse one.
fn lines(view: &ForecastView) -> Vec<Line> {
    let series = &view.series;
    let history = series.detail.as_ref().unwrap_or(&series.history);
    let strange = series.anomalies.values.as_ref().map(|values| line(Role::Anomaly, "not expected", values));
    let lines = [line(Role::History, "measured", history), line(Role::Forecast, "forecast", &series.forecast)];
    let limit = series.limit.as_ref().map(|values| line(Role::Limit, "threshold", values));
    lines.into_iter().chain(strange).chain(limit).collect()
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
