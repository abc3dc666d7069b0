//! Pieces of Prometheus' text format, as `/metrics` has it.

use std::collections::BTreeMap;

use api::ChangeView;

/// The lines of one metric, from its `# HELP` to the next one's; empty where it is not exposed.
pub(super) fn family<'a>(text: &'a str, name: &str) -> &'a str {
    let head = format!("# HELP {name} ");
    let start = match text.starts_with(&head) {
        true => Some(0),
        false => text.find(&format!("\n{head}")).map(|before| before + 1),
    };
    let Some(start) = start else { return "" };
    let rest = &text[start..];
    let end = rest.find("\n# HELP ").map_or(rest.len(), |before| before + 1);
    rest[..end].trim_end()
}

/// The value of a series without labels.
pub(super) fn value(text: &str, series: &str) -> Option<f64> {
    samples(text).find(|(known, _)| *known == series).and_then(|(_, value)| value.parse().ok())
}

/// The series of a metric that say something else than before.
pub(super) fn changes(before: &str, after: &str) -> Vec<ChangeView> {
    let known: BTreeMap<&str, &str> = samples(before).collect();
    let change = |(series, after): (&str, &str)| {
        let before = known.get(series).copied().unwrap_or("–");
        (before != after).then(|| ChangeView {
            series: series.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        })
    };
    samples(after).filter_map(change).collect()
}

/// Series and value of each line that is a sample. A label's value may hold a space, the number behind it none.
fn samples(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.rsplit_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# HELP a First.\n# TYPE a counter\na{l=\"x y\"} 1\na{l=\"z\"} 2\n# HELP a_b Second.\n# TYPE a_b gauge\na_b 3\n";

    #[test]
    fn a_metric_is_known_by_its_whole_name() {
        assert_eq!(family(TEXT, "a"), "# HELP a First.\n# TYPE a counter\na{l=\"x y\"} 1\na{l=\"z\"} 2");
        assert_eq!(family(TEXT, "a_b"), "# HELP a_b Second.\n# TYPE a_b gauge\na_b 3");
        for stranger in ["b", "", "a_", "First.", "a_b_c"] {
            assert_eq!(family(TEXT, stranger), "", "{stranger}");
        }
        assert_eq!((value(TEXT, "a_b"), value(TEXT, "a"), value("", "a")), (Some(3.0), None, None));
    }

    #[test]
    fn what_changed_is_told_and_nothing_else() {
        let change = |series: &str, before: &str, after: &str| ChangeView {
            series: series.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        };
        assert_eq!(changes(TEXT, TEXT), []);
        assert_eq!(changes(TEXT, &TEXT.replace("y\"} 1", "y\"} 4")), [change("a{l=\"x y\"}", "1", "4")]);
        assert_eq!(changes("", "a_b 3"), [change("a_b", "–", "3")]);
    }
}
