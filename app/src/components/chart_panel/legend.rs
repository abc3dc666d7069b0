//! The legend: what is what, its figures, and what the chart leaves out.

use std::sync::Arc;

use api::{ForecastParams, ForecastView, Param};
use chart::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use timeseries::text::number;

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
    KEYS.into_iter()
        .filter(|key| text.split(' ').any(|word| word == *key))
        .collect()
}

/// A click shows one alone, or all again; with Ctrl it takes one away or brings it back.
#[component]
pub(super) fn Legend(
    view: Arc<ForecastView>,
    params: Memo<ForecastParams>,
    hidden: Memo<Vec<&'static str>>,
) -> impl IntoView {
    let entries = entries(&view);
    let keys: Vec<&'static str> = entries.iter().map(|entry| entry.key).collect();
    view! {
        <div class="legend">
            <ul>{entries.into_iter().map(|entry| view! { <Item entry keys=keys.clone() params hidden /> }).collect_view()}</ul>
            <p class="muted legend-hint">"Click shows one alone, Ctrl+click takes one away. Drag across the chart to look closer, double click to go back."</p>
        </div>
    }
}

#[component]
fn Item(
    entry: Entry,
    keys: Vec<&'static str>,
    params: Memo<ForecastParams>,
    hidden: Memo<Vec<&'static str>>,
) -> impl IntoView {
    let navigate = use_navigate();
    let key = entry.key;
    let link = move |hide: &[&str]| format!("/?{}", params.get().with(Param::Hide, hide.join(" ")).to_query());
    let alone = {
        let keys = keys.clone();
        move || link(&isolated(key, &keys, &hidden.get()))
    };
    let toggle = move |event: leptos::ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            navigate(
                &link(&toggled(key, &hidden.get_untracked())),
                NavigateOptions {
                    scroll: false,
                    ..NavigateOptions::default()
                },
            );
        }
    };
    view! {
        <li>
            <a class="legend-item" role="button" href=alone data-noscroll="" on:click=toggle aria-pressed=move || (!hidden.get().contains(&key)).to_string()>
                {swatch(key)}
                <span>{entry.name}</span>
                <span class="muted figures">{entry.figures}</span>
            </a>
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
    let line = |key, name: &str, values: &[f64]| Entry {
        key,
        name: name.to_owned(),
        figures: figures(values),
    };
    let mut entries = vec![
        line("history", "measured", &series.history.values),
        line("forecast", "forecast", &series.forecast.values),
    ];
    for (key, band) in KEYS[2..].iter().zip(&series.bands) {
        let held = band
            .measured_coverage
            .map(|share| format!("held {}", timeseries::text::percent(share)));
        entries.push(Entry {
            key,
            name: format!("{} % band", band.level),
            figures: held.unwrap_or_default(),
        });
    }
    entries
}

/// Last, min, max and mean.
fn figures(values: &[f64]) -> String {
    let present: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let count = present.len() as f64;
    let (Some(last), Some(min), Some(max)) = (
        present.last(),
        present.iter().copied().reduce(f64::min),
        present.iter().copied().reduce(f64::max),
    ) else {
        return String::new();
    };
    let mean: f64 = present.iter().map(|value| value / count).sum();
    format!(
        "last {} · min {} · max {} · mean {}",
        number(*last),
        number(min),
        number(max),
        number(mean)
    )
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
    fn figures_leave_gaps_out() {
        assert_eq!(figures(&[1.0, f64::NAN, 3.0]), "last 3 · min 1 · max 3 · mean 2");
        assert_eq!(figures(&[f64::NAN]), "");
    }
}
