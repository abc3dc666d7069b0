//! One rule of Prometheus, and what can be wrong with it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::rules::place;

/// A rule, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    record: Option<String>,
    alert: Option<String>,
    expr: Spanned<String>,
    #[serde(rename = "for")]
    pending: Option<Spanned<String>>,
    keep_firing_for: Option<Spanned<String>>,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    #[serde(default)]
    annotations: BTreeMap<String, String>,
}

impl Rule {
    /// Every mistake in it, with its place.
    pub(super) fn mistakes(&self, group: &str) -> Vec<String> {
        let name = self.record.as_ref().or(self.alert.as_ref());
        let of = name.map_or_else(String::new, |name| format!(", rule `{name}`"));
        let at_expr = place(&self.expr);
        let in_rule = [
            self.name_mistake(),
            self.alert_mistake(),
            labels_mistake(&self.labels),
            labels_mistake(&self.annotations),
        ];
        let in_rule = in_rule.into_iter().flatten().map(|mistake| (at_expr.clone(), mistake));
        let times = [&self.pending, &self.keep_firing_for].into_iter().flatten();
        let in_times = times.filter_map(|time| Some((place(time), duration_mistake(time)?)));
        let in_expr = expr_mistake(&self.expr.value).map(|mistake| (at_expr.clone(), mistake));
        let all = in_rule.chain(in_times).chain(in_expr);
        all.map(|(at, mistake)| format!("{at} group `{group}`{of}: {mistake}")).collect()
    }

    fn name_mistake(&self) -> Option<String> {
        match (&self.record, &self.alert) {
            (Some(name), None) => (!is_name(name, ":")).then(|| format!("`{name}` is no name of a metric")),
            (None, Some(name)) => name.is_empty().then(|| "its alert has no name".to_owned()),
            _ => Some("a rule needs one of record and alert".to_owned()),
        }
    }

    fn alert_mistake(&self) -> Option<String> {
        let is_of_alert = self.pending.is_some() || self.keep_firing_for.is_some() || !self.annotations.is_empty();
        (self.alert.is_none() && self.record.is_some() && is_of_alert)
            .then(|| "for, keep_firing_for and annotations are for alerts".to_owned())
    }
}

fn expr_mistake(expr: &str) -> Option<String> {
    if expr.trim().is_empty() {
        return Some("its expr is empty".to_owned());
    }
    let error = promql::parse(expr).err()?;
    Some(match error.position() {
        Some(position) => format!("{error} (at character {} of the expr)", position + 1),
        None => error.to_string(),
    })
}

/// A duration that is none.
pub(super) fn duration_mistake(time: &Spanned<String>) -> Option<String> {
    time.value.parse::<timeseries::Duration>().err().map(|error| error.to_string())
}

/// A label that can have no such name.
pub(super) fn labels_mistake(labels: &BTreeMap<String, String>) -> Option<String> {
    let wrong = labels.keys().find(|name| !is_name(name, "") || *name == "__name__")?;
    Some(format!("`{wrong}` is no name of a label"))
}

/// Letters, digits and `_`, no digit first; and some more characters.
fn is_name(name: &str, more: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || more.contains(c);
    !name.is_empty() && name.chars().all(fits) && !name.starts_with(|c: char| c.is_ascii_digit())
}
