//! Whether one candidate missed by clearly less than another at the same origins, or by chance.

use crate::statistics::mean;

/// How many standard errors are no chance. One is little for a proof and enough for a choice that has to be made: the rule
/// of one standard error of Breiman et al., "Classification and Regression Trees", 1984.
const STANDARD_ERRORS: f64 = 1.0;

/// A lead at one origin of several is one standard error, but for rounding: it is chance however it is rounded.
const ROUNDING: f64 = 1e-9;

/// Whether the errors of `left` are smaller than those of `right` by more than their differences vary from origin to origin.
/// Square roots are compared, so that one wild origin does not decide alone.
pub(super) fn is_clearly_smaller(left: &[f64], right: &[f64]) -> bool {
    let root = |value: &f64| libm::sqrt(*value);
    let leads: Vec<f64> = left.iter().zip(right).map(|(left, right)| root(right) - root(left)).collect();
    let known: Vec<f64> = leads.into_iter().filter(|lead| lead.is_finite()).collect();
    let Some(lead) = mean(known.iter().copied()) else { return false };
    let freedom = known.len().saturating_sub(1).max(1) as f64;
    let variance = known.iter().map(|known| (known - lead) * (known - lead)).sum::<f64>() / freedom;
    lead > STANDARD_ERRORS * libm::sqrt(variance / known.len() as f64) * (1.0 + ROUNDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steady_is_clear_and_mixed_is_chance() {
        let cases = [
            (vec![1.0, 4.0, 1.0], vec![2.0, 6.0, 2.0], true),
            (vec![1.0, 4.0, 1.0], vec![2.0, 3.9, 0.5], false),
            (vec![1.0, 1.0, 1.0], vec![1.0, 1.0, 100.0], false),
            (vec![0.3; 3], vec![0.3, 0.3, 7.7], false),
            (vec![1.0; 3], vec![1.0; 3], false),
            (vec![0.0; 3], vec![1e-9; 3], true),
            (vec![f64::NAN, 1.0, 1.0], vec![f64::NAN, 2.0, 2.1], true),
            (vec![f64::NAN], vec![1.0], false),
            (vec![], vec![], false),
        ];
        for (left, right, clear) in cases {
            assert_eq!(is_clearly_smaller(&left, &right), clear, "{left:?} {right:?}");
        }
    }
}
