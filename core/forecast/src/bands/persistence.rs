//! [`Persistence`] of errors: their correlation over a whole window, and from one step to the next.

use std::f64::consts::FRAC_PI_2;
use std::rc::Rc;

use crate::statistics::mean;

/// Persistence of a forecast without a backtest: its errors pile up, so that one says much about the next.
const UNKNOWN: Persistence = Persistence { of_window: 0.0, of_step: 0.95 };

/// No correlation is larger: it comes from a few windows.
const LARGEST: f64 = 0.95;

/// More neighbouring steps are never counted as one.
const MOST_ALIKE: f64 = 3.0;

/// Correlations of the errors of one forecast, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Persistence {
    /// Of steps far apart: the share of an error that a whole window has in common.
    pub(crate) of_window: f64,
    /// Of neighbours, in what the window does not have in common.
    pub(crate) of_step: f64,
}

impl Persistence {
    pub(super) fn unknown() -> Self {
        UNKNOWN
    }

    /// From the errors of windows, by their signs alone: one wild error says no more than a small one.
    pub(super) fn of(windows: &[Rc<[f64]>]) -> Self {
        let longest = windows.iter().map(|window| window.len()).max().unwrap_or(0);
        let of_window = correlation(windows, longest.div_ceil(2).max(1));
        let near = correlation(windows, 1);
        Self { of_window, of_step: ((near - of_window) / (1.0 - of_window)).clamp(0.0, LARGEST) }
    }
}

/// Counts the neighbouring steps of one forecast that tell as much as one step would: one where errors are independent, more the more
/// one says about the next (Bartlett 1935, for a first-order autoregression).
pub(super) fn steps_alike(windows: &[Rc<[f64]>]) -> usize {
    let near = correlation(windows, 1);
    libm::round((1.0 + near) / (1.0 - near)).min(MOST_ALIKE) as usize
}

/// The correlation of normal errors `distance` steps apart whose signs agree as often as these: Sheppard's formula, 1899.
fn correlation(windows: &[Rc<[f64]>], distance: usize) -> f64 {
    let sign = |value: f64| if value == 0.0 { 0.0 } else { value.signum() };
    let pairs = windows.iter().flat_map(|window| window.iter().zip(window.iter().skip(distance)));
    let agreement = mean(pairs.map(|(left, right)| sign(*left) * sign(*right))).unwrap_or(0.0);
    libm::sin(FRAC_PI_2 * agreement).clamp(0.0, LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_steps_that_err_alike_count_as_one() {
        let alike = |window: &[f64]| steps_alike(&[Rc::from(window)]);
        assert_eq!(alike(&[1.0, 2.0, -1.0, -2.0, 1.0, -1.0, -3.0]), 1);
        // Neighbours agree three times of four: a correlation of sin(pi / 4).
        assert_eq!(alike(&[1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0, 1.0, 1.0]), 3);
        // Two of three: one half.
        assert_eq!(alike(&[1.0, 1.0, -1.0, -1.0]), 3);
        assert_eq!(alike(&[5.0; 9]), 3);
        assert_eq!(alike(&[]), 1);
    }

    #[test]
    fn by_hand() {
        let of =
            |windows: &[&[f64]]| Persistence::of(&windows.iter().map(|window| Rc::from(*window)).collect::<Vec<_>>());
        let one_sided = of(&[&[1.0, 9.0, 1.0, 2.0], &[-3.0, -1.0, f64::NAN, -1.0]]);
        assert_eq!(one_sided, Persistence { of_window: 0.95, of_step: 0.0 });
        assert_eq!(of(&[&[1.0, -1.0, 1.0, -1.0]]), Persistence { of_window: 0.95, of_step: 0.0 });
        // Neighbours agree twice of three times, a third of the way from chance; two steps apart they never do.
        let halves = of(&[&[1.0, 1.0, -1.0, -1.0]]);
        assert!(halves.of_window == 0.0 && (halves.of_step - 0.5).abs() < 1e-12, "{halves:?}");
        for nothing in [&[][..], &[&[][..]], &[&[0.0, 0.0]], &[&[f64::NAN; 3]]] {
            assert_eq!(of(nothing), Persistence { of_window: 0.0, of_step: 0.0 });
        }
    }
}
