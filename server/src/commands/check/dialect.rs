//! The program that a file of rules is for, and the fields that only some programs know.

use promql::Dialect;

use crate::cli::RulesFor;

impl RulesFor {
    /// The language of its expressions.
    pub(super) fn dialect(self) -> Dialect {
        match self {
            Self::Prometheus2 => Dialect::Prometheus2,
            Self::Prometheus3 => Dialect::Prometheus3,
            Self::Vmalert => Dialect::MetricsQl,
            Self::Mimir => Dialect::Mimir,
        }
    }

    /// Tells whether it takes names of other characters than letters, digits and `_`.
    pub(super) fn takes_any_name(self) -> bool {
        self != Self::Prometheus2
    }

    /// The mistake of a field that it does not know, where it does not.
    pub(super) fn mistake_of_field(self, field: &str) -> Option<String> {
        let (_, owners, whose) = OWNERS.into_iter().find(|(name, ..)| *name == field)?;
        (!owners.contains(&self)).then(|| format!("{} does not know `{field}`, a field of {whose}", self.dialect()))
    }
}

/// Fields that not all know: who does, and in words.
const OWNERS: [(&str, &[RulesFor], &str); 17] = [
    ("query_offset", &[RulesFor::Prometheus3, RulesFor::Mimir], "Prometheus since 2.53"),
    ("labels", &[RulesFor::Prometheus3, RulesFor::Mimir, RulesFor::Vmalert], "groups since Prometheus 3"),
    ("partial_response_strategy", &[], "Thanos"),
    ("namespace", &[RulesFor::Mimir], "Mimir"),
    ("source_tenants", &[RulesFor::Mimir], "Mimir"),
    ("evaluation_delay", &[RulesFor::Mimir], "Mimir"),
    ("align_evaluation_time_on_interval", &[RulesFor::Mimir], "Mimir"),
    ("type", &[RulesFor::Vmalert], "vmalert"),
    ("params", &[RulesFor::Vmalert], "vmalert"),
    ("headers", &[RulesFor::Vmalert], "vmalert"),
    ("notifier_headers", &[RulesFor::Vmalert], "vmalert"),
    ("concurrency", &[RulesFor::Vmalert], "vmalert"),
    ("eval_offset", &[RulesFor::Vmalert], "vmalert"),
    ("eval_delay", &[RulesFor::Vmalert], "vmalert"),
    ("eval_alignment", &[RulesFor::Vmalert], "vmalert"),
    ("debug", &[RulesFor::Vmalert], "vmalert"),
    ("update_entries_limit", &[RulesFor::Vmalert], "vmalert"),
];
