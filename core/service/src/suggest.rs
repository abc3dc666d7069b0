//! Completions at the cursor of an expression: metrics and functions, the labels of a metric, the values of a label.

mod functions;
mod position;

use std::collections::BTreeSet;

use api::{CompletionView, Completions};
use timeseries::escape_label_value;

use crate::Service;
use crate::list_metrics::fitting;
use crate::read_series::ChosenSource;
use functions::functions;
use position::{Position, position};

/// Maximum number of suggestions.
const SUGGESTED: usize = 50;
/// Longer expressions are completed by nobody.
const MAX_CHARS: usize = 4_000;

impl Service {
    /// Returns completions that fit between the text before and after the cursor. Empty if none is known;
    /// failures of the source are not reported, because a suggestion is never worth an error.
    pub async fn suggest(&self, source: &str, before: &str, after: &str) -> Completions {
        if before.chars().count() + after.chars().count() > MAX_CHARS {
            return Completions::default();
        }
        let asked = Some(source.trim()).filter(|source| !source.is_empty());
        let Ok(chosen) = self.choose_source(asked) else { return Completions::default() };
        match position(before, after) {
            Position::Nothing => Completions::default(),
            Position::Name { typed } => self.names(&chosen, &typed).await,
            Position::Label { typed, selector } => {
                let labels = self.labels_of(&chosen, &selector).await;
                let insert = |name: &str| if is_plain(name) { name.to_owned() } else { quoted(name) };
                completions(&typed, labels, "label", insert)
            }
            Position::Value { label, typed, selector, is_open } => {
                let at = self.clock.now();
                let values = chosen.source.label_values(&label, &selector, at).await.unwrap_or_default();
                let insert = |value: &str| match is_open {
                    true => escape_label_value(value),
                    false => quoted(value),
                };
                completions(&typed, values, "value", insert)
            }
        }
    }

    async fn labels_of(&self, chosen: &ChosenSource, selector: &str) -> Vec<String> {
        let mut labels = chosen.source.labels(selector, self.clock.now()).await.unwrap_or_default();
        labels.retain(|name| name != "__name__");
        labels
    }

    async fn names(&self, chosen: &ChosenSource, typed: &str) -> Completions {
        let metrics = self.remembered_metrics(chosen).await.unwrap_or_default();
        let is_function = |name: &&(&str, &str)| name.0.starts_with(&typed.to_lowercase());
        let functions = functions().iter().filter(is_function).map(|(name, help)| CompletionView {
            text: (*name).to_owned(),
            insert: format!("{name}("),
            kind: "function".to_owned(),
            help: (*help).to_owned(),
        });
        let metrics = fitting(metrics.to_vec(), typed).into_iter().map(|metric| CompletionView {
            insert: match is_plain(&metric.name) {
                true => metric.name.clone(),
                // Every Prometheus and VictoriaMetrics reads a name of other characters so.
                false => format!("{{__name__={}}}", quoted(&metric.name)),
            },
            text: metric.name,
            kind: metric.kind,
            help: metric.help,
        });
        let mut list: Vec<CompletionView> = functions.chain(metrics).collect();
        // Who typed a whole name wants no list of it alone.
        if matches!(&list[..], [only] if only.insert == typed) {
            list.clear();
        }
        list.truncate(SUGGESTED);
        Completions { replaced: typed.chars().count(), list }
    }
}

/// Those that hold what was typed, those that begin with it first.
fn completions(typed: &str, known: Vec<String>, kind: &str, insert: impl Fn(&str) -> String) -> Completions {
    let wanted = typed.to_lowercase();
    let known: BTreeSet<String> = known.into_iter().filter(|text| text.to_lowercase().contains(&wanted)).collect();
    let (first, then): (Vec<_>, Vec<_>) = known.into_iter().partition(|text| text.to_lowercase().starts_with(&wanted));
    let view =
        |text: String| CompletionView { insert: insert(&text), text, kind: kind.to_owned(), help: String::new() };
    let list = first.into_iter().chain(then).filter(|text| text != typed).take(SUGGESTED).map(view).collect();
    Completions { replaced: typed.chars().count(), list }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escape_label_value(text))
}

/// A name that needs no quotes in PromQL.
fn is_plain(name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    name.chars().all(is_word) && !name.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
