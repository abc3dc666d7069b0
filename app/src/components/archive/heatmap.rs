//! The view of the week: heat maps, each with the table behind it.

use api::{ArchiveParams, HeatmapView};
use leptos::prelude::*;
use timeseries::text::number;

use super::pictures::Pictures;
use crate::picture::{WEEKDAYS, week_rows};

/// One a metric.
#[component]
pub(super) fn Heatmaps(maps: Vec<HeatmapView>, params: ArchiveParams) -> impl IntoView {
    let map = |(index, map): (usize, HeatmapView)| view! { <OneHeatmap index map params=params.clone() /> };
    maps.into_iter().enumerate().map(map).collect_view()
}

#[component]
fn OneHeatmap(index: usize, map: HeatmapView, params: ArchiveParams) -> impl IntoView {
    let title = format!("heat-{index}");
    let means = || map.cells.iter().flatten().map(|cell| cell.mean).filter(|mean| mean.is_finite());
    let [least, most] =
        [means().reduce(f64::min), means().reduce(f64::max)].map(|mean| number(mean.unwrap_or(f64::NAN)));
    view! {
        <figure class="chart archive-chart" aria-labelledby=title.clone()>
            <figcaption>
                <h2 id=title.clone()>{map.metric.clone()}</h2>
                <p class="muted">{map.summary.clone()}</p>
            </figcaption>
            <div class="archive-heat" tabindex="0" role="region" aria-label=format!("Heat map of {}", map.metric) inner_html=chart::heatmap(&week_rows(&map))></div>
            <div class="chart-foot">
                <p class="muted archive-scale">{least}" "<span class="archive-scale-bar" aria-hidden="true"></span>" "{most}</p>
                <Pictures metric=map.metric.clone() params />
                <div class="archive-folds">
                    <details class="fold archive-figures" id=format!("heat-table-{index}")>
                        <summary>"Table"</summary>
                        <HeatTable map />
                    </details>
                </div>
            </div>
        </figure>
    }
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
