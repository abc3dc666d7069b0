//! Files as they are written, and files as others, accidents and attackers leave them.

mod damage;
mod foreign;
mod in_turn;
mod round_trip;

use timeseries::{Day, Labels, Timestamp};

use crate::{Compression, ProxyName, Row, WriteOptions};

pub(super) fn day() -> Day {
    "2023-04-01".parse().unwrap()
}

pub(super) fn proxy() -> ProxyName {
    "api-proxy-1".parse().unwrap()
}

pub(super) fn options(compression: Compression) -> WriteOptions {
    WriteOptions { compression, ..WriteOptions::default() }
}

/// A day of three metrics every `step_s` seconds, in two environments, with numbers that are hard to write.
pub(super) fn rows(step_s: i64) -> Vec<Row> {
    let mut rows = Vec::new();
    for (nth, metric) in ["request_count", "response_time", "error_count"].into_iter().enumerate() {
        for environment in ["prod", "test \"日\""] {
            let labels = Labels::from_pairs([("apiproxy", "api-proxy-1"), ("environment", environment)]);
            for at in 0..86_400 / step_s {
                let timestamp = Timestamp::from_ms(day().start().ms() + at * step_s * 1000);
                let value = match at % 97 {
                    13 => f64::NAN,
                    14 => f64::INFINITY,
                    15 => f64::NEG_INFINITY,
                    16 => -0.0,
                    noise => (nth as f64 + 1.0) * 100.0 + (noise as f64 * 0.77).sin() * 10.0,
                };
                rows.push(Row { timestamp, metric: metric.to_owned(), value, labels: labels.clone() });
            }
        }
    }
    rows
}

/// Rows by their bits, so that NaN equals NaN and -0.0 is not 0.0; in an order of their own.
pub(super) fn bits(rows: &[Row]) -> Vec<(String, Labels, i64, u64)> {
    let mut bits: Vec<_> = rows
        .iter()
        .map(|row| (row.metric.clone(), row.labels.clone(), row.timestamp.ms(), row.value.to_bits()))
        .collect();
    bits.sort();
    bits
}
