//! A forecast as a chart: which line is which. Used by the page, and by the server's pictures to download.

use api::{BandView, ForecastView, LineView};
use chart::{BandArea, Chart, Line, Role, Size, Threshold};
use timeseries::text::number;

/// A chart as wide as a screen.
pub const WIDE: Size = Size { width_px: 1100, height_px: 420 };
/// A chart as wide as a phone.
pub const NARROW: Size = Size { width_px: 360, height_px: 300 };

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

/// The expression, or the labels where the expression gives several series.
fn title(view: &ForecastView) -> String {
    match view.picks.len() {
        0 | 1 => view.question.expr.clone(),
        _ => format!("{} {}", view.question.expr, view.series.labels.without_metric_name()),
    }
}

/// Where a finer history is there for the window, it is drawn instead of the coarse one.
fn lines(view: &ForecastView) -> Vec<Line> {
    let series = &view.series;
    let history = series.detail.as_ref().unwrap_or(&series.history);
    vec![line(Role::History, "measured", history), line(Role::Forecast, "forecast", &series.forecast)]
}

fn line(role: Role, name: &str, line: &LineView) -> Line {
    Line { role, name: name.to_owned(), grid: line.grid(), values: line.values.clone() }
}

fn area(index: usize, band: &BandView, forecast: &LineView) -> BandArea {
    BandArea {
        level_text: format!("{} % band", band.level),
        rank: index + 1,
        grid: forecast.grid(),
        lower: band.lower.clone(),
        upper: band.upper.clone(),
    }
}
