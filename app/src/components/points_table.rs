//! The points of the chart as a table, for reading and for those who do not see the chart.

use std::sync::Arc;

use api::{ForecastView, SeriesView};
use leptos::prelude::*;
use timeseries::text::{ds, number};

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
    let rows = history_rows(series).chain(forecast_rows(series));
    let cut = series.forecast.values.len().saturating_sub(FORECAST_ROWS);
    view! {
        <details class="evidence" id="points">
            <summary>"Table of points"</summary>
            <div class="table-box" tabindex="0" role="region" aria-label="Points of the chart">
                <table>
                    <caption>{format!("The newest {} measured points and {} points of the forecast, times in UTC", HISTORY_ROWS.min(series.history.values.len()), FORECAST_ROWS.min(series.forecast.values.len()))}</caption>
                    <thead><tr><th scope="col">"Time"</th><th scope="col">"measured"</th><th scope="col">"forecast"</th>{heads}</tr></thead>
                    <tbody>{rows.map(row).collect_view()}</tbody>
                </table>
            </div>
            {(cut > 0).then(|| view! { <p class="muted">{format!("{cut} more points of the forecast are in the CSV.")}</p> })}
        </details>
    }
}

fn row(cells: Vec<String>) -> impl IntoView {
    let mut cells = cells.into_iter();
    let time = cells.next();
    view! { <tr><th scope="row">{time}</th>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
}

fn history_rows(series: &SeriesView) -> impl Iterator<Item = Vec<String>> + '_ {
    let grid = series.history.grid();
    let nothing = vec![String::new(); 1 + 2 * series.bands.len()];
    (grid.len.saturating_sub(HISTORY_ROWS)..grid.len)
        .map(move |index| [vec![ds(grid.time(index)), number(series.history.values[index])], nothing.clone()].concat())
}

fn forecast_rows(series: &SeriesView) -> impl Iterator<Item = Vec<String>> + '_ {
    let grid = series.forecast.grid();
    (0..grid.len.min(FORECAST_ROWS)).map(move |index| {
        let mut cells = vec![ds(grid.time(index)), String::new(), number(series.forecast.values[index])];
        cells.extend(series.bands.iter().flat_map(|band| [number(band.lower[index]), number(band.upper[index])]));
        cells
    })
}
