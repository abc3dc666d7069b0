//! [`Passage`]: the probability that a metric has crossed a limit, by every step, from the paths it may take.

mod usual;

use timeseries::GridSeries;

use crate::statistics::{mean, median};
use crate::{Forecast, season};
use usual::Usual;

/// The chance that a limit has been crossed.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// True if it is crossed from below.
    pub is_upwards: bool,
    /// For each step of the forecast, the share of courses that have crossed at or before it: 0 to 1, never falling.
    pub crossed: Vec<f64>,
}

impl Passage {
    /// The first passage of `forecast`, made of `series`, through a limit, one value a step; where that is NaN nothing is crossed.
    /// Upwards where the newest value lies below the limit's first value, downwards otherwise.
    #[must_use]
    pub fn of(forecast: &Forecast, series: &GridSeries, limit: &[f64]) -> Self {
        let last = series.last().map_or(f64::NAN, |(_, last)| last);
        let first = limit.iter().copied().find(|value| value.is_finite()).unwrap_or(f64::NAN);
        let is_upwards = last < first;
        let crosses = |(value, limit): (&f64, &f64)| match is_upwards {
            true => value >= limit,
            false => value < limit,
        };
        let mut first_at = vec![0_usize; forecast.yhat.len()];
        let mut paths = 0_usize;
        forecast.paths().visit(|path| {
            paths += 1;
            if let Some(count) = path.iter().zip(limit).position(crosses).and_then(|step| first_at.get_mut(step)) {
                *count += 1;
            }
        });
        let so_far = first_at.iter().scan(0, |sum, count| {
            *sum += count;
            Some(*sum as f64 / paths.max(1) as f64)
        });
        let crossed = so_far.collect();
        let is_level = limit.iter().all(|limit| *limit == first) && forecast.growth.is_none();
        match is_level && !forecast.has_broken() {
            true => Self {
                is_upwards,
                crossed: beside_the_usual(crossed, series, first, is_upwards, unexplained(forecast, series)),
            },
            false => Self { is_upwards, crossed },
        }
    }

    /// The chance by the end of the forecast, 0 to 1.
    #[must_use]
    pub fn chance(&self) -> f64 {
        self.crossed.last().copied().unwrap_or(0.0)
    }

    /// The first step, counted from 0, by which the chance is at least `share`; `None` where it stays below.
    #[must_use]
    pub fn step_of(&self, share: f64) -> Option<usize> {
        self.crossed.iter().position(|chance| *chance >= share)
    }
}

/// The share of the spread of the past that the forecast misses by: the less it knows, the more there is to learn from what usually
/// happens.
fn unexplained(forecast: &Forecast, series: &GridSeries) -> f64 {
    let middle = median(series.values.iter().copied()).unwrap_or(0.0);
    let spread = mean(series.values.iter().map(|value| (value - middle).abs()));
    let missed = forecast.backtest.rows[forecast.backtest.chosen].mae;
    missed.zip(spread).map_or(1.0, |(missed, spread)| if missed < spread { missed / spread } else { 1.0 })
}

/// The chances of the courses and those of past windows that began alike, by the weight of these.
fn beside_the_usual(crossed: Vec<f64>, series: &GridSeries, limit: f64, is_upwards: bool, weight: f64) -> Vec<f64> {
    let crosses = |value: f64| if is_upwards { value >= limit } else { value < limit };
    let seasons = season::of_history(series.grid.step, series.values.len());
    let season_steps = season::baseline_steps(&seasons, series.grid.step);
    let usual = Usual::of(&series.values, crossed.len(), season_steps, crosses);
    let both = |(course, usual_chance): (f64, &f64)| course + weight * usual.weight * (usual_chance - course);
    crossed.into_iter().zip(&usual.crossed).map(both).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{Noise, auto, daily, every, hourly, spec};
    use crate::{Cancel, Growth, Spec, forecast};
    use timeseries::Duration;

    fn passage(values: &[f64], horizon_steps: usize, limit: f64, growth_percent: f64) -> Passage {
        let spec = Spec { growth: Growth::new(growth_percent).unwrap(), ..spec(horizon_steps) };
        let forecast = forecast(&hourly(values), &spec, &Cancel::default()).unwrap();
        Passage::of(&forecast, &hourly(values), &vec![limit; horizon_steps])
    }

    #[test]
    fn a_daily_peak_is_reached_when_it_comes() {
        // At 480 the day starts again at 100 and peaks at 130 six steps later.
        let values = daily(480, &mut Noise(1), 2.0);
        let passage = passage(&values, 24, 120.0, 0.0);
        assert!(passage.is_upwards && passage.chance() > 0.99);
        let median = passage.step_of(0.5).unwrap();
        assert!((1..=4).contains(&median), "{median}");
        assert!(passage.crossed.windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!(passage.step_of(1.1), None);
    }

    #[test]
    fn what_if_there_were_more() {
        let values = daily(480, &mut Noise(2), 2.0);
        let chance = |limit, growth| passage(&values, 24, limit, growth).chance();
        assert!(chance(150.0, 0.0) < 0.01 && chance(150.0, 20.0) > 0.95);
        assert!(chance(60.0, 0.0) < 0.05, "downwards");
        assert!(chance(60.0, -30.0) > 0.95, "downwards");
    }

    #[test]
    fn a_changing_limit_and_a_missing_one() {
        let values = daily(480, &mut Noise(3), 2.0);
        let forecast = auto(&hourly(&values), 24).unwrap();
        let mut limit = vec![1e9; 24];
        limit[20] = 10.0;
        let passage = Passage::of(&forecast, &hourly(&values), &limit);
        assert_eq!((passage.crossed[19], passage.crossed[20]), (0.0, 1.0));
        for nothing in [vec![], vec![f64::NAN; 24]] {
            assert_eq!(Passage::of(&forecast, &hourly(&values), &nothing).chance(), 0.0);
        }
    }

    #[test]
    fn a_random_walk_crosses_more_often_than_its_last_step_lies_beyond() {
        let mut noise = Noise(4);
        let walk: Vec<f64> = (0..700)
            .scan(1000.0, |at, _| {
                *at += noise.normal();
                Some(*at)
            })
            .collect();
        let forecast = auto(&every(Duration::MINUTE, &walk), 60).unwrap();
        let limit = walk[699] + 5.0;
        let passage = Passage::of(&forecast, &every(Duration::MINUTE, &walk), &[limit; 60]);
        let mut beyond = 0.0;
        forecast.paths().visit(|path| beyond += f64::from(path[59] >= limit) / 1_000.0);
        // By the reflection principle twice as often, were the steps infinitely small.
        assert!(passage.chance() > 1.2 * beyond && passage.chance() < 2.5 * beyond, "{} {beyond}", passage.chance());
    }
}
