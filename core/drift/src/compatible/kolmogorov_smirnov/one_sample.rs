//! The p-value of one sample against a known distribution: which formula serves which distance (Simard and L'Ecuyer, "Computing the
//! two-sided Kolmogorov-Smirnov distribution", 2011), with the limits of scipy 1.17.

mod durbin;
mod pelz_good;

/// Values up to which the exact distribution is affordable everywhere.
const SMALL: u32 = 140;

/// The probability that the distance of `values` values (at least 1) exceeds `distance`, 0 to 1.
pub(super) fn p_value(distance: f64, values: u32) -> f64 {
    let n = f64::from(values);
    let steps = n * distance;
    // From here on the two one-sided probabilities hardly overlap.
    let apart = if values <= SMALL { 4.0 } else { 2.2 };
    let p = if steps <= 0.5 {
        1.0
    } else if distance >= 1.0 {
        0.0
    } else if steps <= 1.0 {
        1.0 - within_one_step(values, steps)
    } else if steps >= n - 1.0 {
        2.0 * libm::pow(1.0 - distance, n)
    } else if distance >= 0.5 || steps * distance > apart {
        2.0 * one_sided(distance, values)
    } else if values <= SMALL || n * libm::pow(distance, 1.5) <= 1.4 {
        1.0 - durbin::within(distance, values)
    } else {
        1.0 - pelz_good::within(distance, n)
    };
    p.clamp(0.0, 1.0)
}

/// n!/nⁿ (2t - 1)ⁿ for distances of half a step to one step `t` (Ruben and Gambino 1982).
fn within_one_step(values: u32, steps: f64) -> f64 {
    let n = f64::from(values);
    (1..=values).map(|index| f64::from(index) / n * (2.0 * steps - 1.0)).product()
}

/// Smirnov's one-sided probability: a sum of positive terms (Birnbaum and Tingey 1951).
fn one_sided(distance: f64, values: u32) -> f64 {
    let n = f64::from(values);
    let factorial = libm::lgamma(n + 1.0);
    let term = |index: u32| {
        let j = f64::from(index);
        let choose = factorial - libm::lgamma(j + 1.0) - libm::lgamma(n - j + 1.0);
        let above = 1.0 - distance - j / n;
        let tail = if above > 0.0 { (n - j) * libm::log(above) } else { f64::NEG_INFINITY };
        libm::exp(choose + tail + (j - 1.0) * libm::log(distance + j / n))
    };
    let last = libm::floor(n * (1.0 - distance)) as u32;
    distance * (0..=last).map(term).sum::<f64>()
}
