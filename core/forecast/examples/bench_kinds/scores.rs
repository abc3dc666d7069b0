//! Scores of an answer: errors and bands by the usual change of a season, thresholds beside what usually happens.

use forecast::{Band, Forecast, Passage};

use crate::case::Case;

/// No error counts for more times the usual change: where that is next to nothing, one case would be the whole table.
const MOST: f64 = 1_000.0;

/// The scores of a kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scores {
    pub(crate) cases: usize,
    pub(crate) failed: usize,
    pub(crate) seconds: f64,
    sums: [f64; COLUMNS],
    counts: [f64; COLUMNS],
}

/// MASE, MSIS at 80 and 95; held by both, then by each third of the horizon; Brier, that of climatology, and how often what was said to
/// be 10, 50 and 90 % likely by then had happened.
const COLUMNS: usize = 16;
pub(crate) const MASE: usize = 0;
pub(crate) const MSIS80: usize = 1;
pub(crate) const MSIS95: usize = 2;
pub(crate) const HELD80: usize = 3;
pub(crate) const HELD95: usize = 4;
const THIRDS80: usize = 5;
const THIRDS95: usize = 8;
pub(crate) const BRIER: usize = 11;
pub(crate) const CLIMATOLOGY: usize = 12;
pub(crate) const DATES: usize = 13;

impl Scores {
    /// Adds one answer.
    pub(crate) fn add(&mut self, case: &Case, forecast: &Forecast) {
        self.cases += 1;
        let scale = seasonal_change(&case.past, case.season_steps());
        let by_scale = |value: f64| if scale > 0.0 { (value / scale).min(MOST) } else { f64::NAN };
        let errors = forecast.yhat.iter().zip(&case.came).map(|(yhat, came)| (yhat - came).abs());
        self.note(MASE, by_scale(mean(errors)));
        for (place, band, misses) in [(0, &forecast.bands[0], 0.2), (1, &forecast.bands[1], 0.05)] {
            self.note(MSIS80 + place, by_scale(mean(interval_scores(band, &case.came, misses))));
            self.note_held(HELD80 + place, [THIRDS80, THIRDS95][place], band, &case.came);
        }
        for limit in limits(case) {
            self.ask(case, forecast, limit);
        }
    }

    fn note(&mut self, column: usize, value: f64) {
        if value.is_finite() {
            self.sums[column] += value;
            self.counts[column] += 1.0;
        }
    }

    fn note_held(&mut self, whole: usize, thirds: usize, band: &Band, came: &[f64]) {
        for (step, ((lower, upper), value)) in band.lower.iter().zip(&band.upper).zip(came).enumerate() {
            if value.is_finite() {
                // As exact as the numbers of the table are.
                let slack = 1e-9 * value.abs();
                let is_held = f64::from(lower - slack <= *value && *value <= upper + slack);
                self.note(whole, is_held);
                self.note(thirds + 3 * step / came.len(), is_held);
            }
        }
    }

    fn ask(&mut self, case: &Case, forecast: &Forecast, limit: f64) {
        let passage = Passage::of(forecast, &case.series(), &vec![limit; case.came.len()]);
        let crosses = |value: &f64| if passage.is_upwards { *value >= limit } else { *value < limit };
        let crossed_at = case.came.iter().position(crosses);
        let happened = f64::from(crossed_at.is_some());
        let usual = climatology(&case.past, case.came.len(), limit, passage.is_upwards);
        let square = |chance: f64| (chance - happened) * (chance - happened);
        self.note(BRIER, square(passage.chance()));
        self.note(CLIMATOLOGY, square(usual));
        for (place, share) in [0.1, 0.5, 0.9].into_iter().enumerate() {
            if let Some(step) = passage.step_of(share) {
                self.note(DATES + place, f64::from(crossed_at.is_some_and(|at| at <= step)));
            }
        }
    }

    pub(crate) fn mean(&self, column: usize) -> f64 {
        self.sums[column] / self.counts[column]
    }

    pub(crate) fn thirds(&self, column: usize) -> [f64; 3] {
        let first = if column == HELD80 { THIRDS80 } else { THIRDS95 };
        [0, 1, 2].map(|third| self.mean(first + third))
    }

    /// The share of climatology's Brier score that is avoided.
    pub(crate) fn skill(&self) -> f64 {
        1.0 - self.sums[BRIER] / self.sums[CLIMATOLOGY]
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        self.failed += other.failed;
        self.seconds += other.seconds;
        for column in 0..COLUMNS {
            self.sums[column] += other.sums[column];
            self.counts[column] += other.counts[column];
        }
    }

    /// As one line, and back.
    pub(crate) fn line(&self) -> String {
        let head = [self.cases as f64, self.failed as f64, self.seconds];
        let all = head.iter().chain(&self.sums).chain(&self.counts);
        all.map(f64::to_string).collect::<Vec<_>>().join("\t")
    }

    pub(crate) fn of_line(line: &str) -> Option<Self> {
        let numbers: Vec<f64> = line.split('\t').map(str::parse).collect::<Result<_, _>>().ok()?;
        let (head, rest) = numbers.split_at_checked(3)?;
        let (sums, counts) = rest.split_at_checked(COLUMNS)?;
        let (sums, counts) = (sums.try_into().ok()?, counts.try_into().ok()?);
        Some(Self { cases: head[0] as usize, failed: head[1] as usize, seconds: head[2], sums, counts })
    }
}

/// The limits that are asked about: the one given, or the tails of the past that the newest value lies within.
fn limits(case: &Case) -> Vec<f64> {
    if let Some(limit) = case.limit {
        return vec![limit];
    }
    let mut sorted: Vec<f64> = case.past.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let (Some(last), false) = (case.past.iter().rfind(|value| value.is_finite()), sorted.is_empty()) else {
        return Vec::new();
    };
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize];
    let (low, high) = (at(0.05), at(0.95));
    [high].into_iter().filter(|high| last < high).chain([low].into_iter().filter(|low| last > low)).collect()
}

/// The share of windows of the past, begun on this side of a limit, that crossed it; a half where there was none.
fn climatology(past: &[f64], horizon: usize, limit: f64, is_upwards: bool) -> f64 {
    let crosses = |value: f64| if is_upwards { value >= limit } else { value < limit };
    let (mut next, mut began, mut crossed) = (usize::MAX, 0.0, 0.0);
    for (index, value) in past.iter().enumerate().rev() {
        if value.is_finite() && !crosses(*value) && index + horizon < past.len() {
            began += 1.0;
            crossed += f64::from(next <= index + horizon);
        }
        next = if value.is_finite() && crosses(*value) { index } else { next };
    }
    (crossed + 0.5) / (began + 1.0)
}

fn interval_scores(band: &Band, came: &[f64], misses: f64) -> impl Iterator<Item = f64> {
    let limits = band.lower.iter().zip(&band.upper).zip(came);
    limits.map(move |((lower, upper), value)| {
        upper - lower + 2.0 / misses * ((lower - value).max(0.0) + (value - upper).max(value * 0.0))
    })
}

fn seasonal_change(past: &[f64], steps: usize) -> f64 {
    mean(past.iter().skip(steps).zip(past).map(|(later, earlier)| (later - earlier).abs()))
}

/// Of what is a number.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) =
        values.filter(|value| value.is_finite()).fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}
