//! Sentences on the time and the probability of a threshold crossing.

use api::{ChanceView, CrossingView};
use forecast::{Band, Coverage, Forecast};
use timeseries::Timestamp;
use timeseries::text::{length, moment, percent};

use super::super::backtest_view::measured_coverage;
use super::likely_words;
use super::when::{between, roughly};

/// A band that missed more than so many times what it may miss says nothing about what hardly ever happens.
const MOST_MISSES: f64 = 1.5;

/// A backtest that reached less than this part of the horizon says little about its end.
const SMALLEST_TESTED_PART: usize = 4;

/// A chance below this, or as near to certainty, is told by the tails of the bands alone.
const TAIL: f64 = 0.05;

/// `Reaches 95% in about 3 days, Thu 3 Dec 20:00 UTC (likely 17:00 to 21:30).`
pub(super) fn crossed(crossing: &CrossingView, forecast: &Forecast, likely: Option<&Band>, now: Timestamp) -> String {
    let threshold = &crossing.threshold;
    let horizon = ahead(forecast);
    let doubt = (!crossing.is_clear).then(|| doubt(forecast));
    match (crossing.early, crossing.middle, crossing.late) {
        (early, Some(middle), late) => {
            let verb = if crossing.is_upwards { "Reaches" } else { "Falls below" };
            let likely_text = match (early, late) {
                (Some(early), Some(late)) => {
                    let words =
                        likely.map_or_else(|| "likely".to_owned(), |band| likely_words(forecast, band, "likely"));
                    let colon = if words == "likely" { "" } else { ":" };
                    format!("{words}{colon} {}", between(early, late, middle, now))
                }
                _ => format!("{} likely within {horizon}", percent(crossing.chance)),
            };
            let start = forecast.grid.start - forecast.grid.step;
            let after = roughly(middle.since(start));
            let is_unclear = doubt.filter(|_| is_tail(crossing.chance));
            let doubt =
                is_unclear.map(|doubt| format!(" How likely that is remains unclear: {doubt}.")).unwrap_or_default();
            format!("{verb} {threshold} in about {after}, {} ({likely_text}).{doubt}", moment(middle, now))
        }
        (Some(_), None, _) => {
            let verb = if crossing.is_upwards { "reach" } else { "fall below" };
            format!("May {verb} {threshold}: {} likely within {horizon}.", percent(crossing.chance))
        }
        (None, ..) => {
            let side = if crossing.is_upwards { "below" } else { "above" };
            match doubt.filter(|_| is_tail(crossing.chance)) {
                Some(doubt) => format!("May stay {side} {threshold} for {horizon}, but that is unclear: {doubt}."),
                None => {
                    format!("Stays {side} {threshold} for {horizon}: crossing is {} likely.", in_words(crossing.chance))
                }
            }
        }
    }
}

/// The chance by every moment that people ask about: `1 hour <1% · 1 day 58% · 2 weeks >99%`; `None` where only the end is
/// known, or nothing but doubt, which the answer tells.
pub(in super::super) fn odds(crossing: &CrossingView) -> Option<String> {
    let (_, before) = crossing.chances.split_last()?;
    let is_unclear = |chance: f64| !crossing.is_clear && is_tail(chance);
    if before.is_empty() || crossing.chances.iter().all(|told| is_unclear(told.chance)) {
        return None;
    }
    let chance = |ChanceView { ahead, chance }: &ChanceView| {
        let words = match *chance {
            chance if is_unclear(chance) => "unclear".to_owned(),
            chance if chance < 0.01 => "<1%".to_owned(),
            chance if chance > 0.99 => ">99%".to_owned(),
            chance => percent(chance),
        };
        format!("{} {words}", length(*ahead))
    };
    Some(crossing.chances.iter().map(chance).collect::<Vec<_>>().join(" · "))
}

/// Tells whether the widest band held about its share of the past, and a fair part of the horizon, so that chances near none and near
/// certainty can be told.
pub(crate) fn is_clear(forecast: &Forecast) -> bool {
    let missed = |coverage: Coverage| 1.0 - coverage.share <= MOST_MISSES * (1.0 - coverage.level.share());
    is_tested(forecast) && widest(forecast).is_some_and(missed)
}

fn is_tested(forecast: &Forecast) -> bool {
    forecast.backtest.horizon_steps.saturating_mul(SMALLEST_TESTED_PART) >= forecast.yhat.len()
}

fn widest(forecast: &Forecast) -> Option<Coverage> {
    forecast.bands.iter().rev().find_map(|band| measured_coverage(forecast, band.level))
}

fn doubt(forecast: &Forecast) -> String {
    match widest(forecast) {
        Some(_) if !is_tested(forecast) => {
            let tested = forecast.grid.step.times(forecast.backtest.horizon_steps as u64);
            format!("backtests reach only {} ahead", length(tested))
        }
        Some(Coverage { level, share, .. }) => format!("the {level}% band held only {} of the past", percent(share)),
        None => "there is too little history to test it".to_owned(),
    }
}

fn is_tail(chance: f64) -> bool {
    !(TAIL..=1.0 - TAIL).contains(&chance)
}

/// A probability that some hundred courses know: never none, never certain.
fn in_words(chance: f64) -> String {
    match chance {
        chance if chance < 0.01 => "less than 1%".to_owned(),
        chance if chance > 0.99 => "more than 99%".to_owned(),
        chance => percent(chance),
    }
}

/// `the next day`, `the next 2 weeks`.
fn ahead(forecast: &Forecast) -> String {
    let words = length(forecast.grid.end().since(forecast.grid.start));
    format!("the next {}", words.strip_prefix("1 ").unwrap_or(&words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    fn crossing(chance: f64, is_clear: bool) -> CrossingView {
        let chances =
            [(1, 0.001), (24, chance)].map(|(hours, chance)| ChanceView { ahead: Duration::HOUR.times(hours), chance });
        CrossingView {
            threshold: "95%".to_owned(),
            is_upwards: true,
            chance,
            early: None,
            middle: None,
            late: None,
            chances: chances.to_vec(),
            is_clear,
        }
    }

    #[test]
    fn odds_are_a_strip_and_unclear_where_bands_missed() {
        assert_eq!(odds(&crossing(0.995, true)).unwrap(), "1 hour <1% · 1 day >99%");
        assert_eq!(odds(&crossing(0.58, false)).unwrap(), "1 hour unclear · 1 day 58%");
        assert_eq!(odds(&crossing(0.995, false)), None, "the answer says that it is unclear");
        let end_alone = CrossingView { chances: crossing(0.5, true).chances[1..].to_vec(), ..crossing(0.5, true) };
        assert_eq!(odds(&end_alone), None);
    }
}
