//! Parameters of a link that are none: told, with the one that was probably meant.

use crate::Param;
use crate::percent_encoding::decoded_pairs;

/// Common other names of parameters.
const OTHER_NAMES: [(&str, Param); 24] = [
    ("query", Param::Expr),
    ("q", Param::Expr),
    ("metric", Param::Expr),
    ("promql", Param::Expr),
    ("back", Param::Range),
    ("history", Param::Range),
    ("duration", Param::Range),
    ("lookback", Param::Range),
    ("ahead", Param::Horizon),
    ("periods", Param::Horizon),
    ("until", Param::End),
    ("to", Param::End),
    ("resolution", Param::Step),
    ("interval", Param::Step),
    ("bands", Param::Level),
    ("limit", Param::Threshold),
    ("least", Param::Min),
    ("minimum", Param::Min),
    ("greatest", Param::Max),
    ("maximum", Param::Max),
    ("scale", Param::Growth),
    ("alarms", Param::Alarm),
    ("datasource", Param::Source),
    ("endpoint", Param::Source),
];
/// More are not told one by one.
const TOLD: usize = 5;
/// As much of a name as a sentence bears.
const SHOWN_CHARS: usize = 40;

/// A sentence a parameter of a query that is none of the forecast's, nor one of `also` known.
#[must_use]
pub fn unknown_parameters(query: &str, also: &[&str]) -> Vec<String> {
    let is_known = |name: &str| Param::ALL.iter().any(|param| param.name() == name) || also.contains(&name);
    let mut names: Vec<String> = decoded_pairs(query).map(|(name, _)| name).collect();
    names.retain(|name| !name.is_empty() && !is_known(name));
    names.sort();
    names.dedup();
    names.iter().take(TOLD).map(|name| sentence(name)).collect()
}

fn sentence(name: &str) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(SHOWN_CHARS).collect();
    match meant(&name.to_lowercase()) {
        Some(param) => format!("Unknown: {shown}. Did you mean {}?", param.name()),
        None => format!("Unknown: {shown}. It was ignored."),
    }
}

fn meant(name: &str) -> Option<Param> {
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, param)| *param);
    let near = || Param::ALL.into_iter().map(|param| (distance(name, param.name()), param)).min_by_key(|(far, _)| *far);
    // A name of three letters is near to too many.
    let most = if name.chars().count() < 4 { 1 } else { 2 };
    other.or_else(|| near().filter(|(far, _)| *far <= most).map(|(_, param)| param))
}

/// Returns the edit distance: letters to be added, removed or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, a) in a.chars().take(SHOWN_CHARS).enumerate() {
        let mut before = row[0];
        row[0] = index + 1;
        for (place, b) in b.iter().enumerate() {
            let changed = before + usize::from(a != *b);
            before = row[place + 1];
            row[place + 1] = changed.min(before + 1).min(row[place] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_parameter_is_told_with_what_was_meant() {
        for (query, told) in [
            ("back=1h", "Unknown: back. Did you mean range?"),
            ("expr=up&ahead=1d", "Unknown: ahead. Did you mean horizon?"),
            ("horizn=1d", "Unknown: horizn. Did you mean horizon?"),
            ("Threshhold=1", "Unknown: Threshhold. Did you mean threshold?"),
            ("utm_source=x", "Unknown: utm_source. It was ignored."),
            ("query=up", "Unknown: query. Did you mean expr?"),
        ] {
            assert_eq!(unknown_parameters(query, &[]), [told], "{query}");
        }
        assert!(unknown_parameters("expr=up&range=1d&format=csv", &["format"]).is_empty());
        assert!(unknown_parameters("", &[]).is_empty());
        let many: String = (0..50).map(|index| format!("x{index}=1&")).collect();
        assert_eq!(unknown_parameters(&many, &[]).len(), 5);
    }
}
