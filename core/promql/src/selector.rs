//! Selectors of one series: the text of one, and the series that a text selects.

use promql_parser::label::{METRIC_NAME, MatchOp};
use timeseries::Labels;

use crate::ast::Expr;

/// The selector of a metric, whatever characters its name has.
#[must_use]
pub fn metric_selector(name: &str) -> String {
    Labels::from_pairs([(METRIC_NAME, name)]).to_string()
}

/// Tells whether `text` names the series with these labels: by a selector in any form that PromQL has for it, or by its name and labels
/// without quotes around them, as links of before wrote names with dots.
#[must_use]
pub fn names_series(text: &str, labels: &Labels) -> bool {
    let text = text.trim();
    labels.to_string() == text || selected(text).is_some_and(|of| of == *labels) || without_quotes(labels) == text
}

/// The one metric whose series an expression gives as they are.
pub(crate) fn metric_of(expr: &str) -> Option<String> {
    let mut parsed = crate::parse(expr).ok()?;
    while let Expr::Paren(paren) = parsed {
        parsed = *paren.expr;
    }
    let Expr::VectorSelector(selector) = parsed else { return None };
    let matchers = &selector.matchers;
    let mut demanded = matchers.matchers.iter().filter(|matcher| matcher.name == METRIC_NAME);
    let by_matcher = || demanded.find(|matcher| matcher.op == MatchOp::Equal).map(|matcher| matcher.value.clone());
    let name = selector.name.clone().or_else(by_matcher)?;
    (matchers.or_matchers.is_empty() && !name.is_empty()).then_some(name)
}

/// The labels that a selector demands, where it demands a value of each.
fn selected(text: &str) -> Option<Labels> {
    let Ok(Expr::VectorSelector(selector)) = crate::parse(text) else { return None };
    let is_plain = selector.offset.is_none() && selector.at.is_none() && selector.matchers.or_matchers.is_empty();
    let matchers = &selector.matchers.matchers;
    if !is_plain || matchers.iter().any(|matcher| matcher.op != MatchOp::Equal) {
        return None;
    }
    let named = selector.name.iter().map(|name| (METRIC_NAME.to_owned(), name.clone()));
    let pairs = matchers.iter().map(|matcher| (matcher.name.clone(), matcher.value.clone()));
    Some(Labels::from_pairs(named.chain(pairs)))
}

fn without_quotes(labels: &Labels) -> String {
    let pair = |(name, value): (&str, &str)| format!("{name}=\"{}\"", timeseries::escape_label_value(value));
    let rest = labels.without_metric_name();
    let pairs: Vec<String> = rest.iter().map(pair).collect();
    format!("{}{{{}}}", labels.metric_name().unwrap_or_default(), pairs.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_of_any_name_reads_back() {
        for name in ["up", "a:b", "http.server.duration", "1up", "nan", "on", "日本", "a\"b\\", "sum", "start"] {
            let selector = metric_selector(name);
            let labels = Labels::from_pairs([(METRIC_NAME, name)]);
            assert_eq!(selected(&selector), Some(labels), "{selector}");
        }
    }

    #[test]
    fn a_series_is_named_in_old_and_new_form() {
        let labels = Labels::from_pairs([("__name__", "http.duration"), ("job", "x"), ("service.name", "a \"b\"")]);
        let forms = [
            r#"{__name__="http.duration",job="x","service.name"="a \"b\""}"#,
            r#"{"http.duration", "service.name"="a \"b\"", job='x'}"#,
            r#"http.duration{job="x",service.name="a \"b\""}"#,
            &labels.to_string(),
        ];
        for form in forms {
            assert!(names_series(form, &labels), "{form}");
        }
        for other in [r#"{"http.duration", job="x"}"#, r#"{"http.duration", "service.name"=~".*", job="x"}"#, "x", ""] {
            assert!(!names_series(other, &labels), "{other}");
        }
        let plain = Labels::from_pairs([("job", "x")]);
        assert!(names_series(r#"{job="x"}"#, &plain) && names_series("{ job = \"x\" }", &plain));
        assert!(names_series("up{}", &Labels::from_pairs([("__name__", "up")])));
    }
}
