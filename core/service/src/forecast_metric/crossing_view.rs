//! The view of when a threshold is crossed.

use api::{ChanceView, CrossingView, LineView};
use forecast::{Forecast, Passage};
use timeseries::{Duration, GridSeries, Unit};

use super::sentences::is_clear;
use crate::limit::LimitSeries;
use crate::{Limit, Threshold};

/// Moments ahead that people ask about.
const AHEAD: [Duration; 4] = [Duration::HOUR, Duration::HOUR.times(6), Duration::DAY, Duration::WEEK];

/// The first passage of a forecast through a threshold.
pub(crate) fn crossing_view(passage: &Passage, forecast: &Forecast, threshold: &Threshold, unit: Unit) -> CrossingView {
    let by = |share: f64| passage.step_of(share).map(|step| forecast.grid.time(step));
    CrossingView {
        threshold: threshold.in_words(unit),
        is_upwards: passage.is_upwards,
        chance: passage.chance(),
        early: by(0.1),
        middle: by(0.5),
        late: by(0.9),
        chances: chances(passage, forecast),
        is_clear: is_clear(forecast),
    }
}

fn chances(passage: &Passage, forecast: &Forecast) -> Vec<ChanceView> {
    let whole = forecast.grid.step.times(forecast.yhat.len() as u64);
    let asked = AHEAD.into_iter().filter(|ahead| *ahead < whole && *ahead >= forecast.grid.step).chain([whole]);
    let chance = |ahead: Duration| {
        let step = usize::try_from(ahead.steps_of(forecast.grid.step)).ok()?.checked_sub(1)?;
        Some(ChanceView { ahead, chance: *passage.crossed.get(step)? })
    };
    asked.filter_map(chance).collect()
}

/// The limit of a series as a line, its past and what is expected of it, where it is a series itself.
pub(super) fn limit_line(series: &GridSeries, limit: Option<&Limit>) -> Option<LineView> {
    let LimitSeries { series: past, ahead } = limit?.series(&series.labels)?;
    let values = past.values.iter().chain(ahead).copied().collect();
    Some(LineView { start: past.grid.start, step: past.grid.step, values })
}
