//! A long name, cut in its middle: what tells series apart is as often at the end as at the beginning.

/// As much as leaves room for the numbers.
const SHOWN_CHARS: usize = 56;

/// The name, or its beginning and its end.
pub(in crate::components) fn shortened(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    if chars.len() <= SHOWN_CHARS {
        return name.to_owned();
    }
    let (head, tail) = (SHOWN_CHARS / 2, SHOWN_CHARS / 2 - 1);
    chars[..head].iter().chain(&['…']).chain(&chars[chars.len() - tail..]).collect()
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn both_ends_of_a_long_name_stay() {
        assert_eq!(shortened("{a=\"b\"}"), "{a=\"b\"}");
        let long = format!("{{path=\"/var/{}/µ-end\"}}", "x".repeat(200));
        let short = shortened(&long);
        assert_eq!(short.chars().count(), 56);
        assert!(short.starts_with("{path=\"/var/xxx") && short.ends_with("xxx/µ-end\"}"), "{short}");
    }
}
