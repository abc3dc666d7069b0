//! [`Seasons`] of a series: those a history shows by Prophet's rules, or those that are asked for.

use timeseries::{Duration, Timestamp};

use super::{Mode, PRIOR_SCALE};

/// 365.25 days.
const YEAR: Duration = Duration::from_seconds(31_557_600);

/// Two years of 365 days: a season shows from its second cycle on.
const TWO_YEARS: Duration = Duration::DAY.times(730);

/// One season, as a Fourier series.
#[derive(Clone, Debug, PartialEq)]
pub struct Seasonality {
    /// Length of a cycle; above zero.
    pub period: Duration,
    /// Number of harmonics.
    pub fourier_order: usize,
    /// The deviation of the normal prior of each coefficient, above zero.
    pub prior_scale: f64,
    /// Mode of its effect on the trend.
    pub mode: Mode,
}

/// Choice of the seasons.
#[derive(Clone, Debug, PartialEq)]
pub enum Seasons {
    /// Year, week and day, each where the history holds two cycles and its step is shorter than a cycle (the year
    /// asks for two years alone).
    Auto {
        /// Mode of their effects on the trend.
        mode: Mode,
        /// The deviation of the normal prior of each coefficient, above zero.
        prior_scale: f64,
    },
    /// These.
    Only(Vec<Seasonality>),
}

impl Default for Seasons {
    fn default() -> Self {
        Self::Auto { mode: Mode::Additive, prior_scale: PRIOR_SCALE }
    }
}

impl Seasons {
    /// The seasons of a history with values at `times`, oldest first.
    pub(super) fn of(&self, times: &[Timestamp]) -> Vec<Seasonality> {
        let (mode, prior_scale) = match self {
            Self::Only(seasons) => return seasons.iter().filter(|season| !season.period.is_zero()).cloned().collect(),
            Self::Auto { mode, prior_scale } => (*mode, *prior_scale),
        };
        let (span, step) = (span(times), shortest_step(times));
        let calendar = [
            (YEAR, 10, span >= TWO_YEARS),
            (Duration::WEEK, 3, span >= Duration::WEEK.times(2) && step < Duration::WEEK),
            (Duration::DAY, 4, span >= Duration::DAY.times(2) && step < Duration::DAY),
        ];
        let shown = calendar.into_iter().filter(|(_, _, shown)| *shown);
        shown.map(|(period, fourier_order, _)| Seasonality { period, fourier_order, prior_scale, mode }).collect()
    }

    pub(super) fn prior_scales(&self) -> Vec<f64> {
        match self {
            Self::Auto { prior_scale, .. } => vec![*prior_scale],
            Self::Only(seasons) => seasons.iter().map(|season| season.prior_scale).collect(),
        }
    }
}

fn span(times: &[Timestamp]) -> Duration {
    times.first().zip(times.last()).map_or(Duration::default(), |(first, last)| last.since(*first))
}

/// The shortest distance of two different moments.
fn shortest_step(times: &[Timestamp]) -> Duration {
    let steps = times.windows(2).map(|pair| pair[1].since(pair[0]));
    steps.filter(|step| !step.is_zero()).min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(step: &str, points: u64) -> Vec<usize> {
        let step: Duration = step.parse().unwrap();
        let times: Vec<Timestamp> = (0..points).map(|index| Timestamp::from_seconds(0) + step.times(index)).collect();
        Seasons::default().of(&times).iter().map(|season| season.fourier_order).collect()
    }

    #[test]
    fn by_the_rules_of_prophet() {
        let cases = [
            ("1h", 48, vec![]),
            ("1h", 49, vec![4]),
            ("1h", 337, vec![3, 4]),
            ("1d", 15, vec![3]),
            ("1d", 730, vec![3]),
            ("1d", 731, vec![10, 3]),
            ("1w", 200, vec![10]),
            ("1m", 1000, vec![]),
        ];
        for (step, points, orders) in cases {
            assert_eq!(shown(step, points), orders, "{step} {points}");
        }
    }
}
