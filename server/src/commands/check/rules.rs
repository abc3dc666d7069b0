//! A file of rules as a program reads it: groups of rules, each with a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_saphyr::Spanned;

use super::rule::{Rule, duration_mistake, labels_mistakes};
use crate::cli::RulesFor;
use crate::config::yaml;

/// A field that is looked for, whatever it holds.
type Field = Option<Spanned<IgnoredAny>>;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RuleFile {
    namespace: Field,
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
    labels: Option<Spanned<BTreeMap<String, Spanned<String>>>>,
    #[serde(default)]
    rules: Vec<Rule>,
    partial_response_strategy: Field,
    source_tenants: Field,
    evaluation_delay: Field,
    align_evaluation_time_on_interval: Field,
    #[serde(rename = "type")]
    language: Option<Spanned<String>>,
    params: Field,
    headers: Field,
    notifier_headers: Field,
    concurrency: Field,
    eval_offset: Field,
    eval_delay: Field,
    eval_alignment: Field,
    debug: Field,
}

/// The contents of a file of rules.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) groups: usize,
    pub(super) rules: usize,
    /// Expressions of which only the brackets were looked at.
    pub(super) beyond_us: usize,
}

/// Counts the rules of a text.
///
/// # Errors
/// Every mistake, each with `line:column:` before it, in their order.
pub(super) fn checked(text: &str, program: RulesFor) -> Result<Counted, Vec<String>> {
    // A mistake of shape ends the reading, and has its place in its words.
    let file: RuleFile = yaml::parse(text).map_err(|error| vec![format!(" {error}")])?;
    let mut names = BTreeSet::new();
    let of_file = file
        .namespace
        .iter()
        .filter_map(|at| Some(format!("{} {}", place(at), program.mistake_of_field("namespace")?)));
    let of_groups = file.groups.iter().flat_map(|group| group.mistakes(&mut names, program));
    let mistakes: Vec<String> = of_file.chain(of_groups).collect();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let rules = || file.groups.iter().flat_map(|group| group.rules.iter().map(move |rule| (group, rule)));
    let beyond_us = rules().filter(|(group, rule)| group.is_foreign() || rule.is_beyond_us(program)).count();
    Ok(Counted { groups: file.groups.len(), rules: rules().count(), beyond_us })
}

impl Group {
    fn mistakes<'a>(&'a self, names: &mut BTreeSet<&'a str>, program: RulesFor) -> Vec<String> {
        let name = self.name.value.as_str();
        let of_group = [
            name.is_empty().then(|| "a group has no name".to_owned()),
            (!names.insert(name)).then(|| format!("there are two groups named `{name}`")),
        ];
        let at = place(&self.name);
        let of_group = of_group.into_iter().flatten().map(|mistake| format!("{at} {mistake}"));
        let times = [&self.interval, &self.query_offset].into_iter().flatten();
        let of_times = times.filter_map(|time| Some(format!("{} {}", place(time), duration_mistake(time, program)?)));
        let of_labels = self.labels.iter().flat_map(|labels| labels_mistakes(&labels.value, program));
        let of_labels = of_labels.map(|(at, mistake)| format!("{at} {mistake}"));
        let is_foreign = self.is_foreign();
        let of_rules = self.rules.iter().flat_map(|rule| rule.mistakes(name, program, is_foreign));
        of_group.chain(self.foreign_fields(program)).chain(of_times).chain(of_labels).chain(of_rules).collect()
    }

    /// The fields that the program does not know.
    fn foreign_fields(&self, program: RulesFor) -> Vec<String> {
        let fields = [
            ("query_offset", self.query_offset.as_ref().map(place)),
            ("labels", self.labels.as_ref().map(place)),
            ("partial_response_strategy", self.partial_response_strategy.as_ref().map(place)),
            ("source_tenants", self.source_tenants.as_ref().map(place)),
            ("evaluation_delay", self.evaluation_delay.as_ref().map(place)),
            ("align_evaluation_time_on_interval", self.align_evaluation_time_on_interval.as_ref().map(place)),
            ("type", self.language.as_ref().map(place)),
            ("params", self.params.as_ref().map(place)),
            ("headers", self.headers.as_ref().map(place)),
            ("notifier_headers", self.notifier_headers.as_ref().map(place)),
            ("concurrency", self.concurrency.as_ref().map(place)),
            ("eval_offset", self.eval_offset.as_ref().map(place)),
            ("eval_delay", self.eval_delay.as_ref().map(place)),
            ("eval_alignment", self.eval_alignment.as_ref().map(place)),
            ("debug", self.debug.as_ref().map(place)),
        ];
        let mistake = |(name, at): (&str, Option<String>)| Some(format!("{} {}", at?, program.mistake_of_field(name)?));
        fields.into_iter().filter_map(mistake).collect()
    }

    /// Tells whether its expressions are of another language: Graphite's or that of logs.
    fn is_foreign(&self) -> bool {
        self.language.as_ref().is_some_and(|language| language.value != "prometheus")
    }
}

/// `line:column:` of something in the file.
pub(super) fn place<T>(of: &Spanned<T>) -> String {
    format!("{}:{}:", of.referenced.line(), of.referenced.column())
}

#[cfg(test)]
mod tests;
