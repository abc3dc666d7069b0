//! Tenths of a CSS pixel: the unit plotters counts in here, and how one is written.

/// Backend pixels in a CSS pixel.
pub(crate) const TENTHS: f64 = 10.0;

/// A CSS length in backend pixels.
pub(crate) fn tenths(px: f64) -> i32 {
    (px * TENTHS).round() as i32
}

/// A number of tenths as a decimal, as short as it goes: `12`, `-3.5`, `.2`.
pub(crate) struct Tenth(pub(crate) i32);

impl std::fmt::Display for Tenth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        let sign = if self.0 < 0 { "-" } else { "" };
        match (whole, tenth) {
            (_, 0) => write!(f, "{sign}{whole}"),
            (0, _) => write!(f, "{sign}.{tenth}"),
            _ => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_short() {
        let cases = [(0, "0"), (5, ".5"), (-5, "-.5"), (10, "1"), (-123, "-12.3"), (i32::MIN, "-214748364.8")];
        for (tenths, text) in cases {
            assert_eq!(Tenth(tenths).to_string(), text);
        }
    }
}
