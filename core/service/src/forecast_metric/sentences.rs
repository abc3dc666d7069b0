//! What a forecast says, and how it knows, in a sentence each. "Likely" always says how likely, and 80 % where it is a
//! band.

use api::{ChanceView, CrossingView};
use forecast::{Backtest, Band, Forecast, Verdict};
use timeseries::text::{counted, length, moment, number, percent};
use timeseries::{Duration, GridSeries, Timestamp};

use super::backtest_view::{candidate_name, measured_coverage};

/// Where it is going.
pub(crate) fn answer(
    series: &GridSeries,
    forecast: &Forecast,
    likely: Option<&Band>,
    crossing: Option<&CrossingView>,
    now: Timestamp,
) -> String {
    let Some((_, last)) = series.last() else {
        return String::new();
    };
    let answer = match crossing {
        Some(crossing) => crossed(crossing, forecast, now),
        None => course(forecast, likely, last, now),
    };
    match forecast.growth.is_none() {
        true => answer,
        false => format!("With {} of it: {}", forecast.growth, uncapitalised(&answer)),
    }
}

fn uncapitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

/// `Reaches 0.9 around Sat 28 Nov 14:00 UTC (80 % likely between Fri 27 Nov 09:00 UTC and Sun 29 Nov 22:00 UTC).`
fn crossed(crossing: &CrossingView, forecast: &Forecast, now: Timestamp) -> String {
    let threshold = &crossing.threshold;
    let when = |time: Timestamp| moment(time, now);
    let (horizon, chance) = (ahead(forecast), in_words(crossing.chance));
    match (crossing.early, crossing.middle, crossing.late) {
        (early, Some(middle), late) => {
            let verb = if crossing.is_upwards { "Reaches" } else { "Falls below" };
            let likely = match (early, late) {
                (Some(early), Some(late)) => format!("80 % likely between {} and {}", when(early), when(late)),
                _ => format!("{chance} likely within {horizon}"),
            };
            format!("{verb} {threshold} around {} ({likely}).{}", when(middle), by_time(crossing))
        }
        (Some(_), None, _) => {
            let verb = if crossing.is_upwards { "reach" } else { "fall below" };
            format!("May {verb} {threshold}: {chance} likely within {horizon}.{}", by_time(crossing))
        }
        (None, ..) => {
            let side = if crossing.is_upwards { "below" } else { "above" };
            format!("Stays {side} {threshold} for {horizon}: crossing it is {chance} likely.")
        }
    }
}

/// ` Within 1 hour 2 %, 6 hours 11 %, 1 day 58 %.`; nothing where only the end is known.
fn by_time(crossing: &CrossingView) -> String {
    match crossing.chances.split_last() {
        Some((_, before)) if !before.is_empty() => {
            let chance = |chance: &ChanceView| format!("{} {}", length(chance.ahead), in_words(chance.chance));
            format!(" Within {}.", crossing.chances.iter().map(chance).collect::<Vec<_>>().join(", "))
        }
        _ => String::new(),
    }
}

/// A probability that some hundred courses know: never none, never certain.
fn in_words(chance: f64) -> String {
    match chance {
        chance if chance < 0.01 => "less than 1 %".to_owned(),
        chance if chance > 0.99 => "more than 99 %".to_owned(),
        chance => percent(chance),
    }
}

