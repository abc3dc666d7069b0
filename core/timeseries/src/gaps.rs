//! Values with gaps in JSON, which has no NaN: a gap is `null`, and an infinity is one too. For `#[serde(with = "timeseries::gaps")]`.

use serde::de::{Deserialize, Deserializer};
use serde::ser::Serializer;

/// Writes a list of numbers, `null` where one is not finite.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(values: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(values.iter().map(|value| value.is_finite().then_some(*value)))
}

/// Reads a list of numbers, NaN where there is `null`.
///
/// # Errors
/// Those of the deserializer.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<f64>, D::Error> {
    let values = Vec::<Option<f64>>::deserialize(deserializer)?;
    Ok(values.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect())
}

#[cfg(test)]
mod tests {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Line(#[serde(with = "crate::gaps")] Vec<f64>);

    #[test]
    fn gaps_survive() {
        let text = serde_json::to_string(&Line(vec![1.5, f64::NAN, f64::INFINITY, -0.25])).unwrap();
        assert_eq!(text, "[1.5,null,null,-0.25]");
        let Line(values) = serde_json::from_str(&text).unwrap();
        assert_eq!(values[0].to_bits(), 1.5_f64.to_bits());
        assert!(values[1].is_nan() && values[2].is_nan());
    }
}
