//! Values that are strange only beside an expectation that a strange value has spoilt: the return from a spike, and its echo a
//! season later.

/// Steps after a strange value in which the expectation may still rest upon it.
const MOST_STEPS: usize = 4;

/// Largest distance of such a value from the older expectation, as a share of its distance from its own.
const NEARER: f64 = 0.5;

/// Lowers the scores of such values to the edge. Each is compared with what was expected of the strange value before it, a few
/// steps or one of `seasons_steps` ago.
pub(super) fn forgive(scores: &mut [f64], values: &[f64], expected: &[f64], seasons_steps: &[usize]) {
    for index in 0..scores.len() {
        if scores[index] > 1.0 && is_aftermath(index, scores, values, expected, seasons_steps) {
            scores[index] = 1.0;
        }
    }
}

fn is_aftermath(index: usize, scores: &[f64], values: &[f64], expected: &[f64], seasons_steps: &[usize]) -> bool {
    let apart = (values[index] - expected[index]).abs();
    let spoilt_by = |steps: usize| {
        let before = index.checked_sub(steps).filter(|before| scores[*before] > 1.0)?;
        // What was expected there spoilt nothing where the value there was as the one here.
        let was_elsewhere = (values[index] - values[before]).abs() > NEARER * apart;
        Some(was_elsewhere && (values[index] - expected[before]).abs() < NEARER * apart)
    };
    (1..=MOST_STEPS).chain(seasons_steps.iter().copied()).any(|steps| spoilt_by(steps) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forgiven(values: &[f64], expected: &[f64], seasons_steps: &[usize]) -> Vec<usize> {
        let score = |(value, expected): (&f64, &f64)| (value - expected).abs();
        let before: Vec<f64> = values.iter().zip(expected).map(score).collect();
        let mut scores = before.clone();
        forgive(&mut scores, values, expected, seasons_steps);
        (0..scores.len()).filter(|index| scores[*index] < before[*index]).collect()
    }

    #[test]
    fn the_return_from_a_spike() {
        assert_eq!(forgiven(&[1.0, 90.0, 1.5, 1.0], &[1.0, 1.0, 90.0, 1.5], &[]), [2]);
        assert_eq!(forgiven(&[1.0, 90.0, 90.0, 1.0], &[1.0, 1.0, 90.0, 90.0], &[]), [3], "after two of a kind");
        assert!(forgiven(&[1.0, 90.0, 90.0, 91.0], &[1.0, 1.0, 90.0, 90.0], &[]).is_empty(), "a level that stays");
    }

    #[test]
    fn the_echo_of_a_spike() {
        let (values, expected) = ([5.0, 80.0, 7.0, 8.0, 5.0, 6.0, 7.0], [5.0, 6.0, 7.0, 8.0, 5.0, 80.0, 7.0]);
        assert_eq!(forgiven(&values, &expected, &[4]), [5]);
        assert!(forgiven(&[5.0, 80.0, 7.0, 8.0, 5.0, 80.0], &[5.0, 6.0, 7.0, 8.0, 5.0, 6.0], &[4]).is_empty());
    }

    #[test]
    fn an_outage_is_strange_while_it_lasts() {
        assert!(forgiven(&[100.0, 0.0, 0.0, 0.0], &[100.0, 110.0, 120.0, 130.0], &[]).is_empty());
    }
}
