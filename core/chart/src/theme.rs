//! The look of a chart that stands alone: the page's own rules, with the page's colours written out.

/// Light or dark colours, the two sets of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light surface.
    Light,
    /// Light ink on a dark surface.
    Dark,
}

impl Theme {
    /// The theme of that name; light where it is no other's.
    #[must_use]
    pub fn named(name: &str) -> Self {
        if name == "dark" { Self::Dark } else { Self::Light }
    }
}

/// The rules of every chart; from the first media query on they are for a page and not for a file.
const RULES: &str = include_str!("../../../style/chart.css");

/// Custom properties with their value in the light and in the dark theme.
#[rustfmt::skip]
const TOKENS: [(&str, &str, &str); 13] = [
    ("surface",  "#ffffff", "#15191d"),
    ("ink",      "#1b2024", "#e9ecee"),
    ("muted",    "#56616b", "#9ba7b1"),
    ("line",     "#dfe3e6", "#2b3238"),
    ("bad",      "#b3261e", "#ff8a80"),
    ("series-1", "#0063b2", "#5aa9f0"),
    ("series-2", "#c44e00", "#ff9248"),
    ("series-3", "#007a5a", "#3fc79b"),
    ("series-4", "#a8407f", "#e58cc0"),
    ("series-5", "#8a6100", "#e0b13c"),
    ("series-6", "#4a55c8", "#9aa2ff"),
    ("series-7", "#7a4a2b", "#c99a78"),
    ("series-8", "#46606f", "#9fb4c0"),
];

/// Plain class rules with literal colours, as the simplest renderer reads them.
pub(crate) fn stylesheet(theme: Theme) -> String {
    let rules = RULES.split("@media").next().unwrap_or_default();
    TOKENS.into_iter().fold(without_comments(rules), |rules, (name, light, dark)| {
        let color = match theme {
            Theme::Light => light,
            Theme::Dark => dark,
        };
        rules.replace(&format!("var(--{name})"), color)
    })
}

fn without_comments(rules: &str) -> String {
    let mut parts = rules.split("/*");
    let before = parts.next().unwrap_or_default();
    let after = parts.filter_map(|part| part.split_once("*/")).map(|(_, after)| after);
    std::iter::once(before).chain(after).flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_color_is_written_out() {
        for theme in [Theme::Light, Theme::Dark] {
            let rules = stylesheet(theme);
            assert!(rules.contains(".pc-history{") || rules.contains(".pc-history {"), "{rules}");
            for unwanted in ["var(", "@", "/*", "*/", "<", "CanvasText"] {
                assert!(!rules.contains(unwanted), "{unwanted} in {rules}");
            }
        }
        assert_ne!(stylesheet(Theme::Light), stylesheet(Theme::Dark));
    }

    #[test]
    fn comments_go_and_rules_stay() {
        assert_eq!(without_comments("/* a */\n.b { c: d }\n/* e\n f */ .g {}\n"), ".b { c: d }.g {}");
    }
}
