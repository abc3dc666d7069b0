//! A file of rules as Prometheus reads it: groups of rules, each with a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::rule::{Rule, duration_mistake, labels_mistake};
use crate::config::yaml;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RuleFile {
    groups: Vec<Group>,
}

/// Rules that are evaluated one after the other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: Spanned<String>,
    interval: Option<Spanned<String>>,
    query_offset: Option<Spanned<String>>,
    #[serde(rename = "limit")]
    _limit: Option<u64>,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    #[serde(default)]
    rules: Vec<Rule>,
}

/// Counts the rules of a text.
///
/// # Errors
/// Every mistake, each with `line:column:` before it, in their order.
pub(super) fn checked(text: &str) -> Result<String, Vec<String>> {
    // A mistake of shape ends the reading, and has its place in its words.
    let file: RuleFile = yaml::parse(text).map_err(|error| vec![format!(" {error}")])?;
    let mut names = BTreeSet::new();
    let mistakes: Vec<String> = file.groups.iter().flat_map(|group| group.mistakes(&mut names)).collect();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let rules: usize = file.groups.iter().map(|group| group.rules.len()).sum();
    Ok(format!("groups: {}, rules: {rules}", file.groups.len()))
}

impl Group {
    fn mistakes<'a>(&'a self, names: &mut BTreeSet<&'a str>) -> Vec<String> {
        let name = self.name.value.as_str();
        let of_group = [
            name.is_empty().then(|| "a group has no name".to_owned()),
            (!names.insert(name)).then(|| format!("there are two groups named `{name}`")),
            labels_mistake(&self.labels),
        ];
        let at = place(&self.name);
        let of_group = of_group.into_iter().flatten().map(|mistake| format!("{at} {mistake}"));
        let times = [&self.interval, &self.query_offset].into_iter().flatten();
        let of_times = times.filter_map(|time| Some(format!("{} {}", place(time), duration_mistake(time)?)));
        let of_rules = self.rules.iter().flat_map(|rule| rule.mistakes(name));
        of_group.chain(of_times).chain(of_rules).collect()
    }
}

/// `line:column:` of something in the file.
pub(super) fn place<T>(of: &Spanned<T>) -> String {
    format!("{}:{}:", of.referenced.line(), of.referenced.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_rules_are_counted() {
        let text = "
groups:
  - name: a
    interval: 30s
    limit: 10
    labels: {team: x}
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
        labels: {kind: recorded}
      - alert: Down
        expr: |
          up == 0
            and on (instance) vector(1)
        for: 1m
        keep_firing_for: 5m
        labels: {severity: critical}
        annotations: {summary: '{{ $labels.instance }} is down'}
  - name: b
    rules: []
";
        assert_eq!(checked(text).unwrap(), "groups: 2, rules: 2");
        assert_eq!(checked("groups: []").unwrap(), "groups: 0, rules: 0");
        assert_eq!(checked("").unwrap(), "groups: 0, rules: 0");
    }

    #[test]
    fn mistakes_have_their_place() {
        let rule = |rule: &str| format!("groups:\n- name: g\n  rules:\n  - {rule}\n");
        let cases = [
            ("groups: 5".to_owned(), "line 1"),
            ("group: []".to_owned(), "unknown field `group`"),
            ("groups:\n- rules: []".to_owned(), "name"),
            ("groups:\n- name: ''".to_owned(), "2:9: a group has no name"),
            ("groups:\n- name: a\n- name: a".to_owned(), "3:9: there are two groups named `a`"),
            ("groups:\n- name: a\n  interval: often".to_owned(), "3:13: `often` is not a duration"),
            ("groups:\n- name: a\n  labels: {'1': b}".to_owned(), "`1` is no name of a label"),
            (rule("expr: up"), "4:11: group `g`: a rule needs one of record and alert"),
            (rule("{record: a, alert: b, expr: up}"), "needs one of record and alert"),
            (rule("record: a"), "expr"),
            (rule("{record: a, expr: ''}"), "group `g`, rule `a`: its expr is empty"),
            (rule("{record: a, expr: 'sum(up'}"), "4:23: group `g`, rule `a`: "),
            (rule("{record: a, expr: 'sum(up'}"), "is not closed"),
            (rule("{record: a, expr: [up]}"), "line 4"),
            (rule("{record: 'a b', expr: up}"), "`a b` is no name of a metric"),
            (rule("{record: a, expr: up, for: 1m}"), "for, keep_firing_for and annotations are for alerts"),
            (rule("{record: a, expr: up, annotations: {b: c}}"), "are for alerts"),
            (rule("{alert: a, expr: up, for: soon}"), "`soon` is not a duration"),
            (rule("{alert: a, expr: up, labels: {__name__: b}}"), "`__name__` is no name of a label"),
            (rule("{alert: a, expr: up, annotations: {a-b: c}}"), "`a-b` is no name of a label"),
            (rule("{alert: a, expr: up, sumary: b}"), "unknown field `sumary`"),
        ];
        for (text, words) in cases {
            let mistakes = checked(&text).unwrap_err();
            assert!(mistakes.len() == 1 && mistakes[0].contains(words), "{text} gave {mistakes:?}");
        }
    }

    #[test]
    fn every_mistake_is_told() {
        let text = "groups:\n- name: g\n  rules:\n  - {record: a, expr: 'sum('}\n  - {alert: b, expr: '1 +'}\n";
        let mistakes = checked(text).unwrap_err();
        assert_eq!(mistakes.len(), 2);
        assert!(mistakes[0].starts_with("4:") && mistakes[1].starts_with("5:"), "{mistakes:?}");
    }
}
