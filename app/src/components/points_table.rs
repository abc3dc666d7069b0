//! The points of the chart as a table, for reading and for those who do not see the chart.

use std::sync::Arc;

use api::{ForecastView, SeriesView};
use leptos::prelude::*;
use timeseries::Scale;
use timeseries::text::{counted, ds};

/// As many rows as a person may scroll through; the CSV has all.
const FORECAST_ROWS: usize = 300;
const HISTORY_ROWS: usize = 12;

/// The forecast, and the newest of the history before it.
#[component]
pub(crate) fn PointsTable(view: Arc<ForecastView>) -> impl IntoView {
    let series = &view.series;
    let heads = series
        .bands
        .iter()
        .map(|band| view! { <th scope="col">{format!("{}% from", band.level)}</th><th scope="col">"to"</th> })
        .collect_view();
    let cells = Cells::of(&view);
    let unit = cells.unit_words();
    let rows = history_rows(series, &cells).chain(forecast_rows(series, &cells));
    let cut = series.forecast.values.len().saturating_sub(FORECAST_ROWS);
    view! {
        <details class="evidence" id="points">
            <summary>"Table of points"</summary>
            <div class="table-box" tabindex="0" role="region" aria-label="Points of the chart">
                <table>
                    <caption>{caption(series, &unit)}</caption>
                    <thead><tr><th scope="col">"Time"</th><th scope="col">"measured"</th><th scope="col">"forecast"</th>{heads}</tr></thead>
                    <tbody>{rows.map(row).collect_view()}</tbody>
                </table>
            </div>
            {(cut > 0).then(|| view! { <p class="muted">{format!("The CSV has {} more.", counted(cut as u64, "point"))}</p> })}
        </details>
    }
}

fn row(cells: Vec<String>) -> impl IntoView {
    let mut cells = cells.into_iter();
    let time = cells.next();
    view! { <tr><th scope="row">{time}</th>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
}

/// `The newest 12 measured points and 288 points of the forecast, in MB, times in UTC`.
fn caption(series: &SeriesView, unit: &str) -> String {
    let measured = counted(HISTORY_ROWS.min(series.history.values.len()) as u64, "measured point");
    let ahead = counted(FORECAST_ROWS.min(series.forecast.values.len()) as u64, "forecast point");
    format!("The newest {measured} and {ahead}{unit}, times in UTC")
}

/// Numbers of one table: in one multiple of the unit, each with as many digits as its band deserves.
struct Cells {
    scale: Scale,
}

impl Cells {
    fn of(view: &ForecastView) -> Self {
        let series = &view.series;
        let ends = series.bands.iter().flat_map(|band| band.lower.iter().chain(&band.upper)).copied();
        let newest = series.history.values.iter().rev().take(HISTORY_ROWS).copied();
        let shown = ends.chain(newest).chain(series.forecast.values.iter().copied());
        Self { scale: view.question.unit.scale_of(shown) }
    }

    /// A number without its unit, which the caption says.
    fn text(&self, value: f64, spread: f64) -> String {
        self.scale.number_within(value, spread)
    }

    fn unit_words(&self) -> String {
        match self.scale.suffix().trim() {
            "" => String::new(),
            unit => format!(", in {unit}"),
        }
    }
}

fn history_rows<'a>(series: &'a SeriesView, cells: &'a Cells) -> impl Iterator<Item = Vec<String>> + 'a {
    let grid = series.history.grid();
    let nothing = vec![String::new(); 1 + 2 * series.bands.len()];
    let measured = |index: usize| cells.text(series.history.values[index], f64::NAN);
    (grid.len.saturating_sub(HISTORY_ROWS)..grid.len)
        .map(move |index| [vec![ds(grid.time(index)), measured(index)], nothing.clone()].concat())
}

fn forecast_rows<'a>(series: &'a SeriesView, cells: &'a Cells) -> impl Iterator<Item = Vec<String>> + 'a {
    let grid = series.forecast.grid();
    (0..grid.len.min(FORECAST_ROWS)).map(move |index| {
        let widths = || series.bands.iter().map(|band| band.upper[index] - band.lower[index]);
        let narrowest = widths().next().unwrap_or(f64::NAN);
        let mut row = vec![ds(grid.time(index)), String::new(), cells.text(series.forecast.values[index], narrowest)];
        let ends = series.bands.iter().zip(widths());
        row.extend(
            ends.flat_map(|(band, width)| [band.lower[index], band.upper[index]].map(|end| cells.text(end, width))),
        );
        row
    })
}
