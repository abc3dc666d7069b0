//! [`lead`] of one candidate over another at the same origins, in standard errors.

use crate::statistics::mean;

/// Returns how many standard errors the errors of `left` are smaller than those of `right`, as their differences vary from origin
/// to origin; infinite if they never vary. Square roots are compared, so that one wild origin does not decide alone.
pub(super) fn lead(left: &[f64], right: &[f64]) -> f64 {
    let root = |value: &f64| libm::sqrt(*value);
    let leads: Vec<f64> = left.iter().zip(right).map(|(left, right)| root(right) - root(left)).collect();
    let known: Vec<f64> = leads.into_iter().filter(|lead| lead.is_finite()).collect();
    let Some(lead) = mean(known.iter().copied()).filter(|lead| *lead != 0.0) else { return 0.0 };
    let freedom = known.len().saturating_sub(1).max(1) as f64;
    let variance = known.iter().map(|known| (known - lead) * (known - lead)).sum::<f64>() / freedom;
    lead / libm::sqrt(variance / known.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Roots apart by 0, 1 and 2: their mean is 1, their deviation 1.
        let by_hand = lead(&[1.0, 1.0, 1.0], &[1.0, 4.0, 9.0]);
        assert!((by_hand - libm::sqrt(3.0)).abs() < 1e-12, "{by_hand}");
        assert_eq!(lead(&[1.0, 4.0, 9.0], &[1.0; 3]), -by_hand);
    }

    #[test]
    fn one_wild_origin_is_one_standard_error() {
        for wild in [2.0, 100.0, 1e9] {
            assert!((lead(&[0.3; 3], &[0.3, 0.3, wild]) - 1.0).abs() < 1e-9, "{wild}");
        }
    }

    #[test]
    fn steady_is_endless_and_nothing_is_nothing() {
        assert_eq!(lead(&[0.0; 3], &[1e-9; 3]), f64::INFINITY);
        assert_eq!(lead(&[f64::NAN, 1.0, 1.0], &[f64::NAN, 4.0, 4.0]), f64::INFINITY);
        assert_eq!([lead(&[1.0; 3], &[1.0; 3]), lead(&[f64::NAN], &[1.0]), lead(&[], &[])], [0.0; 3]);
    }
}
