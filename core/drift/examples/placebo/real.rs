//! Real weeks after the reference: does what is said before the targets are known rank with the error that came?

use std::fmt::Write;

use regression::Rows;
use timeseries::Day;

use crate::frame::Frame;
use crate::watched::Watched;

/// The Monday that the last real week begins on.
const LAST_MONDAY: &str = "2012-12-24";

/// Fewer weeks than this are not ranked.
const FEWEST_WEEKS: usize = 20;

/// One week, as it was foreseen and as it came.
struct Week {
    rmse: f64,
    reference_rmse: f64,
    severity: f64,
    without_age: f64,
    foreseen: bool,
    flagged: bool,
    default_share: f64,
    default_drift: bool,
}

/// A table of every model's weeks.
pub(crate) fn table(models: &[Watched], rows: &Rows) -> Result<String, Box<dyn std::error::Error>> {
    let mut table = String::from(
        "| Reference | Weeks | Spearman of severity and RMSE | … of severity without age | … of the default's share | Bad weeks | … flagged | … flagged from inputs | All flagged | … from inputs | Default: data drift |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for model in models {
        let weeks = weeks(model, rows)?;
        if weeks.len() < FEWEST_WEEKS {
            continue;
        }
        let rank = |of: fn(&Week) -> f64| {
            let both: Vec<(f64, f64)> = weeks.iter().map(|week| (of(week), week.rmse)).collect();
            spearman(&both)
        };
        let count = |is_counted: fn(&Week) -> bool| weeks.iter().filter(|week| is_counted(week)).count();
        writeln!(
            table,
            "| {} to {} | {} | {:.2} | {:.2} | {:.2} | {} | {} | {} | {} | {} | {} |",
            model.period.0,
            model.period.1,
            weeks.len(),
            rank(|week| week.severity),
            rank(|week| week.without_age),
            rank(|week| week.default_share),
            count(Week::is_bad),
            count(|week| week.is_bad() && week.flagged),
            count(|week| week.is_bad() && week.foreseen),
            count(|week| week.flagged),
            count(|week| week.foreseen),
            count(|week| week.default_drift),
        )?;
    }
    Ok(table)
}

impl Week {
    fn is_bad(&self) -> bool {
        self.rmse > 2.0 * self.reference_rmse
    }
}

/// Every week from a Monday to a Sunday after the reference.
fn weeks(model: &Watched, rows: &Rows) -> Result<Vec<Week>, Box<dyn std::error::Error>> {
    let (last, end): (Day, Day) = (LAST_MONDAY.parse()?, model.period.1.parse()?);
    let mondays = (0..).map(|week| last.plus_days(-7 * week)).take_while(|monday| *monday > end);
    let mut weeks = Vec::new();
    for monday in mondays {
        let rows = rows.between(monday, monday.plus_days(6));
        let current = Frame::of(&rows, model.model.predict_all(&rows));
        weeks.push(week(model, &current)?);
    }
    Ok(weeks)
}

fn week(model: &Watched, current: &Frame) -> Result<Week, Box<dyn std::error::Error>> {
    let report = model.honest(&model.reference, current, 0)?;
    let foreseen = model.honest(&model.reference, &current.without_targets(), 0)?;
    let default = model.compatible(&model.reference, current);
    let expected = report.expected;
    Ok(Week {
        rmse: report.error.map_or(f64::NAN, |error| error.rmse),
        reference_rmse: expected.reference_rmse,
        severity: expected.severity,
        without_age: expected.from_inside + expected.from_outside,
        foreseen: foreseen.flagged,
        flagged: report.flagged,
        default_share: default.share,
        default_drift: default.drifted,
    })
}

/// Spearman's rank correlation; ties share their mean rank.
fn spearman(pairs: &[(f64, f64)]) -> f64 {
    let ranks = |of: fn(&(f64, f64)) -> f64| -> Vec<f64> {
        let rank = |value: f64| {
            let below = pairs.iter().filter(|pair| of(pair) < value).count() as f64;
            let same = pairs.iter().filter(|pair| of(pair) == value).count() as f64;
            below + (same - 1.0) / 2.0 - (pairs.len() as f64 - 1.0) / 2.0
        };
        pairs.iter().map(|pair| rank(of(pair))).collect()
    };
    let (left, right) = (ranks(|pair| pair.0), ranks(|pair| pair.1));
    let product = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f64>();
    product(&left, &right) / (product(&left, &left) * product(&right, &right)).sqrt()
}
