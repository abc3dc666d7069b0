//! Predicted against actual, as many rows as an eye can tell apart.

use api::ScatterView;

use super::Report;
use crate::models_page::words::{amount, rows, target};

/// More points only make the picture heavier.
const DRAWN: usize = 2000;
/// Of those, the ones that are farthest off are drawn in any case.
const WORST: usize = 400;

/// The points and how they lie.
pub(super) fn view(report: &Report<'_>) -> ScatterView {
    let evaluated = &report.evaluation.rows;
    let pairs = evaluated.actual.iter().copied().zip(evaluated.predicted.iter().copied());
    let pairs: Vec<(f64, f64)> =
        pairs.filter(|(actual, predicted)| actual.is_finite() && predicted.is_finite()).collect();
    let points = thinned(&pairs);
    let drawn = match points.len() == pairs.len() {
        true => format!("A point a row, {} in all.", rows(pairs.len())),
        false => format!("{} of {} are drawn, the worst among them.", points.len(), rows(pairs.len())),
    };
    ScatterView { target: target(&report.model.schema), summary: format!("{drawn} {}", lie(report)), points }
}

/// On which side of the diagonal most of the error is.
fn lie(report: &Report<'_>) -> String {
    let scores = &report.evaluation.scores;
    let size = amount(scores.mean_error.abs(), &report.model.schema);
    match scores.mean_error {
        error if error.abs() < 0.05 * scores.mae => "On average it neither over- nor underpredicts.".to_owned(),
        error if error < 0.0 => format!("It underpredicts by {size} on average: points lie below the diagonal."),
        _ => format!("It overpredicts by {size} on average: points lie above the diagonal."),
    }
}

/// Every so manieth row, and the worst.
fn thinned(pairs: &[(f64, f64)]) -> Vec<(f64, f64)> {
    if pairs.len() <= DRAWN {
        return pairs.to_vec();
    }
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    let off = |index: &usize| (pairs[*index].1 - pairs[*index].0).abs();
    order.sort_by(|a, b| off(b).total_cmp(&off(a)).then(a.cmp(b)));
    let (worst, others) = order.split_at(WORST);
    let mut others = others.to_vec();
    others.sort_unstable();
    let stride = others.len().div_ceil(DRAWN - WORST);
    let mut kept: Vec<usize> = others.into_iter().step_by(stride).chain(worst.iter().copied()).collect();
    kept.sort_unstable();
    kept.into_iter().map(|index| pairs[index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_is_thinned_and_the_worst_stay() {
        let mut pairs: Vec<(f64, f64)> = (0..50_000).map(|index| (f64::from(index), f64::from(index))).collect();
        pairs[777].1 = -1e9;
        let kept = thinned(&pairs);
        assert!(kept.len() <= DRAWN && kept.len() > DRAWN / 2, "{}", kept.len());
        assert!(kept.contains(&pairs[777]));
        assert_eq!(thinned(&pairs[..100]), pairs[..100]);
    }
}
