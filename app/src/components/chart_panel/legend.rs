//! The legend: what is what, its figures, and what the chart leaves out.

use std::sync::Arc;

use api::{BandView, ForecastParams, ForecastView, Param};
use chart::Role;
use leptos::prelude::*;
use timeseries::text::{number, percent};

/// One entry.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    key: &'static str,
    name: String,
    figures: String,
}

/// The keys a link may hide.
const KEYS: [&str; 4] = ["history", "forecast", "band-1", "band-2"];

/// What a link leaves out; names that are no key are left alone.
pub(super) fn hidden(text: &str) -> Vec<&'static str> {
    KEYS.into_iter().filter(|key| text.split(' ').any(|word| word == *key)).collect()
}

/// A name shows its line alone, or all again; the sign beside it takes one away or brings it back. Links, so that what is
/// shown is part of what is shared.
#[component]
pub(super) fn Legend(view: Arc<ForecastView>, hidden: Vec<&'static str>) -> impl IntoView {
    let entries = entries(&view);
    let keys: Vec<&'static str> = entries.iter().map(|entry| entry.key).collect();
    let items = entries.into_iter().map(|entry| item(entry, &keys, &hidden, &view.params)).collect_view();
    view! {
        <div class="legend">
            <ul>{items}</ul>
            <p class="muted legend-hint">
                "A name shows its line alone. Drag across the chart to look closer, double click to go back."
            </p>
        </div>
    }
}

fn item(
    entry: Entry,
    keys: &[&'static str],
    hidden: &[&'static str],
    params: &ForecastParams,
) -> impl IntoView + use<> {
    let link = |hide: &[&str]| format!("/?{}", params.clone().with(Param::Hide, hide.join(" ")).to_query());
    let is_shown = !hidden.contains(&entry.key);
    let (sign, verb) = if is_shown { ("×", "Hide") } else { ("+", "Show") };
    let toggle_label = format!("{verb} {}", entry.name);
    view! {
        <li class:legend-hidden=!is_shown>
            <a class="legend-item" id=format!("legend-{}", entry.key) href=link(&isolated(entry.key, keys, hidden)) title="Show this alone, or all again">
                {swatch(entry.key)}
                <span class="legend-name">{entry.name}</span>
                <span class="muted figures">{entry.figures}</span>
            </a>
            <a class="legend-toggle" id=format!("legend-toggle-{}", entry.key) href=link(&toggled(entry.key, hidden)) title=toggle_label.clone() aria-label=toggle_label>{sign}</a>
        </li>
    }
}

/// Everything but `key`; nothing where that is hidden already.
fn isolated(key: &'static str, keys: &[&'static str], hidden: &[&'static str]) -> Vec<&'static str> {
    let others: Vec<&'static str> = keys.iter().copied().filter(|other| *other != key).collect();
    if hidden == others { Vec::new() } else { others }
}

fn toggled(key: &'static str, hidden: &[&'static str]) -> Vec<&'static str> {
    let mut next: Vec<&'static str> = hidden.iter().copied().filter(|other| *other != key).collect();
    if next.len() == hidden.len() {
        next.push(key);
    }
    next
}

/// A sample of what an entry names.
fn swatch(key: &'static str) -> AnyView {
    match key {
        "history" => view! { <span class="swatch" inner_html=chart::swatch(Role::History)></span> }.into_any(),
        "forecast" => view! { <span class="swatch" inner_html=chart::swatch(Role::Forecast)></span> }.into_any(),
        band => view! { <span class=format!("swatch swatch-band pc-{band}") aria-hidden="true"></span> }.into_any(),
    }
}

fn entries(view: &ForecastView) -> Vec<Entry> {
    let series = &view.series;
    let line = |key, name: &str, values: &[f64]| Entry { key, name: name.to_owned(), figures: figures(values) };
    let mut entries = vec![
        line("history", "measured", &series.history.values),
        line("forecast", "forecast", &series.forecast.values),
    ];
    // The narrowest band has a look of its own; the wider ones share theirs.
    let (narrowest, wider) = series.bands.split_at(series.bands.len().min(1));
    entries.extend(band_entry("band-1", narrowest));
    entries.extend(band_entry("band-2", wider));
    entries
}

/// One entry for bands that look the same; `None` where there are none.
fn band_entry(key: &'static str, bands: &[BandView]) -> Option<Entry> {
    let listed = |texts: Vec<String>| texts.join(", ");
    let levels = listed(bands.iter().map(|band| format!("{} %", band.level)).collect());
    let held = listed(bands.iter().filter_map(|band| band.measured_coverage).map(percent).collect());
    let noun = if bands.len() == 1 { "band" } else { "bands" };
    let figures = if held.is_empty() { held } else { format!("held {held} of the past") };
    (!bands.is_empty()).then(|| Entry { key, name: format!("{levels} {noun}"), figures })
}

/// Last, min, max and mean.
fn figures(values: &[f64]) -> String {
    let present: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let count = present.len() as f64;
    let (Some(last), Some(min), Some(max)) =
        (present.last(), present.iter().copied().reduce(f64::min), present.iter().copied().reduce(f64::max))
    else {
        return String::new();
    };
    let mean: f64 = present.iter().map(|value| value / count).sum();
    format!("last {} · min {} · max {} · mean {}", number(*last), number(min), number(max), number(mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolating_twice_brings_all_back() {
        let once = isolated("forecast", &KEYS, &[]);
        assert_eq!(once, ["history", "band-1", "band-2"]);
        assert_eq!(isolated("forecast", &KEYS, &once), Vec::<&str>::new());
    }

    #[test]
    fn only_keys_become_classes() {
        assert_eq!(hidden("band-1 \"><script> history"), ["history", "band-1"]);
        assert_eq!(toggled("history", &["history"]), Vec::<&str>::new());
        assert_eq!(toggled("history", &["band-1"]), ["band-1", "history"]);
    }

    #[test]
    fn bands_that_look_the_same_are_one_entry() {
        let band = |level: &str, held| BandView {
            level: level.to_owned(),
            lower: vec![],
            upper: vec![],
            measured_coverage: held,
        };
        let entry = band_entry("band-2", &[band("80", Some(0.81)), band("95", Some(0.97))]).unwrap();
        assert_eq!((entry.name.as_str(), entry.figures.as_str()), ("80 %, 95 % bands", "held 81 %, 97 % of the past"));
        assert_eq!(band_entry("band-1", &[band("80", None)]).unwrap().name, "80 % band");
        assert!(band_entry("band-2", &[]).is_none());
    }

    #[test]
    fn figures_leave_gaps_out() {
        assert_eq!(figures(&[1.0, f64::NAN, 3.0]), "last 3 · min 1 · max 3 · mean 2");
        assert_eq!(figures(&[f64::NAN]), "");
    }
}
