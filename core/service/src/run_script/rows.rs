//! The rows a script's forecast is kept as: one a history sample with its fitted value, then the wanted steps ahead.

use forecast::Forecast;
use timeseries::{GridSeries, Timestamp};

use crate::{SeriesForecast, StoredSeries};

/// The rows of one series, where it has a forecast; of what is ahead every `stride`th point.
pub(super) fn rows(one: &SeriesForecast, stride: usize) -> Option<StoredSeries> {
    let forecast = one.forecast.as_ref().ok()?;
    let band = forecast.bands.first()?;
    let mut stored = StoredSeries {
        labels: one.series.labels.clone(),
        times: Vec::new(),
        yhat: Vec::new(),
        yhat_lower: Vec::new(),
        yhat_upper: Vec::new(),
    };
    push_history(&mut stored, &one.series, forecast);
    for index in (stride.max(1) - 1..forecast.yhat.len()).step_by(stride.max(1)) {
        let values = [forecast.yhat[index], band.lower[index], band.upper[index]];
        push(&mut stored, forecast.grid.time(index), values);
    }
    Some(stored)
}

fn push_history(stored: &mut StoredSeries, series: &GridSeries, forecast: &Forecast) {
    let Some(band) = forecast.fitted_bands().next() else {
        return;
    };
    for (index, sample) in series.present() {
        // Before its first season a model says nothing of the past; what was measured stands in its place.
        let or_sample = |fitted: f64| if fitted.is_finite() { fitted } else { sample };
        let values = [forecast.fitted[index], band.lower[index], band.upper[index]].map(or_sample);
        push(stored, series.grid.time(index), values);
    }
}

fn push(stored: &mut StoredSeries, time: Timestamp, [yhat, lower, upper]: [f64; 3]) {
    stored.times.push(time);
    stored.yhat.push(yhat);
    stored.yhat_lower.push(lower);
    stored.yhat_upper.push(upper);
}
