//! The view of the series that is shown.

use std::sync::Arc;

use api::{BandView, LineView, SeriesView};
use forecast::{Band, Forecast};
use timeseries::{Grid, GridSeries, Timestamp};

use super::LIKELY_LEVEL_PERCENT;
use super::anomalies_view::anomalies_view;
use super::backtest_view::{backtest_view, measured_coverage};
use super::changepoints_view::{changepoint_views, just_happened};
use super::crossing_view::{crossing_view, limit_line};
use super::quality_view::quality_view;
use super::sentences;
use crate::forecast_table::passage;
use crate::{ForecastRequest, Limit};

/// Inputs of the view of one series.
pub(super) struct Shown {
    pub(super) series: GridSeries,
    pub(super) forecast: Arc<Forecast>,
    pub(super) detail: Option<GridSeries>,
    pub(super) limit: Option<Limit>,
    pub(super) request: ForecastRequest,
    pub(super) now: Timestamp,
}

impl Shown {
    /// All that is shown of it.
    pub(super) fn view(self) -> SeriesView {
        let Self { series, forecast, detail, limit, request, now } = &self;
        let spacing = request.profile.spacing.map(|spacing| spacing.usual);
        let likely = forecast.bands.iter().find(|band| band.level.percent() == LIKELY_LEVEL_PERCENT);
        let passage = limit.as_ref().and_then(|limit| passage(series, forecast, limit)).zip(request.threshold.as_ref());
        let crossing =
            passage.map(|(passage, threshold)| crossing_view(&passage, forecast, threshold, request.profile.unit));
        let changepoints = changepoint_views(series, forecast);
        SeriesView {
            labels: series.labels.clone(),
            answer: sentences::answer(series, forecast, likely, crossing.as_ref(), request.profile.unit, *now),
            odds: crossing.as_ref().and_then(sentences::odds),
            proof: sentences::proof(forecast),
            history: line(series.grid, &series.values),
            detail: detail.as_ref().map(|detail| line(detail.grid, &detail.values)),
            forecast: line(forecast.grid, &forecast.yhat),
            bands: request
                .levels
                .iter()
                .filter_map(|level| forecast.bands.iter().find(|band| band.level == *level))
                .map(|band| band_view(band, forecast))
                .collect(),
            crossing,
            limit: limit_line(series, limit.as_ref()),
            anomalies: anomalies_view(series, forecast, request.alarms, request.profile.unit),
            change: just_happened(&changepoints, request.profile.unit, *now),
            changepoints,
            backtest: backtest_view(series, forecast, request),
            quality: quality_view(&forecast.quality, series, spacing, *now),
        }
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
