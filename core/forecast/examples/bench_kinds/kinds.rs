//! Operational kinds of series: what metrics do, each from a seed.

mod breaks;
mod shapes;

use crate::case::{Case, Set};
use crate::noise::Noise;

pub(crate) const HOUR: u64 = 3_600;
pub(crate) const MINUTE: u64 = 60;

/// Makes one case of a kind from a stream of numbers.
pub(crate) type Make = fn(&mut Noise) -> Made;

/// Steps of how many seconds, all values, how many of them came, and what is known of the limits.
pub(crate) struct Made {
    pub(crate) step_seconds: u64,
    pub(crate) values: Vec<f64>,
    pub(crate) horizon: usize,
    pub(crate) limit: Option<f64>,
    pub(crate) most: Option<f64>,
}

impl Made {
    pub(crate) fn of(step_seconds: u64, values: Vec<f64>, horizon: usize) -> Self {
        Self { step_seconds, values, horizon, limit: None, most: None }
    }
}

/// All kinds, `seeds` cases of each.
pub(crate) fn all(seeds: usize) -> impl Iterator<Item = Case> {
    let kinds = breaks::ALL.iter().chain(shapes::ALL).enumerate();
    kinds.flat_map(move |(number, (kind, make))| {
        (0..seeds).map(move |seed| case(kind, make(&mut Noise::seeded(number, seed))))
    })
}

fn case(kind: &'static str, made: Made) -> Case {
    let case = Case::split(kind, Set::Generated, made.step_seconds, made.values, made.horizon);
    let case = made.limit.map_or(case.clone(), |limit| case.with_limit(limit));
    made.most.map_or(case.clone(), |most| case.with_most(most))
}
