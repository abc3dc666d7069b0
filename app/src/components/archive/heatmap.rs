//! The view of the week: heat maps, each with the table behind it.

use api::{HeatCell, HeatmapView};
use chart::HeatSpot;
use leptos::prelude::*;
use timeseries::text::{counted, number};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// One a metric.
#[component]
pub(super) fn Heatmaps(maps: Vec<HeatmapView>) -> impl IntoView {
    maps.into_iter().enumerate().map(|(index, map)| view! { <OneHeatmap index map /> }).collect_view()
}

#[component]
fn OneHeatmap(index: usize, map: HeatmapView) -> impl IntoView {
    let rows: Vec<(&str, Vec<HeatSpot>)> =
        WEEKDAYS.into_iter().zip(map.cells.iter().map(Vec::as_slice)).map(spots).collect();
    let title = format!("heat-{index}");
    view! {
        <figure class="chart archive-chart" aria-labelledby=title.clone()>
            <figcaption>
                <h2 id=title.clone()>{map.metric.clone()}</h2>
                <p class="muted">{map.summary.clone()}</p>
            </figcaption>
            <div class="archive-heat" tabindex="0" role="region" aria-label=format!("Heat map of {}", map.metric) inner_html=chart::heatmap(&rows)></div>
            <p class="muted archive-scale">"less "<span class="archive-scale-bar" aria-hidden="true"></span>" more"</p>
            <details class="archive-figures" id=format!("heat-table-{index}")>
                <summary>"Table"</summary>
                <HeatTable map />
            </details>
        </figure>
    }
}

fn spots((day, cells): (&'static str, &[HeatCell])) -> (&'static str, Vec<HeatSpot>) {
    let spot = |(hour, cell): (usize, &HeatCell)| {
        let text = match cell.rows {
            0 => format!("{day} {hour:02}:00: no rows"),
            rows => format!("{day} {hour:02}:00: {} ({})", number(cell.mean), counted(rows, "row")),
        };
        HeatSpot { value: cell.mean, text }
    };
    (day, cells.iter().enumerate().map(spot).collect())
}

#[component]
fn HeatTable(map: HeatmapView) -> impl IntoView {
    let row = |hour: usize| {
        let cells = map.cells.iter().map(|row| row.get(hour).map_or(f64::NAN, |cell| cell.mean));
        let cells = cells.map(|mean| view! { <td>{number(mean)}</td> }).collect_view();
        view! { <tr><th scope="row">{format!("{hour:02}:00")}</th>{cells}</tr> }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=format!("Means of {} by hour and weekday", map.metric)>
            <table>
                <thead><tr><th scope="col">"Hour"</th>{WEEKDAYS.map(|day| view! { <th scope="col">{day}</th> }).collect_view()}</tr></thead>
                <tbody>{(0..24).map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
