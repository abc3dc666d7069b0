//! Means, medians and quantiles of what is present.

/// Of fewer values a median needs no memory of its own.
const FEW: usize = 16;

/// Enough for a tail of 1e-12.
const NEWTON_STEPS: usize = 60;

/// The mean of the finite values; `None` where there are none.
pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u32);
    for value in values.into_iter().filter(|value| value.is_finite()) {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / f64::from(count))
}

/// The finite values, smallest first.
pub(crate) fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut finite: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
    finite.sort_unstable_by(f64::total_cmp);
    finite
}

/// The median of the finite values, the mean of the two middle ones where they are even in number; `None` where there are
/// none.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut finite = values.into_iter().filter(|value| value.is_finite());
    let (mut few, mut count) = ([0.0; FEW], 0);
    for value in finite.by_ref() {
        // Sorted as they come: of so few no memory is asked for.
        let mut place = count;
        while place > 0 && few[place - 1] > value {
            few[place] = few[place - 1];
            place -= 1;
        }
        few[place] = value;
        count += 1;
        if count == FEW - 1 {
            break;
        }
    }
    match finite.next() {
        None => middle(&few[..count]),
        Some(next) => middle(&sorted(few[..count].iter().copied().chain([next]).chain(finite))),
    }
}

fn middle(sorted: &[f64]) -> Option<f64> {
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = sorted.get(sorted.len().saturating_sub(1) / 2)?;
    Some(f64::midpoint(*lower, *upper))
}

/// The value below which a new one of the same kind falls with probability `share`: the `ceil((n + 1) share)`-th
/// smallest of `sorted`, the largest where there are too few; zero where there are none. Of values that come in groups of
/// `alike` the n is that of the groups.
///
/// Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005: the finite-sample correction of
/// conformal prediction.
pub(crate) fn conformal_quantile(sorted: &[f64], alike: usize, share: f64) -> f64 {
    let rank = libm::ceil((sorted.len() + alike) as f64 * share) as usize;
    let index = rank.clamp(1, sorted.len().max(1)) - 1;
    sorted.get(index).copied().unwrap_or(0.0)
}

/// The value below which a share `share` (above 0, below 1) of a normal distribution of deviation 1 lies.
pub(crate) fn normal_quantile(share: f64) -> f64 {
    let tail = share.min(1.0 - share);
    // Newton from the middle: the curve bends one way up to the tail, so no step goes too far.
    let mut quantile = 0.0;
    for _ in 0..NEWTON_STEPS {
        let density = libm::exp(-quantile * quantile / 2.0) / libm::sqrt(std::f64::consts::TAU);
        quantile += (libm::erfc(quantile / std::f64::consts::SQRT_2) / 2.0 - tail) / density;
    }
    if share < 0.5 { -quantile } else { quantile }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_finite_counts() {
        assert_eq!(mean([1.0, f64::NAN, 3.0, f64::INFINITY]), Some(2.0));
        assert_eq!(mean([f64::NAN]), None);
        assert_eq!(median([9.0, f64::NAN, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0, f64::INFINITY]), Some(2.5));
        assert_eq!(median([f64::NAN]), None);
        for count in 1..40 {
            let scattered = (0..count).map(|index| f64::from(index * 7 % count.max(1)));
            let whole = sorted(scattered.clone());
            assert_eq!(median(scattered), middle(&whole), "{count}");
        }
        assert_eq!(sorted([3.0, f64::NAN, -1.0, f64::NEG_INFINITY]), [-1.0, 3.0]);
    }

    #[test]
    fn quantiles_with_the_finite_sample_correction() {
        let nine: Vec<f64> = (1..=9).map(f64::from).collect();
        let cases = [(0.1, 1.0), (0.5, 5.0), (0.8, 8.0), (0.81, 9.0), (0.99, 9.0), (1e-9, 1.0)];
        for (share, value) in cases {
            assert_eq!(conformal_quantile(&nine, 1, share), value, "{share}");
        }
        assert_eq!(conformal_quantile(&nine, 3, 0.5), 6.0);
        assert_eq!(conformal_quantile(&[], 1, 0.8), 0.0);
    }

    #[test]
    fn quantiles_of_the_normal_distribution() {
        let cases = [
            (0.5, 0.0),
            (0.9, 1.281_551_565_544_600_5),
            (0.025, -1.959_963_984_540_054),
            (1e-9, -5.997_807_015_007_64),
        ];
        for (share, quantile) in cases {
            assert!((normal_quantile(share) - quantile).abs() < 1e-9, "{share}: {}", normal_quantile(share));
        }
    }
}
