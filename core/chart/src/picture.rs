//! The picture, from the back to the front: grid, bands, threshold, lines, now, and the words around them.

mod axes;
mod bands;
mod canvas;
mod foot;
mod legend;
mod lines;
mod marks;

pub use legend::{filled_swatch, hollow_swatch, swatch};

use canvas::Canvas;

use crate::layout::Layout;
use crate::svg::document;
use crate::{Chart, ChartError, Downsampled, Frame, Theme, theme};

/// A chart as SVG for the inside of a page, and how to find one's way on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// One `<svg>` element, safe as it is. Its classes are explained by `style/chart.css`.
    pub svg: String,
    /// The plot area, for converting times and values to pixels.
    pub frame: Frame,
    /// Numbers of points before and after downsampling, if any were left out.
    pub downsampled: Option<Downsampled>,
}

/// Draws a chart for the inside of a page.
///
/// # Errors
/// The chart has no extent, no time, or values that do not fit their grid.
pub fn draw(chart: &Chart) -> Result<Drawing, ChartError> {
    chart.check()?;
    let layout = Layout::new(chart, 0.0, 0.0);
    let mut shapes = String::new();
    let downsampled = draw_plot(&Canvas::new(&mut shapes, chart, &layout), chart, &layout)?;
    Ok(Drawing { svg: document::inline(chart.caption(), &shapes), frame: layout.frame, downsampled })
}

/// Draws a chart as a file of its own: with its title, a legend, small print at its foot, and literal colours any renderer
/// understands. The foot makes the picture higher, and leaves the plot as it is.
///
/// # Errors
/// As [`draw`].
pub fn standalone(chart: &Chart, theme: Theme) -> Result<String, ChartError> {
    chart.check()?;
    let (head, foot_px) = (legend::Head::new(chart), foot::height_px(chart));
    let chart = &Chart { size: foot::room_for(chart.size, foot_px), ..chart.clone() };
    let layout = Layout::new(chart, head.height_px(), foot_px);
    let mut shapes = String::new();
    let canvas = Canvas::new(&mut shapes, chart, &layout);
    head.draw(&canvas)?;
    draw_plot(&canvas, chart, &layout)?;
    foot::draw(&canvas, chart, foot_px)?;
    drop(canvas);
    Ok(document::standalone(chart.caption(), &theme::stylesheet(theme), &shapes))
}

fn draw_plot(canvas: &Canvas<'_>, chart: &Chart, layout: &Layout) -> Result<Option<Downsampled>, ChartError> {
    axes::draw(canvas, layout)?;
    bands::draw(canvas, chart)?;
    marks::draw_threshold(canvas, chart, &layout.frame)?;
    let downsampled = lines::draw(canvas, chart, &layout.frame)?;
    marks::draw_now(canvas, chart, &layout.frame)?;
    Ok(downsampled)
}

#[cfg(test)]
mod tests;
