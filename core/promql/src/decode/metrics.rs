//! The metrics a source knows: names from one answer, types and help texts from another.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{AnswerError, data, words};
use crate::{MetricInfo, MetricKind};

/// More metrics than a Prometheus has.
const MAX_DECLARED: usize = 100_000;

/// Declarations of metrics, by the name they are declared under.
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
pub fn metric_names(body: impl Read, limit: usize) -> Result<Vec<String>, AnswerError> {
    data(body, "its list of names", FirstNames { limit })
}

/// Reads what is declared of metrics. Of several declarations of one metric the first counts.
///
/// # Errors
/// Prometheus' own error, or bytes that are no such answer.
pub fn metadata(body: impl Read) -> Result<Metadata, AnswerError> {
    data(body, "its metadata", AllDeclared)
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

/// Reads names, and keeps the first ones by the alphabet.
struct FirstNames {
    limit: usize,
}

impl<'de> DeserializeSeed<'de> for FirstNames {
    type Value = Vec<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<String>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for FirstNames {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of names")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
        let mut names: BTreeSet<String> = BTreeSet::new();
        while let Some(name) = list.next_element()? {
            names.insert(name);
            if names.len() > self.limit {
                names.pop_last();
            }
        }
        Ok(names.into_iter().collect())
    }
}

/// Reads what is declared, metric by metric, up to a number that nobody has.
struct AllDeclared;

impl<'de> DeserializeSeed<'de> for AllDeclared {
    type Value = Metadata;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Metadata, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for AllDeclared {
    type Value = Metadata;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("declarations by the names of metrics")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Metadata, A::Error> {
        let mut declared = Metadata::new();
        while let Some((name, First(first))) = map.next_entry::<String, First>()? {
            if let Some(first) = first.filter(|_| declared.len() < MAX_DECLARED) {
                let (help, unit) = (words::sanitised(&first.help), words::sanitised(&first.unit));
                declared.insert(name, Declared { kind: kind(&first.kind), help, unit });
            }
        }
        Ok(declared)
    }
}

/// The first of the declarations of a metric.
struct First(Option<Declaration>);

impl<'de> Deserialize<'de> for First {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FirstVisitor)
    }
}

struct FirstVisitor;

impl<'de> Visitor<'de> for FirstVisitor {
    type Value = First;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of declarations")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<First, A::Error> {
        let first = list.next_element()?;
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(First(first))
    }
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
            metric_names(&br#"{"status":"success","data":["none","h_bucket","c_total","g","i","g","x_sum"]}"#[..], 100);
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
        assert_eq!(metric_names(&br#"{"status":"success","data":["b","a","c"]}"#[..], 2).unwrap(), ["a", "b"]);
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
