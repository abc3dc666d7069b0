//! A forecast as it is kept: everything its CSV needs, and where it came from.

use serde::{Deserialize, Serialize};
use timeseries::{Labels, Timestamp};

use crate::kept_id::{Fingerprint, kept_id, kept_id_after};

/// A forecast that somebody asked for, one table a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredForecast {
    /// Its id, `20261120T120000Z-1a2b3c4d`. Sorts by when it was made.
    pub id: String,
    /// Time at which it was made.
    pub created: Timestamp,
    /// The expression that was asked.
    pub expr: String,
    /// The model that was asked for.
    pub model: String,
    /// The level of its band, in percent.
    pub level: f64,
    /// One a series.
    pub series: Vec<StoredSeries>,
}

/// One series of a stored forecast: a row a history sample with its fitted value, then the horizon. All columns have one length.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredSeries {
    /// Labels of the series.
    pub labels: Labels,
    /// The moment of each row.
    pub times: Vec<Timestamp>,
    /// Fitted, then forecast values.
    #[serde(with = "timeseries::gaps")]
    pub yhat: Vec<f64>,
    /// The band's lower edge.
    #[serde(with = "timeseries::gaps")]
    pub yhat_lower: Vec<f64>,
    /// The band's upper edge.
    #[serde(with = "timeseries::gaps")]
    pub yhat_upper: Vec<f64>,
}

impl StoredForecast {
    /// A forecast with the id that its moment and its content give it.
    #[must_use]
    pub fn new(created: Timestamp, expr: String, model: String, level: f64, series: Vec<StoredSeries>) -> Self {
        let mut forecast = Self { id: String::new(), created, expr, model, level, series };
        forecast.id = kept_id(created, &forecast.fingerprint());
        forecast
    }

    /// The same, made after the forecast with the id `newest`, whatever the clock says.
    #[must_use]
    pub fn after(mut self, newest: Option<&str>) -> Self {
        self.id = kept_id_after(newest, self.created, &self.fingerprint());
        self
    }

    fn fingerprint(&self) -> Fingerprint {
        let mut hash = Fingerprint::default();
        hash.text(&self.expr);
        hash.text(&self.model);
        hash.number(self.level);
        hash.number(self.created.seconds());
        for series in &self.series {
            hash.text(&series.labels.to_string());
            for value in series.yhat.iter().chain(&series.yhat_lower).chain(&series.yhat_upper) {
                hash.number(*value);
            }
        }
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forecast(expr: &str, created_ms: i64) -> StoredForecast {
        let created = Timestamp::from_ms(created_ms);
        StoredForecast::new(created, expr.into(), "auto".into(), 80.0, Vec::new())
    }

    #[test]
    fn ids_sort_by_time_and_differ_by_content() {
        let id = |expr, created_ms| forecast(expr, created_ms).id;
        assert!(id("up", 1_700_000_000_026).starts_with("20231114T221320Z-01a"));
        assert_eq!(id("up", 1_700_000_000_999).len(), 25);
        assert_eq!(id("up", 1_700_000_000_000), id("up", 1_700_000_000_000));
        assert_ne!(id("up", 1_700_000_000_000), id("down", 1_700_000_000_000));
        for expr in ["a", "b", "c", "d", "e", "f"] {
            assert!(id("up", 1_700_000_000_007) < id(expr, 1_700_000_000_008), "{expr}");
        }
    }
}
