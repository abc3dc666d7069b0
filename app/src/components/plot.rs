//! A chart of time as it stands on a page: its two drawings, and what moves over them.

use chart::{Chart, ChartError, Size};
use leptos::prelude::*;
use timeseries::Timestamp;
use timeseries::text::{counted, grouped};

use crate::islands::{ChartOverlay, Stage};
use crate::page_link::PageLink;
use crate::zoom::Zoom;

/// Two drawings of the same chart, for a screen and for a phone; the style sheet shows the one that fits.
#[component]
pub(crate) fn Plot(
    /// The chart as wide as a screen; its id is one of a kind on the page.
    chart: Chart,
    /// The extent of the drawing for a phone.
    narrow: Size,
    /// Initial position of the keyboard cursor; its year is left out of times.
    now: Timestamp,
    /// The page, for links to other parts of time.
    page: PageLink,
    /// The part of time shown.
    zoom: Zoom,
) -> impl IntoView {
    match plot(chart, narrow, now, page, zoom) {
        Ok(plot) => plot.into_any(),
        Err(error) => view! { <p class="notice">{format!("The chart cannot be drawn: {error}.")}</p> }.into_any(),
    }
}

fn plot(
    chart: Chart,
    narrow_size: Size,
    now: Timestamp,
    page: PageLink,
    zoom: Zoom,
) -> Result<impl IntoView, ChartError> {
    let wide = chart::draw(&Chart { id: format!("{}-wide", chart.id), ..chart.clone() })?;
    let narrow = chart::draw(&Chart { id: format!("{}-narrow", chart.id), size: narrow_size, ..chart.clone() })?;
    let downsampled = wide.downsampled.map(|points| {
        format!(
            "Drawn: {} of {}, the extremes among them.",
            grouped(points.to as u64),
            counted(points.from as u64, "point")
        )
    });
    let frames = vec![(chart.size, wide.frame), (narrow_size, narrow.frame)];
    let stage = Stage { id: format!("{}-cursor", chart.id), frames, now, page, zoom, chart };
    Ok(view! {
        <div class="plot">
            <div class="svg svg-wide" inner_html=wide.svg></div>
            <div class="svg svg-narrow" inner_html=narrow.svg></div>
            <ChartOverlay stage />
        </div>
        {downsampled.map(|words| view! { <p class="muted">{words}</p> })}
    })
}
