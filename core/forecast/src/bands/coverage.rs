//! The share of what came that fell into a band which had not seen it.

use super::Residuals;
use super::calibration::scores;
use super::persistence::steps_alike;
use super::spread::Spread;
use crate::Level;
use crate::backtest::Coverage;

/// A band needs two windows to be calibrated: one scores the other.
const FEWEST_OTHERS: usize = 2;

/// Leaves every origin out in turn and counts how much of it the band would have held whose width the others say. Empty where
/// there are too few origins.
pub(crate) fn measured_coverage(residuals: &Residuals, levels: &[Level]) -> Vec<Coverage> {
    if residuals.rows.len() <= FEWEST_OTHERS {
        return Vec::new();
    }
    let scores = scores(residuals);
    let alike = steps_alike(&residuals.rows);
    // Sorted once for all that leave one out.
    let mut all: Vec<(f64, usize)> = (scores.iter().enumerate())
        .flat_map(|(origin, scores)| scores.iter().map(move |score| (*score, origin)))
        .filter(|(score, _)| score.is_finite())
        .collect();
    all.sort_unstable_by(|left, right| left.0.total_cmp(&right.0));
    let unseen = |(origin, own)| {
        let others = all.iter().filter(|(_, other)| *other != origin).map(|(score, _)| *score);
        (Spread::of_sorted(others.collect(), alike), own)
    };
    let unseen: Vec<(Spread, &Vec<f64>)> = scores.iter().enumerate().map(unseen).collect();
    levels.iter().filter_map(|level| measured(*level, &unseen)).collect()
}

fn measured(level: Level, unseen: &[(Spread, &Vec<f64>)]) -> Option<Coverage> {
    let (mut inside, mut points) = (0_usize, 0_usize);
    for (spread, own) in unseen {
        let most = spread.quantile(level.share());
        for score in own.iter().filter(|score| score.is_finite()) {
            points += 1;
            inside += usize::from(*score <= most);
        }
    }
    (points > 0).then(|| Coverage { level, share: inside as f64 / points as f64, points })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    #[test]
    fn a_window_unlike_the_others_is_not_covered() {
        let levels = [Level::new(80.0).unwrap()];
        let mut residuals = Residuals { rows: vec![Rc::from([1.0, -1.0, f64::NAN, 1.0]); 4], season_steps: 9 };
        let coverage = measured_coverage(&residuals, &levels);
        assert_eq!((coverage[0].share, coverage[0].points), (1.0, 12));
        residuals.rows[3] = Rc::from([100.0; 4]);
        let coverage = measured_coverage(&residuals, &levels);
        assert!(coverage[0].share < 0.8, "{coverage:?}");
        assert_eq!(coverage[0].points, 13);
    }

    #[test]
    fn nothing_to_measure() {
        let levels = [Level::new(80.0).unwrap()];
        assert!(measured_coverage(&Residuals { rows: vec![Rc::from([1.0]); 2], season_steps: 1 }, &levels).is_empty());
        assert!(
            measured_coverage(&Residuals { rows: vec![Rc::from([f64::NAN]); 4], season_steps: 1 }, &levels).is_empty()
        );
    }
}
