//! A legend: what is what, and what the chart leaves out.

use chart::Role;
use leptos::prelude::*;

use crate::place::at;

/// Hint for a page with one chart.
pub(crate) const ON_ONE_CHART: &str = "Click a name to isolate it. Drag to zoom, double-click to reset.";

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LegendEntry {
    /// Key of the entry in links.
    pub(crate) key: String,
    /// Name of the entry.
    pub(crate) name: String,
    /// Its figures in words; empty where it has none.
    pub(crate) figures: String,
    /// Look of the entry.
    pub(crate) look: Look,
}

/// Look of an entry's line or band on the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Look {
    /// A line.
    Line(Role),
    /// A band, by its class.
    Band(&'static str),
}

/// A name shows its line alone, or all again; the sign beside it takes one away or brings it back. Links, so that what is
/// shown is part of what is shared.
#[component]
pub(crate) fn Legend<F>(
    /// Entries of the chart.
    entries: Vec<LegendEntry>,
    /// The keys of what it leaves out.
    hidden: Vec<String>,
    /// The page that leaves out other keys.
    link: F,
    /// Hint that says how to use the chart.
    hint: &'static str,
) -> impl IntoView
where
    F: Fn(Vec<String>) -> String,
{
    let keys: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    let items = entries.into_iter().enumerate().map(|(index, entry)| {
        let (alone, toggle) = (link(isolated(&entry.key, &keys, &hidden)), link(toggled(&entry.key, &hidden)));
        let is_shown = !hidden.contains(&entry.key);
        view! { <Item index entry is_shown alone toggle /> }
    });
    view! {
        <div class="legend">
            <ul>{items.collect_view()}</ul>
            <p class="muted legend-hint">{hint}</p>
        </div>
    }
}

/// Its ids keep the focus from one answer to the next.
#[component]
fn Item(index: usize, entry: LegendEntry, is_shown: bool, alone: String, toggle: String) -> impl IntoView {
    let (sign, verb) = if is_shown { ("×", "Hide") } else { ("+", "Show") };
    let label = format!("{verb} {}", entry.name);
    let figures = (!entry.figures.is_empty()).then(|| view! { <span class="muted figures">{entry.figures}</span> });
    view! {
        <li class:legend-hidden=!is_shown>
            <a class="legend-item" id=format!("legend-{index}") href=at(alone) title="Show this alone, or all again">
                {swatch(entry.look)}
                <span class="legend-name">{entry.name}</span>
                {figures}
            </a>
            <a class="legend-toggle" id=format!("legend-toggle-{index}") href=at(toggle) title=label.clone() aria-label=label>{sign}</a>
        </li>
    }
}

/// A sample of what an entry names.
fn swatch(look: Look) -> AnyView {
    match look {
        Look::Line(role) => view! { <span class="swatch" inner_html=chart::swatch(role)></span> }.into_any(),
        Look::Band(class) => {
            view! { <span class=format!("swatch swatch-band {class}") aria-hidden="true"></span> }.into_any()
        }
    }
}

/// Everything but `key`; nothing where that is hidden already.
fn isolated(key: &str, keys: &[String], hidden: &[String]) -> Vec<String> {
    let is_alone = keys.iter().all(|other| (other == key) != hidden.contains(other));
    let others = keys.iter().filter(|other| *other != key).cloned();
    if is_alone { Vec::new() } else { others.collect() }
}

fn toggled(key: &str, hidden: &[String]) -> Vec<String> {
    let mut next: Vec<String> = hidden.iter().filter(|other| *other != key).cloned().collect();
    if next.len() == hidden.len() {
        next.push(key.to_owned());
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn isolating_twice_brings_all_back() {
        let all = keys(&["a", "b", "c"]);
        let once = isolated("b", &all, &[]);
        assert_eq!(once, ["a", "c"]);
        assert!(isolated("b", &all, &once).is_empty());
        // In whichever order they were taken away.
        assert!(isolated("b", &all, &keys(&["c", "a"])).is_empty());
        assert_eq!(isolated("a", &all, &once), ["b", "c"]);
        assert_eq!(isolated("b", &all, &all), ["a", "c"]);
    }

    #[test]
    fn what_is_taken_away_can_be_brought_back() {
        assert_eq!(toggled("a", &keys(&["a", "c"])), ["c"]);
        assert_eq!(toggled("b", &keys(&["a", "c"])), ["a", "c", "b"]);
    }
}
