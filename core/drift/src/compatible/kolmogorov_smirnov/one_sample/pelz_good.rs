//! The distribution by its expansion in powers of 1/√n (Pelz and Good, "Approximating the lower tail-areas of the Kolmogorov-Smirnov
//! one-sample statistic", 1976).

use std::f64::consts::PI;

/// The probability that the distance of `n` values (more than 140) is at most `distance`.
pub(super) fn within(distance: f64, n: f64) -> f64 {
    let z = n.sqrt() * distance;
    let q_log = -PI * PI / (8.0 * z * z);
    let last = libm::ceil(16.0 * z / PI) as u32;
    let mut sums = odd_terms(z, last, q_log);
    let (second, third) = whole_terms(z, last);
    sums[2] += second;
    sums[3] += third;
    let root = n.sqrt();
    sums[0] + sums[1] / root + sums[2] / n + sums[3] / (n * root)
}

/// The sums over odd numbers, by Horner's scheme in powers of exp(`q_log`).
fn odd_terms(z: f64, last: u32, q_log: f64) -> [f64; 4] {
    let (z2, z4, z6, z8) = (z * z, power(z, 4), power(z, 6), power(z, 8));
    let (pi2, pi4, pi6) = (PI * PI, power(PI, 4), power(PI, 6));
    let mut sums = [0.0; 4];
    for index in (1..=last).rev() {
        let m2 = power(f64::from(2 * index - 1), 2);
        let (m4, m6) = (m2 * m2, m2 * m2 * m2);
        let coefficients = [
            1.0,
            -z2 + pi2 / 4.0 * m2,
            6.0 * z6 + 2.0 * z4 + (2.0 * z4 - 5.0 * z2) * pi2 / 4.0 * m2 + pi4 * (1.0 - 2.0 * z2) / 16.0 * m4,
            -30.0 * z6 - 90.0 * z8
                + pi2 * (135.0 * z4 - 96.0 * z6) / 4.0 * m2
                + pi4 * (-60.0 * z2 + 212.0 * z4) / 16.0 * m4
                + pi6 * (5.0 - 30.0 * z2) / 64.0 * m6,
        ];
        let q_power = libm::exp(q_log * f64::from(8 * index));
        sums.iter_mut().zip(coefficients).for_each(|(sum, coefficient)| *sum = *sum * q_power + coefficient);
    }
    let factor = libm::exp(q_log) * (2.0 * PI).sqrt();
    let divisors = [z, 6.0 * z4, 72.0 * power(z, 7), 6480.0 * power(z, 10)];
    std::array::from_fn(|index| sums[index] * factor / divisors[index])
}

/// The sums over all whole numbers that the second and third order have besides.
fn whole_terms(z: f64, last: u32) -> (f64, f64) {
    let q_log = -PI * PI / (2.0 * z * z);
    let (mut second, mut third) = (0.0, 0.0);
    for index in (1..=last).map(f64::from) {
        let weight = index * index * libm::exp(q_log * index * index);
        second += weight;
        third += weight * (3.0 * z * z - PI * PI * index * index);
    }
    let factor = PI * PI * (2.0 * PI).sqrt();
    (-second * factor / (36.0 * power(z, 3)), third * factor / (216.0 * power(z, 6)))
}

fn power(base: f64, exponent: i32) -> f64 {
    libm::pow(base, f64::from(exponent))
}
