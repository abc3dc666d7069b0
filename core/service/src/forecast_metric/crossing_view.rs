//! The view of when a threshold is crossed.

use api::{ChanceView, CrossingView};
use forecast::{Forecast, Passage};
use timeseries::Duration;

/// Moments ahead that people ask about.
const AHEAD: [Duration; 4] = [Duration::HOUR, Duration::HOUR.times(6), Duration::DAY, Duration::WEEK];

/// The first passage of a forecast through a threshold, `last` being the newest value.
pub(super) fn crossing_view(forecast: &Forecast, last: f64, threshold: f64) -> CrossingView {
    let passage = Passage::of(forecast, last, &vec![threshold; forecast.yhat.len()], 1.0);
    let by = |share: f64| passage.step_of(share).map(|step| forecast.grid.time(step));
    CrossingView {
        threshold,
        is_upwards: passage.is_upwards,
        chance: passage.chance(),
        early: by(0.1),
        middle: by(0.5),
        late: by(0.9),
        chances: chances(&passage, forecast),
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
