//! The spellings of a category: texts are met as they are, numbers as numbers, and `true` in any case.
//!
//! One column comes as `1.0` from pandas, as `1` from a spreadsheet and as a number or a boolean from JSON. No text is cut.

use crate::feature::{Cell, is_null};

/// More digits than an f64 keeps apart: a longer number is an identifier, and met by its text alone.
const MAX_DIGITS: usize = 15;

/// The text that a cell names a category by; `None` for a null.
pub(crate) fn category_text(cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Null => None,
        Cell::Number(value) => value.is_finite().then(|| value.to_string()),
        Cell::Text(text) => Some(text.trim()).filter(|text| !is_null(text)).map(str::to_owned),
    }
}

/// The code of the category that a text means: the one spelled so, or else the only one that is the same number or the same
/// truth value.
pub(crate) fn code_of(known: &[(f64, String)], text: &str) -> Option<f64> {
    let same = known.iter().find(|(_, name)| name == text);
    same.or_else(|| only(known, |name| is_same_number(name, text)))
        .or_else(|| only(known, |name| is_same_truth(known, name, text)))
        .map(|(code, _)| *code)
}

/// Returns true if two spellings met in training are one category: `1` and `1.0`, `True` and `true`. Such as `3.1` and `3.10` are
/// two, as the numbers of versions are.
pub(crate) fn is_one_category(one: &str, other: &str) -> bool {
    let is_whole = |text| number(text).is_some_and(|value| libm::trunc(value) == value);
    (is_whole(one) && is_same_number(one, other)) || truth(one).is_some_and(|one| truth(other) == Some(one))
}

fn only(known: &[(f64, String)], is_meant: impl Fn(&str) -> bool) -> Option<&(f64, String)> {
    let mut meant = known.iter().filter(|(_, name)| is_meant(name));
    meant.next().filter(|_| meant.next().is_none())
}

fn is_same_number(one: &str, other: &str) -> bool {
    number(one).is_some_and(|one| number(other) == Some(one))
}

/// Returns true if a text is the same yes or no as a category. `1` is a yes only among categories that are all `true` or `false`,
/// and `true` is `1` only where all are 1 or 0.
fn is_same_truth(known: &[(f64, String)], name: &str, text: &str) -> bool {
    let are_words = || known.iter().all(|(_, name)| truth(name).is_some());
    let are_digits = || known.iter().all(|(_, name)| digit(name).is_some());
    match (truth(name), truth(text)) {
        (Some(name), Some(text)) => name == text,
        (Some(name), None) => digit(text) == Some(name) && are_words(),
        (None, Some(text)) => digit(name) == Some(text) && are_digits(),
        (None, None) => false,
    }
}

/// `true` or `false` in any case.
pub(crate) fn truth(text: &str) -> Option<bool> {
    let is = |word| text.trim().eq_ignore_ascii_case(word);
    if is("true") { Some(true) } else { is("false").then_some(false) }
}

fn digit(text: &str) -> Option<bool> {
    number(text).filter(|value| [0.0, 1.0].contains(value)).map(|value| value == 1.0)
}

/// The number that a text is. `007` is none, for it would lose its zeros, nor is one with more digits than are kept.
fn number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let is_exact = digits(whole) + digits(fraction.trim_end_matches('0')) <= MAX_DIGITS;
    let is_plain = unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite())?;
    // Adding zero makes one zero of the two there are.
    (is_plain && is_exact && !has_leading_zero).then_some(value + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met<'a>(known: &[&'a str], text: &str) -> Option<&'a str> {
        let coded: Vec<(f64, String)> =
            known.iter().zip(0_u32..).map(|(name, code)| (f64::from(code), (*name).to_owned())).collect();
        code_of(&coded, text).map(|code| known[code as usize])
    }

    #[test]
    fn a_category_that_is_a_number_is_met_by_the_number() {
        for asked in ["1", "1.0", "1.00", "+1", "1e0"] {
            assert_eq!(met(&["1.0", "2.0"], asked), Some("1.0"), "{asked}");
            assert_eq!(met(&["1", "2"], asked), Some("1"), "{asked}");
            assert_eq!(met(&["1.0", "2.0", "other"], asked), Some("1.0"), "{asked}");
        }
        assert_eq!(met(&["-0.5", "0"], "-.5"), Some("-0.5"));
        assert_eq!(met(&["0.0"], "-0"), Some("0.0"));
        for asked in ["3", "1.5", "one", "inf", "1,0", "0x1"] {
            assert_eq!(met(&["1.0", "2.0"], asked), None, "{asked}");
        }
    }

    #[test]
    fn a_code_that_only_looks_like_a_number_is_met_by_its_text() {
        assert_eq!((met(&["007", "7"], "7"), met(&["007"], "7")), (Some("7"), None), "zeros in front count");
        assert_eq!((met(&["3.1", "3.10"], "3.10"), met(&["3.1", "3.10"], "3.100")), (Some("3.10"), None));
        let ids = ["9007199254740992", "9007199254740993"];
        assert_eq!((met(&ids, ids[1]), met(&ids[..1], ids[1])), (Some(ids[1]), None), "one f64 for two ids");
        assert_eq!(met(&["inf", "nan?"], "Infinity"), None);
    }

    #[test]
    fn a_truth_value_is_met_in_every_spelling() {
        for asked in ["true", "True", "TRUE", "1", "1.0"] {
            assert_eq!(met(&["False", "True"], asked), Some("True"), "{asked}");
            assert_eq!(met(&["0.0", "1.0"], asked), Some("1.0"), "{asked}");
        }
        assert_eq!(met(&["False", "True"], "2"), None);
        assert_eq!(met(&["False", "True", "1", "maybe"], "TRUE"), Some("True"));
        assert_eq!((met(&["True", "maybe"], "1"), met(&["1", "2"], "true")), (None, None), "no yes or no there");
        assert_eq!(met(&["yes", "no"], "true"), None);
    }

    #[test]
    fn spellings_of_one_category() {
        assert!(is_one_category("1", "1.0") && is_one_category("True", "true") && is_one_category("10", "1e1"));
        assert!(!is_one_category("3.1", "3.10") && !is_one_category("01", "1") && !is_one_category("a", "A"));
    }
}
