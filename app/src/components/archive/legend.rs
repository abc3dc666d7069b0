//! The legend of the series: one for all charts, for a proxy looks the same on each.

use api::{ArchiveParams, SeriesTab};
use chart::Role;
use leptos::prelude::*;

use crate::components::legend::{Legend, LegendEntry, Look};

/// Proxies with their colours, each once. Its figures are those of one chart, and stand under it.
#[component]
pub(super) fn SeriesLegend(tab: SeriesTab, params: ArchiveParams) -> impl IntoView {
    let hidden = params.hide.clone();
    let link = move |hide: Vec<String>| params.clone().hiding(hide).link();
    let hint = "Click a name to isolate it. Drag to zoom, double-click to reset.";
    view! { <Legend entries=entries(&tab) hidden link hint /> }
}

fn entries(tab: &SeriesTab) -> Vec<LegendEntry> {
    let lines = tab.metrics.iter().flat_map(|metric| &metric.lines);
    let mut proxies: Vec<(&str, usize)> = lines.map(|line| (line.proxy.as_str(), line.color)).collect();
    proxies.sort_unstable();
    proxies.dedup();
    let entry = |(proxy, color): (&str, usize)| LegendEntry {
        key: proxy.to_owned(),
        name: proxy.to_owned(),
        figures: String::new(),
        look: Look::Line(Role::Series(color)),
    };
    proxies.into_iter().map(entry).collect()
}
