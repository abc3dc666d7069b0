//! Gaps filled for members whose library takes none.

/// The values with every gap filled: from the same time of the neighbouring seasons where both are there, else on the
/// straight line between the neighbours, the ends held. A history without any value stays as it is.
pub(super) fn filled(values: &[f64], season_steps: usize) -> Vec<f64> {
    let line = on_a_line(values);
    let from_season = |index: usize| {
        let before = index.checked_sub(season_steps).and_then(|index| values.get(index));
        let after = values.get(index + season_steps);
        before.zip(after).map(|(before, after)| f64::midpoint(*before, *after)).filter(|mean| mean.is_finite())
    };
    let fill = |(index, &value): (usize, &f64)| match value.is_finite() {
        true => value,
        false => from_season(index).unwrap_or(line[index]),
    };
    values.iter().enumerate().map(fill).collect()
}

/// Gaps filled on the straight line between their neighbours, the ends held.
fn on_a_line(values: &[f64]) -> Vec<f64> {
    let present: Vec<usize> = (0..values.len()).filter(|index| values[*index].is_finite()).collect();
    let mut line = values.to_vec();
    for pair in present.windows(2) {
        let (left, right) = (pair[0], pair[1]);
        let slope = (values[right] - values[left]) / (right - left) as f64;
        for (distance, value) in line[left..right].iter_mut().enumerate() {
            *value = values[left] + slope * distance as f64;
        }
    }
    if let (Some(&first), Some(&last)) = (present.first(), present.last()) {
        line[..first].fill(values[first]);
        line[last..].fill(values[last]);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    #[test]
    fn by_the_season_then_by_the_line_then_by_the_end() {
        let cases = [
            (vec![1.0, GAP, 3.0], vec![1.0, 2.0, 3.0]),
            (vec![GAP, GAP, 3.0, GAP], vec![3.0, 3.0, 3.0, 3.0]),
            (vec![1.0, 9.0, 2.0, GAP, 3.0, 11.0], vec![1.0, 9.0, 2.0, 10.0, 3.0, 11.0]),
            (vec![1.0, GAP, 2.0, GAP, 3.0, 11.0], vec![1.0, 1.5, 2.0, 2.5, 3.0, 11.0]),
            (vec![], vec![]),
        ];
        for (values, expected) in cases {
            assert_eq!(filled(&values, 2), expected, "{values:?}");
        }
        assert!(filled(&[GAP, GAP], 2).iter().all(|value| value.is_nan()));
    }
}
