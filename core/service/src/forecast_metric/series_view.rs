//! The view of the series that is shown.

use api::{BandView, LineView, SeriesView};
use forecast::{Band, Forecast};
use timeseries::{Grid, GridSeries, Timestamp};

use super::LIKELY_LEVEL_PERCENT;
use super::anomalies_view::anomalies_view;
use super::backtest_view::{backtest_view, measured_coverage};
use super::crossing_view::crossing_view;
use super::quality_view::quality_view;
use super::sentences;
use crate::ForecastRequest;

/// All that is shown of one series.
pub(super) fn series_view(
    series: &GridSeries,
    forecast: &Forecast,
    detail: Option<GridSeries>,
    request: &ForecastRequest,
    now: Timestamp,
) -> SeriesView {
    let likely = forecast.bands.iter().find(|band| band.level.percent() == LIKELY_LEVEL_PERCENT);
    let crossing =
        request.threshold.zip(series.last()).map(|(threshold, (_, last))| crossing_view(forecast, last, threshold));
    SeriesView {
        labels: series.labels.clone(),
        answer: sentences::answer(series, forecast, likely, crossing.as_ref(), now),
        proof: sentences::proof(forecast),
        history: line(series.grid, &series.values),
        detail: detail.map(|detail| line(detail.grid, &detail.values)),
        forecast: line(forecast.grid, &forecast.yhat),
        bands: request
            .levels
            .iter()
            .filter_map(|level| forecast.bands.iter().find(|band| band.level == *level))
            .map(|band| band_view(band, forecast))
            .collect(),
        crossing,
        anomalies: anomalies_view(series, forecast),
        backtest: backtest_view(forecast, &request.levels),
        quality: quality_view(&forecast.quality),
    }
}

fn line(grid: Grid, values: &[f64]) -> LineView {
    LineView { start: grid.start, step: grid.step, values: values.to_vec() }
}

fn band_view(band: &Band, forecast: &Forecast) -> BandView {
    BandView {
        level: band.level.to_string(),
        lower: band.lower.clone(),
        upper: band.upper.clone(),
        measured_coverage: measured_coverage(forecast, band.level).map(|coverage| coverage.share),
    }
}
