//! The metrics a source knows: names from one answer, types and help texts from another.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::envelope::Envelope;
use super::{AnswerError, typed, words};
use crate::{MetricInfo, MetricKind};

/// What is declared of metrics, by the name they are declared under.
pub type Metadata = BTreeMap<String, Declared>;

/// The type, help text and unit of a metric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    kind: MetricKind,
    help: String,
    unit: String,
}

/// Reads the names of metrics, at most `limit` of them; the others are left out.
///
/// # Errors
/// Prometheus' own error, or bytes that are no such answer.
pub fn metric_names(body: &[u8], limit: usize) -> Result<Vec<String>, AnswerError> {
    let mut names: Vec<String> = typed(Envelope::read(body, "")?.data()?, "its list of names")?;
    names.sort_unstable();
    names.dedup();
    names.truncate(limit);
    Ok(names)
}

/// Reads what is declared of metrics. Of several declarations of one metric the first counts.
///
/// # Errors
/// Prometheus' own error, or bytes that are no such answer.
pub fn metadata(body: &[u8]) -> Result<Metadata, AnswerError> {
    let declared: BTreeMap<String, Vec<Declaration>> = typed(Envelope::read(body, "")?.data()?, "its metadata")?;
    let first = |(name, declarations): (String, Vec<Declaration>)| Some((name, declarations.into_iter().next()?));
    let entry = |(name, first): (String, Declaration)| {
        let (help, unit) = (words::sanitised(&first.help), words::sanitised(&first.unit));
        (name, Declared { kind: kind(&first.kind), help, unit })
    };
    Ok(declared.into_iter().filter_map(first).map(entry).collect())
}

/// Names with what is declared of them. The parts of a histogram or a summary are declared under its name, and a
/// counter of OpenMetrics is declared without its `_total`.
#[must_use]
pub fn metric_infos(names: Vec<String>, metadata: &Metadata) -> Vec<MetricInfo> {
    names.into_iter().map(|name| info(name, metadata)).collect()
}

fn info(name: String, metadata: &Metadata) -> MetricInfo {
    let family = |suffix| name.strip_suffix(suffix).and_then(|family| metadata.get(family));
    let by_family = || ["_total", "_bucket", "_count", "_sum"].into_iter().find_map(family);
    let Declared { kind, help, unit } = metadata.get(&name).or_else(by_family).cloned().unwrap_or_default();
    MetricInfo { name, kind, help, unit }
}

/// One declaration of a metric by one of the targets.
#[derive(Deserialize)]
struct Declaration {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    help: String,
    #[serde(default)]
    unit: String,
}

fn kind(text: &str) -> MetricKind {
    match text {
        "counter" => MetricKind::Counter,
        "gauge" => MetricKind::Gauge,
        "histogram" => MetricKind::Histogram,
        "summary" => MetricKind::Summary,
        _ => MetricKind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &[u8] = br#"{"status":"success","data":{
        "h":[{"type":"histogram","help":"A\nhistogram.","unit":""},{"type":"gauge","help":"later"}],
        "c":[{"type":"counter","help":"Open."}], "g":[{"type":"gauge"}],
        "i":[{"type":"info","help":"x"}], "none":[]}}"#;

    #[test]
    fn names_and_declarations_together() {
        let names =
            metric_names(br#"{"status":"success","data":["none","h_bucket","c_total","g","i","g","x_sum"]}"#, 100);
        let infos = metric_infos(names.unwrap(), &metadata(METADATA).unwrap());
        let told: Vec<_> = infos.iter().map(|info| (info.name.as_str(), info.kind, info.help.as_str())).collect();
        let expected = [
            ("c_total", MetricKind::Counter, "Open."),
            ("g", MetricKind::Gauge, ""),
            ("h_bucket", MetricKind::Histogram, "A histogram."),
            ("i", MetricKind::Unknown, "x"),
            ("none", MetricKind::Unknown, ""),
            ("x_sum", MetricKind::Unknown, ""),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn more_names_than_wanted() {
        assert_eq!(metric_names(br#"{"status":"success","data":["b","a","c"]}"#, 2).unwrap(), ["a", "b"]);
    }

    #[test]
    fn what_is_no_list_of_metrics() {
        let bodies = [
            r#"{"status":"success","data":{}}"#,
            r#"{"status":"success","data":[1]}"#,
            r#"{"status":"success"}"#,
            "[]",
            "",
        ];
        for body in bodies {
            assert!(metric_names(body.as_bytes(), 9).is_err(), "{body}");
        }
        for body in [r#"{"status":"success","data":[]}"#, r#"{"status":"success","data":{"a":{}}}"#, "<html>"] {
            assert!(metadata(body.as_bytes()).is_err(), "{body}");
        }
    }
}
