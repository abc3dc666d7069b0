//! [`fingerprint`]: a hash of the times and values of a series, so that a forecast names the data it was made of.

use std::fmt::Write;

use sha2::{Digest, Sha256};
use timeseries::GridSeries;

/// SHA-256 in hexadecimal of the grid's start and step in milliseconds, as 64-bit integers, and of its values, as doubles; all
/// little-endian, a missing value as `0x7ff8000000000000`. Labels are no part of it.
#[must_use]
pub fn fingerprint(series: &GridSeries) -> String {
    let mut hash = Sha256::new();
    hash.update(series.grid.start.ms().to_le_bytes());
    hash.update(series.grid.step.ms().to_le_bytes());
    for value in &series.values {
        let canonical = if value.is_nan() { f64::NAN } else { *value };
        hash.update(canonical.to_le_bytes());
    }
    in_hexadecimal(hash)
}

/// The fingerprint of the only series, or SHA-256 of the fingerprints of several, each with a line feed behind it.
pub fn fingerprint_of_all<'a>(series: impl IntoIterator<Item = &'a GridSeries>) -> String {
    let mut each: Vec<String> = series.into_iter().map(fingerprint).collect();
    match each.len() {
        1 => each.remove(0),
        _ => in_hexadecimal(each.iter().fold(Sha256::new(), |hash, one| hash.chain_update(one).chain_update("\n"))),
    }
}

fn in_hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        // A string takes all that is written to it.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::{Duration, Grid, Labels, Timestamp};

    fn series(start: i64, values: &[f64]) -> GridSeries {
        let grid = Grid { start: Timestamp::from_ms(start), step: Duration::HOUR, len: values.len() };
        GridSeries { labels: Labels::default(), grid, values: values.to_vec() }
    }

    fn of(start: i64, values: &[f64]) -> String {
        fingerprint(&series(start, values))
    }

    #[test]
    fn several_have_one_too() {
        let (one, other) = (series(0, &[1.0]), series(0, &[2.0]));
        assert_eq!(fingerprint_of_all([&one]), fingerprint(&one));
        assert_ne!(fingerprint_of_all([&one, &other]), fingerprint_of_all([&other, &one]));
        assert_eq!(fingerprint_of_all([]).len(), 64);
    }

    #[test]
    fn the_same_data_and_no_other() {
        let known = of(0, &[1.0, f64::NAN]);
        // python3: sha256(struct.pack('<qqdQ', 0, 3600000, 1.0, 0x7ff8000000000000)).hexdigest()
        assert_eq!(known, "f6fadb54b9c2acfa408b3f03487cabb54478060527aded8cbc95e8998096a6a9");
        assert_eq!(known, of(0, &[1.0, -f64::NAN]));
        for other in [of(1, &[1.0, f64::NAN]), of(0, &[1.0]), of(0, &[1.0, 0.0])] {
            assert_ne!(known, other);
        }
    }
}
