//! [`Canvas`]: the drawing surface of a time chart, a sheet of pixels and the plane of times and values on it.

use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::Color;

use crate::clip::{Clip, Point};
use crate::ink::Ink;
use crate::layout::Layout;
use crate::sheet::Sheet;
use crate::svg::{SvgBackend, tenths};
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;
use crate::{Chart, ChartError};

/// The plane of moments (ms since the epoch) and values.
type Plane = Cartesian2d<TimeAxis, ValueAxis>;

/// The picture, and the plot on it.
pub(super) struct Canvas<'a> {
    /// The picture, by the pixel.
    pub(super) sheet: Sheet<'a>,
    pub(super) plot: DrawingArea<SvgBackend<'a>, Plane>,
    /// The part of the plane that is drawn.
    pub(super) clip: Clip,
}

impl<'a> Canvas<'a> {
    /// A canvas whose shapes are written to the end of `out`.
    pub(super) fn new(out: &'a mut String, chart: &Chart, layout: &Layout) -> Self {
        let frame = &layout.frame;
        let sheet = Sheet::new(out, chart.size);
        let across = tenths(frame.left_px)..tenths(frame.right_px);
        let upwards = tenths(frame.bottom_px)..tenths(frame.top_px);
        let plane = Plane::new(layout.time_axis.clone(), layout.value_axis.clone(), (across, upwards));
        let plot = sheet.area.apply_coord_spec(plane);
        let time_ms = (frame.window.start.ms() as f64, frame.window.end.ms() as f64);
        Self { sheet, plot, clip: Clip { time_ms, value: (frame.value_min, frame.value_max) } }
    }

    /// Lines, each through its points of the plane.
    pub(super) fn lines(&self, pieces: Vec<Vec<Point>>, ink: Ink) -> Result<(), ChartError> {
        pieces.into_iter().try_for_each(|piece| Ok(self.plot.draw(&PathElement::new(piece, ink))?))
    }

    /// An area between points of the plane.
    pub(super) fn area(&self, points: Vec<Point>, ink: Ink) -> Result<(), ChartError> {
        Ok(self.plot.draw(&Polygon::new(points, ink))?)
    }

    /// A dot at a point of the plane.
    pub(super) fn dot(&self, point: Point, radius_px: f64, ink: Ink) -> Result<(), ChartError> {
        Ok(self.plot.draw(&Circle::new(point, tenths(radius_px), ink.filled()))?)
    }
}
