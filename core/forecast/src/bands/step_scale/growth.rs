//! Growth of errors from one season to the next: the best fit that never falls.

/// A few means say how errors grow; more would only draw stairs.
const MOST_MEANS: usize = 12;

/// A value a step that never falls from one season to the next, nearest to `raw` in the sense of least squares over the
/// means of seasons, of several where there are many.
pub(super) fn growing(raw: &[f64], season_steps: usize) -> Vec<f64> {
    let season_steps = season_steps * (raw.len() / season_steps).div_ceil(MOST_MEANS).max(1);
    let means: Vec<f64> =
        raw.chunks(season_steps).map(|season| season.iter().sum::<f64>() / season.len() as f64).collect();
    let levels = isotonic(&means);
    let centre = |season: usize| (season as f64 + 0.5) * season_steps as f64 - 0.5;
    (0..raw.len()).map(|step| between(&levels, centre, step as f64, season_steps)).collect()
}

/// The levels joined by straight lines from the middle of one season to the middle of the next: a band has no stairs.
fn between(levels: &[f64], centre: impl Fn(usize) -> f64, step: f64, season_steps: usize) -> f64 {
    let position = ((step - centre(0)) / season_steps as f64).clamp(0.0, (levels.len() - 1) as f64);
    let season = (position as usize).min(levels.len().saturating_sub(2));
    let next = levels.get(season + 1).copied().unwrap_or(levels[season]);
    levels[season] + (next - levels[season]) * (position - season as f64)
}

/// Isotonic regression by pooling adjacent violators (Ayer et al., 1955).
fn isotonic(values: &[f64]) -> Vec<f64> {
    let mut blocks: Vec<(f64, usize)> = Vec::with_capacity(values.len());
    for value in values {
        let mut block = (*value, 1);
        while let Some(&(before, count)) = blocks.last().filter(|(before, _)| *before > block.0) {
            block = ((before * count as f64 + block.0 * block.1 as f64) / (count + block.1) as f64, count + block.1);
            blocks.pop();
        }
        blocks.push(block);
    }
    blocks.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(mean, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn violators_are_pooled() {
        assert_eq!(isotonic(&[1.0, 3.0, 2.0, 2.5, 5.0]), [1.0, 2.5, 2.5, 2.5, 5.0]);
        assert_eq!(isotonic(&[3.0, 2.0, 1.0]), [2.0; 3]);
        assert!(isotonic(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn never_falls_and_keeps_the_mean(values in prop::collection::vec(0.0..1e6_f64, 1..60)) {
            let fitted = isotonic(&values);
            prop_assert!(fitted.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9 * pair[1].abs()));
            let sum = |values: &[f64]| values.iter().sum::<f64>();
            prop_assert!((sum(&fitted) - sum(&values)).abs() <= 1e-9 * sum(&values).max(1.0));
        }

        #[test]
        fn one_value_a_step(values in prop::collection::vec(0.0..1e6_f64, 1..60), season_steps in 1_usize..20) {
            let grown = growing(&values, season_steps);
            prop_assert_eq!(grown.len(), values.len());
            prop_assert!(grown.windows(2).all(|pair| pair[0] <= pair[1] + 1e-6));
        }
    }
}
