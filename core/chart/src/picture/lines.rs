//! Lines: joined where samples follow one another, broken at gaps, a dot where a sample stands alone.

use crate::clip::Point;
use crate::downsample::{Downsampled, kept};
use crate::ink::Ink;
use crate::picture::canvas::Canvas;
use crate::picture::marks;
use crate::value_axis::is_drawable;
use crate::{Chart, ChartError, Frame, Line, Role, window};

/// A sample between two gaps.
const DOT_RADIUS_PX: f64 = 2.0;

/// A sample that wants to be seen.
const ANOMALY_RADIUS_PX: f64 = 3.5;

/// Draws every line and says how many points were left out.
pub(super) fn draw(canvas: &Canvas<'_>, chart: &Chart, frame: &Frame) -> Result<Option<Downsampled>, ChartError> {
    let columns = (frame.right_px - frame.left_px) as usize;
    let mut counted = Downsampled { from: 0, to: 0 };
    for line in &chart.lines {
        let shown = window::around(chart.window, &line.grid);
        let points = points(line, shown.start, &kept(&line.values[shown.clone()], columns));
        counted.from += line.values[shown].iter().filter(|value| value.is_finite()).count();
        counted.to += points.iter().flatten().count();
        draw_line(canvas, line.role, &points)?;
    }
    Ok((counted.to < counted.from).then_some(counted))
}

/// The points at `first` plus each of `indices`, `None` where there is a gap.
fn points(line: &Line, first: usize, indices: &[usize]) -> Vec<Option<Point>> {
    let point = |index: usize| (line.grid.time(index).ms() as f64, line.values[index]);
    let points = indices.iter().map(|index| point(first + index));
    points.map(|point| is_drawable(point.1).then_some(point)).collect()
}

fn draw_line(canvas: &Canvas<'_>, role: Role, points: &[Option<Point>]) -> Result<(), ChartError> {
    let ink = Ink::of_role(role);
    let radius_px = if matches!(role, Role::Anomaly | Role::Chance) { ANOMALY_RADIUS_PX } else { DOT_RADIUS_PX };
    for run in points.split(Option::is_none).filter(|run| !run.is_empty()) {
        let run: Vec<Point> = run.iter().flatten().copied().collect();
        match run[..] {
            [alone] if canvas.clip.contains(alone) => canvas.dot(alone, radius_px, ink)?,
            _ => canvas.lines(canvas.clip.line(&run), ink)?,
        }
    }
    let mut backwards = points.iter().rev().flatten();
    let last = backwards.find(|point| canvas.clip.contains(**point));
    match (role, last) {
        (Role::Series(number), Some(last)) => marks::draw_marker(canvas, number, *last),
        _ => Ok(()),
    }
}
