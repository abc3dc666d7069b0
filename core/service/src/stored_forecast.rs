//! A forecast as it is kept: everything its CSV needs, and where it came from.

use serde::{Deserialize, Serialize};
use timeseries::{Labels, Timestamp};

/// A forecast that somebody asked for, one table a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredForecast {
    /// Its id, `20261120T120000Z-1a2b3c4d`: when it was made and a hash of what it says. Sorts by time.
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
        let mut forecast = Self {
            id: String::new(),
            created,
            expr,
            model,
            level,
            series,
        };
        let c = created.civil();
        let stamp = format!(
            "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
            c.year, c.month, c.day, c.hour, c.minute, c.second
        );
        forecast.id = format!("{stamp}-{:08x}", forecast.fingerprint());
        forecast
    }

    /// FNV-1a over what the forecast says, folded to 32 bits: tells two forecasts of one second apart.
    fn fingerprint(&self) -> u32 {
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

    fn folded(&self) -> u32 {
        let [a, b, c, d, e, f, g, h] = self.0.to_le_bytes();
        u32::from_le_bytes([a, b, c, d]) ^ u32::from_le_bytes([e, f, g, h])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forecast(expr: &str) -> StoredForecast {
        StoredForecast::new(
            Timestamp::from_seconds(1_700_000_000),
            expr.into(),
            "auto".into(),
            80.0,
            Vec::new(),
        )
    }

    #[test]
    fn ids_sort_by_time_and_differ_by_content() {
        assert!(forecast("up").id.starts_with("20231114T221320Z-"));
        assert_eq!(forecast("up").id.len(), 25);
        assert_eq!(forecast("up").id, forecast("up").id);
        assert_ne!(forecast("up").id, forecast("down").id);
    }
}
