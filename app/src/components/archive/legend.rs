//! The legend of the series: one for all charts, for a proxy looks the same on each.

use api::{ArchiveParams, SeriesTab};
use chart::Role;
use leptos::prelude::*;

/// A name shows its lines alone, or all again; the sign beside it takes them away or brings them back.
#[component]
pub(super) fn SeriesLegend(tab: SeriesTab, params: ArchiveParams) -> impl IntoView {
    let entries = entries(&tab);
    let names: Vec<String> = entries.iter().map(|(name, _)| name.clone()).collect();
    let item = |(name, color): (String, usize)| item(&name, color, &names, &params);
    view! {
        <div class="legend">
            <ul>{entries.clone().into_iter().map(item).collect_view()}</ul>
            <p class="muted legend-hint">"A name shows its lines alone. Drag across a chart to look closer, double click to go back."</p>
        </div>
    }
}

/// Proxies with their colours, each once.
fn entries(tab: &SeriesTab) -> Vec<(String, usize)> {
    let lines = tab.metrics.iter().flat_map(|metric| &metric.lines);
    let mut entries: Vec<(String, usize)> = lines.map(|line| (line.proxy.clone(), line.color)).collect();
    entries.sort();
    entries.dedup();
    entries
}

fn item(name: &str, color: usize, names: &[String], params: &ArchiveParams) -> impl IntoView + use<> {
    let hidden = &params.hide;
    let is_shown = !hidden.iter().any(|other| other == name);
    let (sign, verb) = if is_shown { ("×", "Hide") } else { ("+", "Show") };
    let toggle_label = format!("{verb} {name}");
    let link = |hide: Vec<String>| params.clone().hiding(hide).link();
    view! {
        <li class:legend-hidden=!is_shown>
            <a class="legend-item" id=format!("legend-{name}") href=link(isolated(name, names, hidden)) title="Show this alone, or all again">
                <span class="swatch" inner_html=chart::swatch(Role::Series(color))></span>
                <span class="legend-name">{name.to_owned()}</span>
            </a>
            <a class="legend-toggle" id=format!("legend-toggle-{name}") href=link(toggled(name, hidden)) title=toggle_label.clone() aria-label=toggle_label>{sign}</a>
        </li>
    }
}

/// All but `name`; none where those are hidden already.
fn isolated(name: &str, names: &[String], hidden: &[String]) -> Vec<String> {
    let others: Vec<String> = names.iter().filter(|other| *other != name).cloned().collect();
    if hidden == others { Vec::new() } else { others }
}

fn toggled(name: &str, hidden: &[String]) -> Vec<String> {
    let mut next: Vec<String> = hidden.iter().filter(|other| *other != name).cloned().collect();
    if next.len() == hidden.len() {
        next.push(name.to_owned());
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolating_twice_brings_all_back() {
        let names = ["a", "b", "c"].map(str::to_owned);
        let once = isolated("b", &names, &[]);
        assert_eq!(once, ["a", "c"]);
        assert!(isolated("b", &names, &once).is_empty());
        assert_eq!(toggled("a", &once), ["c"]);
        assert_eq!(toggled("b", &once), ["a", "c", "b"]);
    }
}
