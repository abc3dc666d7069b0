//! The forecast of a counter as it stands: its restarts are no falls, so they are taken out before and put back after.

use forecast::{Bounds, Cancel, Forecast, ForecastError, Quality, Spec};
use timeseries::GridSeries;

/// The forecast of a series; of a counter as if it had never started again.
pub(crate) fn forecast_of(
    series: &GridSeries,
    spec: &Spec,
    is_counter: bool,
    cancel: &Cancel,
) -> Result<Forecast, ForecastError> {
    let lost = if is_counter { lost(&series.values) } else { Vec::new() };
    let Some(total) = lost.last().copied().filter(|total| *total > 0.0) else {
        return forecast::forecast(series, spec, cancel);
    };
    let values = series.values.iter().zip(&lost).map(|(value, lost)| value + lost).collect();
    let whole = GridSeries { values, ..series.clone() };
    // The limits are those of what is shown.
    let anywhere = Bounds { max: None, ..spec.bounds };
    let forecast = forecast::forecast(&whole, &Spec { bounds: anywhere, ..spec.clone() }, cancel)?;
    Ok(put_back(forecast, series, spec.bounds, &lost, total))
}

/// Sums the losses at all restarts up to each point. At a fall, also that of a sum of counters of which one restarted, the
/// counter is taken to have grown as at the point before.
fn lost(values: &[f64]) -> Vec<f64> {
    let (mut previous, mut grown, mut lost) = (f64::NAN, 0.0, 0.0);
    let lost_at = |value: &f64| {
        if value.is_finite() {
            match *value < previous {
                true => lost += previous + grown - value,
                false if previous.is_finite() => grown = value - previous,
                false => {}
            }
            previous = *value;
        }
        lost
    };
    values.iter().map(lost_at).collect()
}

fn put_back(mut forecast: Forecast, series: &GridSeries, given: Bounds, lost: &[f64], total: f64) -> Forecast {
    let bounds = Bounds { min: Some(given.min.unwrap_or(0.0)), ..given };
    let shown = |value: &mut f64| {
        let above = bounds.min.map_or(*value - total, |min| (*value - total).max(min));
        *value = bounds.max.map_or(above, |max| above.min(max));
    };
    forecast.yhat.iter_mut().for_each(shown);
    for band in &mut forecast.bands {
        band.lower.iter_mut().chain(&mut band.upper).for_each(shown);
    }
    forecast.fitted.iter_mut().zip(lost).for_each(|(fitted, lost)| *fitted -= lost);
    forecast.bounds = bounds;
    forecast.quality = Quality::of(series);
    forecast
}

#[cfg(test)]
mod tests {
    use super::*;
    use forecast::{AlarmBudget, Anomalies, ModelChoice};
    use timeseries::{Duration, Grid, Labels, Timestamp};

    /// Rises by ten a minute, and starts again every so many points.
    fn restarted(points: usize, every: usize) -> GridSeries {
        let grid = Grid { start: Timestamp::from_ms(0), step: Duration::MINUTE, len: points };
        let noise = |index: usize| ((index * 7919) % 13) as f64 / 13.0;
        let values = (0..points).map(|index| 10.0 * (index % every) as f64 + noise(index)).collect();
        GridSeries { labels: Labels::default(), grid, values }
    }

    #[test]
    fn a_restart_is_no_anomaly_and_no_fall_to_come() {
        let series = restarted(600, 250);
        let spec = Spec::new(30, vec!["80".parse().unwrap()], ModelChoice::Auto);
        let forecast = forecast_of(&series, &spec, true, &Cancel::default()).unwrap();
        let anomalies = Anomalies::of(&series, &forecast, AlarmBudget::ONE_A_WEEK);
        assert!(anomalies.events.is_empty(), "{:?}", anomalies.events);
        let last = series.values[599];
        assert!((forecast.yhat[29] - (last + 300.0)).abs() < 30.0, "{last} {:?}", forecast.yhat);
        assert!(forecast.bands[0].lower[29] > last, "{:?}", forecast.bands);
        assert_eq!(forecast.quality.resets, 2, "they are told all the same");
    }

    #[test]
    fn what_is_no_counter_stays_as_it_is() {
        let series = restarted(600, 250);
        let spec = Spec::new(30, Vec::new(), ModelChoice::Auto);
        let plain = forecast::forecast(&series, &spec, &Cancel::default()).unwrap();
        let same = forecast_of(&series, &spec, false, &Cancel::default()).unwrap();
        assert_eq!(format!("{plain:?}"), format!("{same:?}"));
    }

    #[test]
    fn falls_of_a_sum_go_on_as_before() {
        assert_eq!(lost(&[1.0, 5.0, f64::NAN, 3.0, 4.0, 0.0]), [0.0, 0.0, 0.0, 6.0, 6.0, 11.0]);
        assert_eq!(lost(&[5.0, 1.0]), [0.0, 4.0]);
    }
}
