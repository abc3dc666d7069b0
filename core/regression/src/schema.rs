//! `Schema`: the columns that a model reads, and the one it predicts.

use std::collections::BTreeSet;

use crate::feature::Kind;
use crate::{Feature, RegressionError};

/// More features than this are a mistake.
pub(crate) const MAX_FEATURES: usize = 1000;

const MAX_NAME_LENGTH: usize = 64;

/// The columns of a model's rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// The model's name, as in URLs and file names: `bike-sharing`.
    pub model: String,
    /// The column it predicts.
    pub target: String,
    /// Unit of the target: `bikes an hour`; empty without one.
    pub target_unit: String,
    /// The column with the day or the moment of a row; `None` where rows have none.
    pub time: Option<String>,
    /// The feature that says the hour of the day, where the time column holds only days.
    pub hour: Option<String>,
    /// Features, in the order of a row's values.
    pub features: Vec<Feature>,
}

impl Schema {
    /// Says whether a model can be made of it.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn check(&self) -> Result<(), RegressionError> {
        if !is_model_name(&self.model) {
            return Err(RegressionError::ModelName(crate::feature::quoted(&self.model)));
        }
        match self.features.len() {
            0 => return Err(RegressionError::NoFeatures),
            count if count > MAX_FEATURES => return Err(RegressionError::TooManyFeatures(count)),
            _ => {}
        }
        self.check_names()?;
        self.features.iter().try_for_each(check_feature)
    }

    /// The place of a feature in a row; `None` where there is no such feature.
    #[must_use]
    pub fn position(&self, feature: &str) -> Option<usize> {
        self.features.iter().position(|known| known.name == feature)
    }

    /// The example of every feature: a row to begin with.
    #[must_use]
    pub fn example(&self) -> Vec<f64> {
        self.features.iter().map(|feature| feature.example).collect()
    }

    /// Returns true if a row can be predicted: as many values as features, no null, no category the model never saw.
    #[must_use]
    pub fn is_known(&self, row: &[f64]) -> bool {
        row.len() == self.features.len()
            && self.features.iter().zip(row).all(|(feature, value)| feature.is_known(*value))
    }

    fn check_names(&self) -> Result<(), RegressionError> {
        let mut seen = BTreeSet::new();
        let columns = self.features.iter().map(|feature| &feature.name).chain([&self.target]).chain(&self.time);
        for name in columns {
            if name.trim().is_empty() || !seen.insert(name) {
                return Err(RegressionError::ColumnName(crate::feature::quoted(name)));
            }
        }
        match &self.hour {
            Some(hour) if self.position(hour).is_none() => Err(RegressionError::NoHourFeature(hour.clone())),
            _ => Ok(()),
        }
    }
}

/// Returns true if a text can be the name of a model: part of a URL and of a file's name, on any system.
fn is_model_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    (1..=MAX_NAME_LENGTH).contains(&name.len()) && name.bytes().all(is_plain)
}

fn check_feature(feature: &Feature) -> Result<(), RegressionError> {
    let numbers = feature.min.into_iter().chain(feature.max).chain([feature.example]);
    let has_room = feature.min.zip(feature.max).is_none_or(|(min, max)| min <= max);
    if !has_room || !numbers.into_iter().all(f64::is_finite) {
        return Err(RegressionError::Range(feature.name.clone()));
    }
    let mut codes = feature.values.iter().map(|(code, _)| *code).zip(0_u32..);
    match feature.kind != Kind::Category || codes.all(|(code, place)| code == f64::from(place)) {
        true => Ok(()),
        false => Err(RegressionError::CategoryCodes(feature.name.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bike_sharing;

    #[test]
    fn the_one_that_ships_is_in_order() {
        assert_eq!(bike_sharing().check(), Ok(()));
    }

    #[test]
    fn what_no_model_can_be_made_of() {
        type Spoil = fn(&mut Schema);
        let cases: [(Spoil, &str); 14] = [
            (|schema| schema.model = String::new(), "cannot be the name"),
            (|schema| schema.model = "../x".to_owned(), "cannot be the name"),
            (|schema| schema.model = "Bike".to_owned(), "cannot be the name"),
            (|schema| schema.model = "x".repeat(65), "cannot be the name"),
            (|schema| schema.features.clear(), "no features"),
            (|schema| schema.features = vec![schema.features[0].clone(); 1001], "1001 features"),
            (|schema| schema.features[1].name = "temp".to_owned(), "`temp` is named twice"),
            (|schema| schema.features[1].name = " ".to_owned(), "has no name"),
            (|schema| schema.target = "temp".to_owned(), "`temp` is named twice"),
            (|schema| schema.time = Some("cnt".to_owned()), "`cnt` is named twice"),
            (|schema| schema.hour = Some("hour".to_owned()), "not among the features"),
            (|schema| schema.features[0].min = Some(2.0), "the range of `temp`"),
            (|schema| schema.features[0].example = f64::NAN, "the range of `temp`"),
            (|schema| schema.features[4].kind = Kind::Category, "the categories of `mnth`"),
        ];
        for (spoil, words) in cases {
            let mut schema = bike_sharing();
            spoil(&mut schema);
            let refusal = schema.check().unwrap_err().to_string();
            assert!(refusal.contains(words), "{refusal}");
        }
    }

    #[test]
    fn its_example_is_a_row() {
        let schema = bike_sharing();
        assert!(schema.is_known(&schema.example()));
        assert_eq!(schema.position("hr"), Some(5));
        assert_eq!(schema.position("cnt"), None);
        let mut row = schema.example();
        row[3] = f64::NAN;
        assert!(!schema.is_known(&row) && !schema.is_known(&row[..3]));
    }
}
