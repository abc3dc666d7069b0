//! The schema of the model that ships: bikes rented in Washington, by weather and calendar.
//!
//! Names, codes and units are those of the data set: Fanaee-T and Gama, "Event labeling combining ensemble detectors and
//! background knowledge", 2013, as published by the UCI Machine Learning Repository (275, Bike Sharing).

use crate::{Feature, Kind, Schema};

/// The columns of `hour.csv` that the model reads, with a Saturday in January at midnight as the example.
#[must_use]
pub fn bike_sharing() -> Schema {
    Schema {
        model: "bike-sharing".to_owned(),
        target: "cnt".to_owned(),
        target_unit: "bikes an hour".to_owned(),
        time: Some("dteday".to_owned()),
        hour: Some("hr".to_owned()),
        features: features(),
    }
}

fn features() -> Vec<Feature> {
    vec![
        share("temp", "Temperature", "of 41 °C", 0.24),
        share("atemp", "Temperature as felt", "of 50 °C", 0.2879),
        share("hum", "Humidity", "of 100 %", 0.81),
        share("windspeed", "Wind speed", "of 67 km/h", 0.0),
        code("mnth", "Month", 1.0, &MONTHS),
        Feature { unit: "o'clock".to_owned(), max: Some(23.0), ..code("hr", "Hour", 0.0, &[]) },
        Feature { example: 6.0, ..code("weekday", "Day of the week", 0.0, &WEEKDAYS) },
        code("season", "Season", 1.0, &SEASONS),
        code("holiday", "Holiday", 0.0, &["no", "yes"]),
        code("workingday", "Working day", 0.0, &["no", "yes"]),
        code("weathersit", "Weather", 1.0, &WEATHER),
    ]
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
// As the data set names them: its first season begins with the year.
const SEASONS: [&str; 4] = ["spring", "summer", "fall", "winter"];
const WEATHER: [&str; 4] = [
    "clear or partly cloudy",
    "mist or cloudy",
    "light snow, light rain or thunderstorm",
    "heavy rain, ice, snow or fog",
];

/// A measure that the data set divides by its greatest value.
fn share(name: &str, label: &str, unit: &str, example: f64) -> Feature {
    Feature {
        name: name.to_owned(),
        label: label.to_owned(),
        kind: Kind::Number,
        min: Some(0.0),
        max: Some(1.0),
        unit: unit.to_owned(),
        values: Vec::new(),
        example,
    }
}

/// A whole number from `first` on, each with its meaning; the first is the example.
fn code(name: &str, label: &str, first: f64, meanings: &[&str]) -> Feature {
    let codes = std::iter::successors(Some(first), |code| Some(code + 1.0));
    let values: Vec<(f64, String)> = codes.zip(meanings).map(|(code, meaning)| (code, (*meaning).to_owned())).collect();
    Feature {
        name: name.to_owned(),
        label: label.to_owned(),
        kind: Kind::Integer,
        min: Some(first),
        max: values.last().map(|(code, _)| *code),
        unit: String::new(),
        values,
        example: first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_and_their_order() {
        let schema = bike_sharing();
        let names: Vec<&str> = schema.features.iter().map(|feature| feature.name.as_str()).collect();
        let order = [
            "temp",
            "atemp",
            "hum",
            "windspeed",
            "mnth",
            "hr",
            "weekday",
            "season",
            "holiday",
            "workingday",
            "weathersit",
        ];
        assert_eq!(names, order);
        assert_eq!(schema.example(), [0.24, 0.2879, 0.81, 0.0, 1.0, 0.0, 6.0, 1.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn codes_have_their_meaning() {
        let schema = bike_sharing();
        let meaning = |name: &str, code: f64| {
            let feature = &schema.features[schema.position(name).unwrap()];
            feature.meaning(code).map(str::to_owned)
        };
        assert_eq!(meaning("mnth", 12.0).as_deref(), Some("December"));
        assert_eq!(meaning("weekday", 6.0).as_deref(), Some("Saturday"));
        assert_eq!(meaning("weathersit", 3.0).as_deref(), Some("light snow, light rain or thunderstorm"));
        assert_eq!((meaning("season", 0.0), meaning("hr", 3.0)), (None, None));
        for feature in &schema.features {
            assert!(feature.is_in_range(feature.example), "{}", feature.name);
        }
    }
}
