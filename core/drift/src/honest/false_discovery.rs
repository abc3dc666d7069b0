//! Many p-values at once: how many of those called drifted may be called so by chance.

/// The q-value of each p-value: the least share of false discoveries at which it would be one (Benjamini and Hochberg, "Controlling
/// the false discovery rate", 1995). What was not tested does not count.
pub(super) fn q_values(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut tested: Vec<(usize, f64)> =
        p_values.iter().enumerate().filter_map(|(index, p)| p.map(|p| (index, p))).collect();
    tested.sort_by(|left, right| left.1.total_cmp(&right.1));
    let mut q_values = vec![None; p_values.len()];
    let mut least = 1.0_f64;
    for (rank, (index, p)) in tested.iter().enumerate().rev() {
        least = least.min(p * tested.len() as f64 / (rank + 1) as f64);
        q_values[*index] = Some(least);
    }
    q_values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let q = q_values(&[Some(0.01), None, Some(0.04), Some(0.03), Some(0.5)]);
        assert_eq!(q[1], None);
        let expected = [0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5];
        for (found, expected) in q.iter().flatten().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{q:?}");
        }
    }

    #[test]
    fn one_is_itself_and_none_is_none() {
        assert_eq!(q_values(&[Some(0.2)]), [Some(0.2)]);
        assert_eq!(q_values(&[None, None]), [None, None]);
        assert!(q_values(&[]).is_empty());
    }
}
