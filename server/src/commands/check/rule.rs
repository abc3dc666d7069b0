//! One rule, and what can be wrong with it.

use std::collections::BTreeMap;

use promql::Reading;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_saphyr::Spanned;
use timeseries::is_classic;

use super::rules::place;
use super::template;
use crate::cli::RulesFor;

/// A rule, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    record: Option<Spanned<String>>,
    alert: Option<Spanned<String>>,
    expr: Spanned<String>,
    #[serde(rename = "for")]
    pending: Option<Spanned<String>>,
    keep_firing_for: Option<Spanned<String>>,
    #[serde(default)]
    labels: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    annotations: BTreeMap<String, Spanned<String>>,
    debug: Option<Spanned<IgnoredAny>>,
    update_entries_limit: Option<Spanned<IgnoredAny>>,
}

/// A mistake with its place.
type Mistake = (String, String);

impl Rule {
    /// Every mistake in it, with its place. The expressions of a group of another language are not looked at.
    pub(super) fn mistakes(&self, group: &str, program: RulesFor, is_foreign: bool) -> Vec<String> {
        let name = self.record.as_ref().or(self.alert.as_ref());
        let of = name.map_or_else(String::new, |name| format!(", rule `{}`", name.value));
        let of_rule = [self.name_mistake(program), self.alert_mistake()];
        let times = [&self.pending, &self.keep_firing_for].into_iter().flatten();
        let of_times = times.filter_map(|time| Some((place(time), duration_mistake(time, program)?)));
        let fields = [("debug", &self.debug), ("update_entries_limit", &self.update_entries_limit)];
        let of_fields =
            fields.into_iter().filter_map(|(name, at)| Some((place(at.as_ref()?), program.mistake_of_field(name)?)));
        let of_expr = if is_foreign { None } else { expr_mistake(&self.expr.value, program) };
        let of_expr = of_expr.map(|mistake| (place(&self.expr), mistake));
        let all = of_rule.into_iter().flatten().chain(of_fields);
        let all = all.chain(labels_mistakes(&self.labels, program)).chain(labels_mistakes(&self.annotations, program));
        let all = all.chain(self.template_mistakes(program)).chain(of_times).chain(of_expr);
        all.map(|(at, mistake)| format!("{at} group `{group}`{of}: {mistake}")).collect()
    }

    /// Tells whether its expression is in a language of which only the brackets are read here.
    pub(super) fn is_beyond_us(&self, program: RulesFor) -> bool {
        promql::read_as(&self.expr.value, program.dialect()) == Ok(Reading::BracketsOnly)
    }

    fn name_mistake(&self, program: RulesFor) -> Option<Mistake> {
        match (&self.record, &self.alert) {
            (Some(name), None) => Some((place(name), record_mistake(&name.value, program)?)),
            (None, Some(name)) => name.value.is_empty().then(|| (place(name), "its alert has no name".to_owned())),
            _ => Some((place(&self.expr), "a rule needs one of record and alert".to_owned())),
        }
    }

    fn alert_mistake(&self) -> Option<Mistake> {
        let is_of_alert = self.pending.is_some() || self.keep_firing_for.is_some() || !self.annotations.is_empty();
        let record = self.record.as_ref().filter(|_| self.alert.is_none() && is_of_alert)?;
        Some((place(record), "for, keep_firing_for and annotations are for alerts".to_owned()))
    }

    /// The labels and annotations of an alert are templates.
    fn template_mistakes(&self, program: RulesFor) -> Vec<Mistake> {
        let texts = self.labels.iter().chain(&self.annotations).filter(|_| self.alert.is_some());
        let mistake = |(name, text): (&String, &Spanned<String>)| {
            let mistake = template::mistake(&text.value, program)?;
            Some((place(text), format!("the template of `{name}`: {mistake}")))
        };
        texts.filter_map(mistake).collect()
    }
}

fn expr_mistake(expr: &str, program: RulesFor) -> Option<String> {
    if expr.trim().is_empty() {
        return Some("its expr is empty".to_owned());
    }
    let error = promql::read_as(expr, program.dialect()).err()?;
    Some(match error.position() {
        Some(position) => format!("{error} (at character {} of the expr)", position + 1),
        None => error.to_string(),
    })
}

/// A duration that is none. Those of vmalert have more units.
pub(super) fn duration_mistake(time: &Spanned<String>, program: RulesFor) -> Option<String> {
    let error = time.value.parse::<timeseries::Duration>().err()?;
    (program != RulesFor::Vmalert).then(|| error.to_string())
}

/// A metric that can have no such name.
fn record_mistake(name: &str, program: RulesFor) -> Option<String> {
    match program.takes_any_name() {
        true if name.is_empty() => Some("its record has no name".to_owned()),
        true => name.contains(['{', '}']).then(|| format!("`{name}` has braces, which are for the expr")),
        false if is_classic(name, ":") => None,
        false => Some(of_its_time(name, program, "`{}` is no name of a metric")),
    }
}

/// The labels that can have no such name.
pub(super) fn labels_mistakes(labels: &BTreeMap<String, Spanned<String>>, program: RulesFor) -> Vec<Mistake> {
    let fits =
        |name: &str| name != "__name__" && (is_classic(name, "") || (program.takes_any_name() && !name.is_empty()));
    let wrong = labels.iter().filter(|(name, _)| !fits(name));
    wrong.map(|(name, value)| (place(value), of_its_time(name, program, "`{}` is no name of a label"))).collect()
}

/// The mistake of a name, with whom to ask for where it is fine.
fn of_its_time(name: &str, program: RulesFor, mistake: &str) -> String {
    let mistake = mistake.replace("{}", name);
    match name.is_empty() || name == "__name__" || name.contains(['{', '}']) {
        true => mistake,
        false => format!("{mistake} in {}; Prometheus 3 takes it", program.dialect()),
    }
}
