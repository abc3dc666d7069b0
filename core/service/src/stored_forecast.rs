//! A forecast as it is kept: everything its CSV needs, and where it came from.

use serde::{Deserialize, Serialize};
use timeseries::{Labels, Timestamp};

/// A forecast that somebody asked for, one table a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredForecast {
    /// Its id, `20261120T120000Z-1a2b3c4d`: the second it was made, the millisecond (`1a2`) and a hash of what it says
    /// (`b3c4d`). Sorts by time.
    pub id: String,
    /// When it was made.
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
    /// Who it is.
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
        let c = created.civil();
        let stamp = format!("{:04}{:02}{:02}T{:02}{:02}{:02}Z", c.year, c.month, c.day, c.hour, c.minute, c.second);
        let millisecond = created.ms().rem_euclid(1000);
        forecast.id = format!("{stamp}-{millisecond:03x}{:05x}", forecast.fingerprint());
        forecast
    }

    /// FNV-1a over what the forecast says, folded to 20 bits: tells two forecasts of one millisecond apart.
    fn fingerprint(&self) -> u64 {
        let mut hash = Fnv::default();
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
        hash.folded()
    }
}

/// Fowler, Noll, Vo: 64 bit, variant 1a.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    fn number(&mut self, number: f64) {
        self.bytes(&number.to_bits().to_le_bytes());
    }

    /// The lowest 20 bits, with all others folded in.
    fn folded(&self) -> u64 {
        (self.0 ^ (self.0 >> 20) ^ (self.0 >> 40) ^ (self.0 >> 60)) & 0xf_ffff
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
