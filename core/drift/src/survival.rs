//! Tail probabilities of the normal and the chi-square distribution.

/// The two-sided p-value of a standard normal `z`, by way of the distribution function, as Evidently's z-test has it: beyond
/// |z| of about 8.3 nothing is left of it.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    let below = 1.0 - 0.5 * libm::erfc(z.abs() / std::f64::consts::SQRT_2);
    2.0 * (1.0 - below)
}

/// The probability that chi-square with `freedom` degrees (at least 1) exceeds `statistic`.
///
/// For whole degrees the regularized gamma function is a finite sum of positive terms (Abramowitz and Stegun, 26.4.4 and 26.4.5), so
/// that no digit is lost in the tail.
pub(crate) fn chi_square(statistic: f64, freedom: usize) -> f64 {
    if statistic <= 0.0 || statistic.is_infinite() {
        return if statistic <= 0.0 { 1.0 } else { 0.0 };
    }
    let half = statistic / 2.0;
    // Powers k of half/Γ(k+1): 0, 1, … for even degrees, ½, 1½, … for odd ones, whose sum starts with erfc.
    let (offset, start) = match freedom % 2 {
        0 => (0.0, 0.0),
        _ => (0.5, libm::erfc(half.sqrt())),
    };
    let term = |index: usize| {
        let power = index as f64 + offset;
        libm::exp(power * libm::log(half) - half - libm::lgamma(power + 1.0))
    };
    (start + (0..freedom / 2).map(term).sum::<f64>()).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_scipy_has_them() {
        // scipy.stats.chi2.sf
        let cases = [
            (14.715686013412457, 3, 0.0020764622277463915),
            (1.0, 1, 0.31731050786291115),
            (5.0, 2, 0.0820849986238988),
            (700.0, 4, 3.4852862290889247e-150),
            (3.0, 7, 0.8850022316431506),
            (120.0, 101, 0.09554063007025347),
            (2500.0, 2000, 1.074008023138619e-13),
        ];
        for (statistic, freedom, expected) in cases {
            let p = chi_square(statistic, freedom);
            assert!((p - expected).abs() <= 1e-10 * expected, "{statistic} {freedom}: {p}");
        }
        assert_eq!((chi_square(0.0, 4), chi_square(f64::INFINITY, 3)), (1.0, 0.0));
    }

    #[test]
    fn the_normal_tail_ends_where_evidently_ends_it() {
        assert!((normal_two_sided(-1.959_963_984_540_054) - 0.05).abs() < 1e-12);
        assert_eq!(normal_two_sided(24.0), 0.0);
        assert_eq!(normal_two_sided(0.0), 1.0);
    }
}
