//! Bands: an area with an edge on either side, the wider ones behind the narrower.

use crate::clip::Interval;
use crate::downsample::kept;
use crate::ink::Ink;
use crate::picture::canvas::Canvas;
use crate::value_axis::is_drawable;
use crate::{BandArea, Chart, ChartError, window};

/// Draws every band.
pub(super) fn draw(canvas: &Canvas<'_>, chart: &Chart) -> Result<(), ChartError> {
    let mut bands: Vec<_> = chart.bands.iter().collect();
    bands.sort_by_key(|band| std::cmp::Reverse(band.rank));
    bands.into_iter().try_for_each(|band| {
        let columns = columns(chart, band);
        columns.split(Option::is_none).try_for_each(|run| {
            let run: Vec<Interval> = run.iter().flatten().copied().collect();
            draw_run(canvas, Ink::of_band(band.rank), &run)
        })
    })
}

/// The columns of a band in the window, `None` where there is a gap; thinned so that both ends keep their extremes.
fn columns(chart: &Chart, band: &BandArea) -> Vec<Option<Interval>> {
    let shown = window::around(chart.window, &band.grid);
    let width_px = chart.size.width_px as usize;
    let ends = [&band.lower, &band.upper].map(|end| kept(&end[shown.clone()], width_px));
    let mut indices = ends.concat();
    indices.sort_unstable();
    indices.dedup();
    indices.into_iter().map(|index| column(band, shown.start + index)).collect()
}

fn column(band: &BandArea, index: usize) -> Option<Interval> {
    let (a, b) = (band.lower[index], band.upper[index]);
    let time_ms = band.grid.time(index).ms() as f64;
    (is_drawable(a) && is_drawable(b)).then(|| Interval { time_ms, lower: a.min(b), upper: a.max(b) })
}

fn draw_run(canvas: &Canvas<'_>, ink: Ink, run: &[Interval]) -> Result<(), ChartError> {
    // A column alone has no area: it is drawn as a bar from its lower to its upper end.
    if let [Interval { time_ms, lower, upper }] = *run {
        return canvas.lines(canvas.clip.line(&[(time_ms, lower), (time_ms, upper)]), Ink::BAND_EDGE);
    }
    let columns = canvas.clip.band(run);
    let upper = columns.iter().map(|column| (column.time_ms, column.upper));
    let lower = columns.iter().rev().map(|column| (column.time_ms, column.lower));
    let outline: Vec<_> = upper.chain(lower).collect();
    if !outline.is_empty() {
        canvas.area(outline, ink)?;
    }
    let ends = [|column: &Interval| column.upper, |column: &Interval| column.lower];
    ends.into_iter().try_for_each(|end| {
        let edge: Vec<_> = run.iter().map(|column| (column.time_ms, end(column))).collect();
        canvas.lines(canvas.clip.line(&edge), Ink::BAND_EDGE)
    })
}
