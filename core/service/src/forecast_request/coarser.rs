//! A step that is too fine for its range: read more coarsely, and said so.

use api::{ForecastParams, Param};
use timeseries::text;

use super::auto_step::coarser_step;
use super::{Ahead, MAX_HISTORY_POINTS, is_step_chosen, positive};

/// The most points that somebody may mean: a year of quarter minutes. Beyond lies a mistake.
const MOST_MEANT_POINTS: u64 = 5_000_000;

/// The same question at the finest step that can be afforded, and a sentence that says so; `None` where the step can be, or
/// where something makes no sense, which the question itself will say.
pub(crate) fn coarser(params: &ForecastParams) -> Option<(ForecastParams, String)> {
    if is_step_chosen(params) {
        return None;
    }
    let (range, step) = (positive(params, Param::Range).ok()?, positive(params, Param::Step).ok()?);
    let points = range.steps_of(step);
    let coarse = coarser_step(range, MAX_HISTORY_POINTS);
    let horizon = match Ahead::parse(params).ok()? {
        Ahead::Length(length) => length,
        Ahead::Steps(steps) => step.times(steps),
    };
    if points <= MAX_HISTORY_POINTS || points > MOST_MEANT_POINTS || horizon < coarse {
        return None;
    }
    let note = format!(
        "{} in steps of {} would be {} points a series: a value every {} is read instead, for at most {} points.",
        text::length(range),
        text::length(step),
        text::grouped(points),
        text::length(coarse),
        text::grouped(MAX_HISTORY_POINTS)
    );
    let asked = params.clone().with(Param::Step, coarse.to_string());
    Some((asked.with(Param::Horizon, horizon.to_string()), note))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Option<(ForecastParams, String)> {
        coarser(&ForecastParams::from_query(query))
    }

    #[test]
    fn weeks_of_quarter_minutes() {
        let (params, note) = of("range=28d&step=15s&horizon=240").unwrap();
        assert_eq!((params.step.as_str(), params.horizon.as_str()), ("1m", "1h"));
        assert_eq!(
            note,
            "4 weeks in steps of 15 seconds would be 161,280 points a series: a value every 1 minute is read instead, for at most 50,000 points."
        );
        assert_eq!(of("range=1y&step=15s&horizon=1h").unwrap().0.step, "15m");
    }

    #[test]
    fn what_can_be_afforded_or_makes_no_sense_stays() {
        let meant = ["range=28d&step=1m", "range=28d", "range=28d&step=15s&horizon=30s"];
        let mistaken =
            ["range=1y&step=1s", "range=28d&step=0s", "range=soon&step=15s", "range=28d&step=15s&horizon=0s"];
        for query in meant.iter().chain(&mistaken) {
            assert!(of(query).is_none(), "{query}");
        }
    }
}
