//! The view of series: a chart a metric, a line a proxy.

use api::{ArchiveLine, ArchiveParam, ArchiveParams, ForecastParams, MetricSeries, Param, SeriesTab};
use chart::{Role, Size};
use leptos::prelude::*;
use timeseries::{Duration, TimeRange, Timestamp, escape_label_value};

use super::legend::SeriesLegend;
use super::pictures::Pictures;
use super::points::Points;
use crate::components::plot::Plot;
use crate::components::zoom_bar::ZoomBar;
use crate::page_link::PageLink;
use crate::picture::series_chart;
use crate::place::at;
use crate::zoom::Zoom;

/// A chart as wide as a screen; there may be several on a page.
const WIDE: Size = Size { width_px: 1100, height_px: 300 };
/// A chart as wide as a phone.
const NARROW: Size = Size { width_px: 360, height_px: 250 };

/// The charts, one legend for all.
#[component]
pub(super) fn SeriesCharts(
    /// The series view.
    tab: SeriesTab,
    /// Parameters of the request.
    params: ArchiveParams,
    /// The source that can be asked where a metric is going, where there is one.
    source: Option<String>,
) -> impl IntoView {
    let charts = tab.metrics.clone().into_iter().enumerate().map(|(index, metric)| {
        let (tab, params, source) = (tab.clone(), params.clone(), source.clone());
        view! { <MetricChart index metric tab params source /> }
    });
    view! {
        <SeriesLegend tab=tab.clone() params=params.clone() />
        {charts.collect_view()}
    }
}

#[component]
fn MetricChart(
    index: usize,
    metric: MetricSeries,
    tab: SeriesTab,
    params: ArchiveParams,
    source: Option<String>,
) -> impl IntoView {
    let query = params.clone().with(ArchiveParam::Zoom, "").to_query();
    let page = PageLink { path: at("/archive"), query, open: ArchiveParam::Zoom.name().to_owned() };
    let zoom = Zoom::new(tab.window, tab.whole);
    let chart = series_chart(&metric, tab.window, WIDE, &format!("series-{index}"));
    let newest = Timestamp::from_ms(tab.window.end.ms() - 1);
    let title = format!("metric-{index}");
    view! {
        <figure class="chart archive-chart" id=format!("chart-{index}") aria-labelledby=title.clone()>
            <figcaption>
                <h2 id=title.clone()>{metric.metric.clone()}</h2>
                <p class="muted">{metric.summary.clone()}" "{metric.meaning.clone()}</p>
            </figcaption>
            <Plot chart narrow=NARROW now=newest page=page.clone() zoom />
            <div class="chart-foot">
                <ZoomBar id=format!("zoom-{index}") page zoom />
                <Pictures metric=metric.metric.clone() params />
                <div class="archive-folds">
                    <Figures index metric=metric.clone() source window=tab.window is_past=tab.is_past />
                    <Points index metric window=tab.window />
                </div>
            </div>
        </figure>
    }
}

/// The figures of each line, and the way to its forecast.
#[component]
fn Figures(
    index: usize,
    metric: MetricSeries,
    source: Option<String>,
    window: TimeRange,
    is_past: bool,
) -> impl IntoView {
    let row = |line: &ArchiveLine| {
        let forecast = source.as_ref().map(|source| {
            view! { <td><a href=at(forecast_link(source, &metric.metric, &line.proxy, is_past.then_some(window)))>"Forecast"</a></td> }
        });
        view! {
            <tr>
                <th scope="row"><span class="swatch" inner_html=chart::swatch(Role::Series(line.color))></span>{line.proxy.clone()}</th>
                <td>{line.figures.clone()}</td>
                {forecast}
            </tr>
        }
    };
    let forecast_head = source.as_ref().map(|_| view! { <th scope="col">"Where it is going"</th> });
    view! {
        <details class="fold archive-figures" id=format!("figures-{index}")>
            <summary>"Figures"</summary>
            <div class="table-box" tabindex="0" role="region" aria-label=format!("Figures of {}", metric.metric)>
                <table>
                    <thead><tr><th scope="col">"API proxy"</th><th scope="col">"Points shown"</th>{forecast_head}</tr></thead>
                    <tbody>{metric.lines.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}

/// The question where a metric is going: after the days shown where they are over, else after now.
fn forecast_link(source: &str, metric: &str, proxy: &str, past: Option<TimeRange>) -> String {
    let expr = format!("{metric}{{api_proxy=\"{}\"}}", escape_label_value(proxy));
    let mut params = ForecastParams::default().with(Param::Source, source).with(Param::Expr, expr);
    if let Some(shown) = past {
        let range = Duration::from_ms(shown.length().ms().max(Duration::DAY.ms()));
        params = params.with(Param::End, shown.end.to_string()).with(Param::Range, range.to_string());
    }
    format!("/?{}", params.to_query())
}
