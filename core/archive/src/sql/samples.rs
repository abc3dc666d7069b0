//! The statement that reads the samples of some series.

use timeseries::{Duration, Timestamp};

use super::{SqlValue, Statement};

/// Samples to read: of every matching series, those after one moment up to and including another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplesWanted {
    /// The metric's name, where it must be this one.
    pub metric: Option<String>,
    /// The API proxies.
    pub proxies: Vec<String>,
    /// Labels with the values they must have, none of them empty.
    pub labels: Vec<(String, String)>,
    /// The last moment before the first sample.
    pub after: Timestamp,
    /// The last moment of a sample.
    pub until: Timestamp,
    /// Only the newest sample of each stretch of this length is wanted, counted from `after`; every sample where `None`.
    pub newest_of: Option<Duration>,
}

/// Reads the samples that any of `wanted` wants, in no order, as [`Samples`](crate::samples::Samples) reads them.
#[must_use]
pub fn samples(wanted: &[SamplesWanted]) -> Statement {
    let mut statement = Statement::plain("");
    for (index, one) in wanted.iter().enumerate() {
        let union = if index > 0 { " UNION ALL " } else { "" };
        statement.sql.push_str(union);
        select(one, &mut statement);
    }
    statement
}

/// Of two values of one moment the greater one is taken: rows have no order.
const NEWEST: &str = "SELECT metric_name, api_proxy, map_keys(labels) AS label_names, map_values(labels) AS label_values, \
    max(epoch_ms(timestamp)) AS ms, max({'ms': epoch_ms(timestamp), 'value': value}).value AS value, count(*) AS rows";
const EVERY: &str = "SELECT metric_name, api_proxy, map_keys(labels) AS label_names, map_values(labels) AS label_values, \
    epoch_ms(timestamp) AS ms, value, 1::BIGINT AS rows";

fn select(wanted: &SamplesWanted, statement: &mut Statement) {
    let Statement { sql, values } = statement;
    sql.push_str(if wanted.newest_of.is_some() { NEWEST } else { EVERY });
    sql.push_str(" FROM metrics WHERE timestamp > ? AND timestamp <= ? AND api_proxy = ANY(?)");
    values.push(SqlValue::TimestampMs(wanted.after.ms()));
    values.push(SqlValue::TimestampMs(wanted.until.ms()));
    values.push(SqlValue::TextList(wanted.proxies.clone()));
    if let Some(metric) = &wanted.metric {
        sql.push_str(" AND metric_name = ?");
        values.push(SqlValue::Text(metric.clone()));
    }
    for (name, value) in &wanted.labels {
        sql.push_str(" AND list_contains(map_extract(labels, ?), ?)");
        values.extend([name, value].map(|text| SqlValue::Text(text.clone())));
    }
    if let Some(length) = wanted.newest_of {
        sql.push_str(" GROUP BY metric_name, api_proxy, labels, (epoch_ms(timestamp) - ? - 1) // ?");
        values.push(SqlValue::Integer(wanted.after.ms()));
        values.push(SqlValue::Integer(length.ms_i64().max(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> SamplesWanted {
        SamplesWanted {
            metric: Some("request_count' OR 1=1 --".into()),
            proxies: vec!["a".into(), "b".into()],
            labels: vec![("environment".into(), "prod'".into())],
            after: Timestamp::from_seconds(100),
            until: Timestamp::from_seconds(200),
            newest_of: None,
        }
    }

    #[test]
    fn every_text_of_a_stranger_is_bound() {
        let newest = SamplesWanted { newest_of: Some(Duration::HOUR), ..wanted() };
        let statement = samples(&[wanted(), newest]);
        assert!(!statement.sql.contains("OR 1") && !statement.sql.contains("prod"), "{}", statement.sql);
        assert_eq!(statement.sql.matches('?').count(), statement.values.len(), "{}", statement.sql);
        assert_eq!(statement.values.len(), 6 + 8);
        assert!(statement.sql.contains(" UNION ALL SELECT"), "{}", statement.sql);
    }

    #[test]
    fn nothing_more_is_asked_than_must_be() {
        let any = SamplesWanted { metric: None, labels: Vec::new(), ..wanted() };
        assert_eq!(samples(&[any]).values.len(), 3);
    }
}
