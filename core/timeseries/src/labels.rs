//! The labels of a series, sorted by name, and their text form as a PromQL selector.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names and values, sorted by name, each name once. `__name__` is a label like any other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Labels(Vec<(String, String)>);

/// The label that carries the name of the metric.
const METRIC_NAME: &str = "__name__";

impl Labels {
    /// Labels from pairs in any order; of equal names the last one stays.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut labels = Self::default();
        for (name, value) in pairs {
            labels.insert(name.into(), value.into());
        }
        labels
    }

    /// Sets one label.
    pub fn insert(&mut self, name: String, value: String) {
        match self.0.binary_search_by(|(known, _)| known.as_str().cmp(&name)) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    /// The value of a label.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok().map(|at| self.0[at].1.as_str())
    }

    /// The name of the metric, where the series still has one.
    #[must_use]
    pub fn metric_name(&self) -> Option<&str> {
        self.get(METRIC_NAME)
    }

    /// The labels without the metric's name.
    #[must_use]
    pub fn without_metric_name(&self) -> Self {
        self.only(|name| name != METRIC_NAME)
    }

    /// The labels whose name `keep` accepts.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|(name, _)| keep(name)).cloned().collect())
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns true if there is no label at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Labels {
    /// A selector of the series: `up{instance="a:9090",job="b"}`, values escaped as PromQL wants them; `{}` where there is no
    /// label. A metric whose name cannot stand before the braces is inside, which every Prometheus reads:
    /// `{__name__="http.requests",job="b"}`. A label's name with other characters has quotes, as Prometheus 3 wants it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = self.metric_name().filter(|name| stands_alone(name)).unwrap_or_default();
        let inside: Vec<_> = self.iter().filter(|(label, _)| before.is_empty() || *label != METRIC_NAME).collect();
        f.write_str(before)?;
        if inside.is_empty() && !before.is_empty() {
            return Ok(());
        }
        f.write_str("{")?;
        for (at, (label, value)) in inside.into_iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let quote = if is_classic(label, "") { "" } else { "\"" };
            write!(f, "{comma}{quote}{}{quote}=\"{}\"", escape_label_value(label), escape_label_value(value))?;
        }
        f.write_str("}")
    }
}

/// Tells whether a metric's name can be written as it is, and means the metric then.
fn stands_alone(name: &str) -> bool {
    const OTHERS: [&str; 8] = ["atan2", "bool", "group_left", "group_right", "ignoring", "inf", "nan", "on"];
    is_classic(name, ":") && !OTHERS.contains(&name.to_ascii_lowercase().as_str())
}

/// Tells whether a name has only letters, digits, `_` and the characters of `more`, no digit first: all that Prometheus 2 knows.
#[must_use]
pub fn is_classic(name: &str, more: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || more.contains(c);
    !name.is_empty() && name.chars().all(fits) && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// A label value made safe between double quotes in PromQL and in the exposition format.
#[must_use]
pub fn escape_label_value(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            '"' => escaped.push_str("\\\""),
            '\n' => escaped.push_str("\\n"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_and_unique() {
        let labels = Labels::from_pairs([("job", "a"), ("__name__", "up"), ("instance", "x"), ("job", "b")]);
        assert_eq!(labels.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["__name__", "instance", "job"]);
        assert_eq!(labels.get("job"), Some("b"));
        assert_eq!(labels.to_string(), r#"up{instance="x",job="b"}"#);
        assert_eq!(labels.without_metric_name().to_string(), r#"{instance="x",job="b"}"#);
    }

    #[test]
    fn hostile_values_stay_inside_their_quotes() {
        let labels = Labels::from_pairs([("x", "\"} or up{a=\"\\\n")]);
        assert_eq!(labels.to_string(), r#"{x="\"} or up{a=\"\\\n"}"#);
    }

    #[test]
    fn names_of_other_characters_are_quoted() {
        let text = |pairs: &[(&str, &str)]| Labels::from_pairs(pairs.iter().copied()).to_string();
        assert_eq!(
            text(&[("__name__", "http.server.request.duration"), ("job", "x"), ("service.name", "a b")]),
            r#"{__name__="http.server.request.duration",job="x","service.name"="a b"}"#
        );
        assert_eq!(text(&[("__name__", "a:b"), ("ü\"", "1")]), r#"a:b{"ü\""="1"}"#);
        assert_eq!(text(&[("__name__", "1up")]), r#"{__name__="1up"}"#);
        assert_eq!(text(&[("__name__", "NaN")]), r#"{__name__="NaN"}"#);
        assert_eq!(text(&[("a:b", "1")]), r#"{"a:b"="1"}"#);
    }

    #[test]
    fn empty_forms() {
        assert_eq!(Labels::default().to_string(), "{}");
        assert_eq!(Labels::from_pairs([("__name__", "up")]).to_string(), "up");
    }
}
