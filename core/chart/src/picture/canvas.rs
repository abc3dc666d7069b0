//! What one can draw on: plotters' elements on our backend, by pixel or by moment and value.

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, TextStyle};

use crate::clip::{Clip, Point};
use crate::ink::Ink;
use crate::layout::{FONT_PX, Layout};
use crate::svg::{SvgBackend, TENTHS, tenths};
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;
use crate::{Chart, ChartError};

/// The plane of moments (ms since the epoch) and values.
type Plane = Cartesian2d<TimeAxis, ValueAxis>;

/// The picture, and the plot on it.
pub(super) struct Canvas<'a> {
    picture: DrawingArea<SvgBackend<'a>, Shift>,
    pub(super) plot: DrawingArea<SvgBackend<'a>, Plane>,
    /// What of the plane is drawn.
    pub(super) clip: Clip,
}

impl<'a> Canvas<'a> {
    /// A canvas whose shapes are written to the end of `out`.
    pub(super) fn new(out: &'a mut String, chart: &Chart, layout: &Layout) -> Self {
        let frame = &layout.frame;
        let picture = SvgBackend { out, size: chart.size }.into_drawing_area();
        let across = tenths(frame.left_px)..tenths(frame.right_px);
        let upwards = tenths(frame.bottom_px)..tenths(frame.top_px);
        let plane = Plane::new(layout.time_axis.clone(), layout.value_axis.clone(), (across, upwards));
        let plot = picture.apply_coord_spec(plane);
        let time_ms = (frame.window.start.ms() as f64, frame.window.end.ms() as f64);
        Self { picture, plot, clip: Clip { time_ms, value: (frame.value_min, frame.value_max) } }
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

    /// A straight line between two pixels.
    pub(super) fn stroke(&self, from_px: (f64, f64), to_px: (f64, f64), ink: Ink) -> Result<(), ChartError> {
        Ok(self.picture.draw(&PathElement::new(vec![pixel(from_px), pixel(to_px)], ink))?)
    }

    /// An area between pixels.
    pub(super) fn shape(&self, corners_px: &[(f64, f64)], ink: Ink) -> Result<(), ChartError> {
        let corners: Vec<_> = corners_px.iter().copied().map(pixel).collect();
        Ok(self.picture.draw(&Polygon::new(corners, ink))?)
    }

    /// A text of the usual size, by default to the right of a pixel and centred on its height.
    pub(super) fn text(&self, text: &str, at_px: (f64, f64), h_pos: HPos, ink: Ink) -> Result<(), ChartError> {
        self.text_sized(text, at_px, h_pos, FONT_PX, ink)
    }

    /// A text of any size.
    pub(super) fn text_sized(
        &self,
        text: &str,
        at_px: (f64, f64),
        h_pos: HPos,
        font_px: f64,
        ink: Ink,
    ) -> Result<(), ChartError> {
        let font = TextStyle::from((FontFamily::SansSerif, font_px * TENTHS));
        let style = font.color(&ink).pos(Pos::new(h_pos, VPos::Center));
        Ok(self.picture.draw(&Text::new(text, pixel(at_px), style))?)
    }
}

fn pixel((x_px, y_px): (f64, f64)) -> (i32, i32) {
    (tenths(x_px), tenths(y_px))
}