/// Without a threshold: the peak, or the end where the course only rises, falls or stays.
fn course(forecast: &Forecast, likely: Option<&Band>, last: f64, now: Timestamp) -> String {
    let Some(end) = forecast.yhat.len().checked_sub(1) else {
        return String::new();
    };
    let (low, high) = (extreme(&forecast.yhat, f64::lt), extreme(&forecast.yhat, f64::gt));
    let at = |index: usize| value_at(forecast, likely, index);
    let when = |index: usize| moment(forecast.grid.time(index), now);
    let (lowest, highest) = (forecast.yhat[low], forecast.yhat[high]);
    if is_flat(lowest, highest, last) {
        return format!("Stays about {} until {}, {}.", number(forecast.yhat[end]), when(end), at(end).1);
    }
    let (value, likely_text) = at(high);
    if high == end {
        return format!("Rises to {value} by {}, {likely_text}; it is {} now.", when(end), number(last));
    }
    if low == end && lowest < last {
        let (value, likely_text) = at(low);
        return format!("Falls to {value} by {}, {likely_text}; it is {} now.", when(end), number(last));
    }
    let trough = format!("lowest at {} around {}", number(lowest), when(low));
    format!("Highest at {value} around {}, {likely_text}; {trough}; it is {} now.", when(high), number(last))
}

/// A value of the forecast, and its band in words.
fn value_at(forecast: &Forecast, likely: Option<&Band>, index: usize) -> (String, String) {
    let band = likely.map(|band| {
        format!("{} % likely between {} and {}", band.level, number(band.lower[index]), number(band.upper[index]))
    });
    (number(forecast.yhat[index]), band.unwrap_or_default())
}

/// The first index whose value is the most extreme.
fn extreme(values: &[f64], beats: fn(&f64, &f64) -> bool) -> usize {
    (1..values.len()).fold(0, |best, index| if beats(&values[index], &values[best]) { index } else { best })
}

fn is_flat(lowest: f64, highest: f64, last: f64) -> bool {
    let scale = highest.abs().max(lowest.abs()).max(last.abs());
    highest.max(last) - lowest.min(last) <= 0.02 * scale
}

/// How it knows: `27 % better than repeating the last week; the 80 % band held 81 % of 412 past points.`
pub(crate) fn proof(forecast: &Forecast) -> String {
    let chosen = candidate_name(&forecast.candidate);
    if forecast.backtest.verdict == Verdict::NotEnoughHistory {
        return format!(
            "Too little history to test {chosen} on the past: its bands come from how it fits, so read them with care."
        );
    }
    let compared = compared(&forecast.backtest, &chosen);
    match held(forecast) {
        Some(held) => format!("{compared}; {held}."),
        None => format!("{compared}."),
    }
}

/// What the chosen model is worth beside the baseline.
fn compared(backtest: &Backtest, chosen: &str) -> String {
    let baseline = backtest.rows.get(backtest.baseline);
    let repeated = match baseline.and_then(|baseline| baseline.candidate.seasons.first()) {
        Some(season) => format!("repeating the last {}", unit(*season)),
        None => "repeating the last value".to_owned(),
    };
    let is_exact = baseline.and_then(|baseline| baseline.mae) == Some(0.0);
    // All models were tried where there is a blend of them.
    let are_all_tried = backtest.rows.iter().any(|row| row.weight.is_some());
    match (backtest.verdict, backtest.skill) {
        (Verdict::Better, Some(skill)) => format!("{} better than {repeated}, by {chosen}", percent(skill)),
        _ if is_exact => format!("Exact on the past by {repeated}; this is {chosen}"),
        _ if are_all_tried => format!("Not forecastable: no model is better than {repeated}; this is {chosen}"),
        _ => format!("No better than {repeated}; this is {chosen}"),
    }
}

fn held(forecast: &Forecast) -> Option<String> {
    let band = forecast.bands.iter().find(|band| band.level.percent() == super::LIKELY_LEVEL_PERCENT)?;
    let coverage = measured_coverage(forecast, band.level)?;
    let points = counted(coverage.points as u64, "past point");
    Some(format!("the {} % band held {} of {points}", band.level, percent(coverage.share)))
}

/// `day` for one day, `2 days` otherwise.
fn unit(season: Duration) -> String {
    let words = length(season);
    words.strip_prefix("1 ").map(str::to_owned).unwrap_or(words)
}

fn ahead(forecast: &Forecast) -> String {
    format!("the next {}", unit(forecast.grid.end().since(forecast.grid.start)))
}
