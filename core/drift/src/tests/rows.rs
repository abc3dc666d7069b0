//! Hourly rows made up for tests, and the honest verdict on them.

use timeseries::{Duration, Timestamp};

use crate::honest::{Feature, HonestReport, Period, Settings, assess};
use crate::{ColumnKind, DriftError};

/// Whole numbers that look random: a linear congruence, its upper half.
pub(super) struct Noise(pub(super) u64);

impl Noise {
    /// From 0 up to, but without, 1.
    pub(super) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from((self.0 >> 33) as u32) / f64::from(1_u32 << 31)
    }
}

/// Rows with one amount and one category.
#[derive(Clone)]
pub(super) struct Rows {
    pub(super) times: Vec<Option<Timestamp>>,
    pub(super) columns: [Vec<f64>; 2],
    pub(super) predicted: Vec<f64>,
    pub(super) target: Vec<f64>,
}

/// `days` days of 24 hours from a Monday on: the amount has a level of its own each day, the target follows it, the prediction is off
/// by chance.
pub(super) fn hourly(first_day: i64, days: i64, seed: u64) -> Rows {
    let mut noise = Noise(seed);
    let mut rows = Rows { times: vec![], columns: [vec![], vec![]], predicted: vec![], target: vec![] };
    for day in first_day..first_day + days {
        let level = 20.0 * noise.share();
        for hour in 0..24_i64 {
            let amount = level + hour as f64 + 5.0 * noise.share();
            // 1970-01-05 was a Monday.
            rows.times
                .push(Some(Timestamp::from_ms((day + 4) * Duration::DAY.ms_i64() + hour * Duration::HOUR.ms_i64())));
            rows.columns[0].push(amount);
            rows.columns[1].push((noise.share() * 3.0).floor());
            rows.target.push(3.0 * amount);
            rows.predicted.push(3.0 * amount + 4.0 * (noise.share() - 0.5));
        }
    }
    rows
}

pub(super) fn verdict(reference: &Rows, current: &Rows) -> Result<HonestReport, DriftError> {
    verdict_of(reference, current, Settings { draws: 199, ..Settings::default() })
}

pub(super) fn verdict_of(reference: &Rows, current: &Rows, settings: Settings) -> Result<HonestReport, DriftError> {
    let features = [
        Feature { name: "amount", kind: ColumnKind::Numerical, importance: 0.9 },
        Feature { name: "category", kind: ColumnKind::Categorical, importance: 0.1 },
    ];
    let columns = |rows: &'_ Rows| rows.columns.clone();
    let (before, after) = (columns(reference), columns(current));
    let (before, after) = (before.each_ref().map(Vec::as_slice), after.each_ref().map(Vec::as_slice));
    assess(&features, &period(reference, &before), &period(current, &after), settings)
}

fn period<'a>(rows: &'a Rows, columns: &'a [&'a [f64]]) -> Period<'a> {
    Period { times: &rows.times, columns, predicted: &rows.predicted, target: &rows.target }
}
