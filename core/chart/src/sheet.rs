//! [`Sheet`]: drawing by the pixel, with plotters' elements on our SVG backend.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, TextStyle};

use crate::ink::Ink;
use crate::layout::FONT_PX;
use crate::svg::{SvgBackend, TENTHS, tenths};
use crate::{ChartError, Size};

/// The picture.
pub(crate) struct Sheet<'a> {
    pub(crate) area: DrawingArea<SvgBackend<'a>, Shift>,
}

impl<'a> Sheet<'a> {
    /// A sheet whose shapes are written to the end of `out`.
    pub(crate) fn new(out: &'a mut String, size: Size) -> Self {
        Self { area: SvgBackend { out, size }.into_drawing_area() }
    }

    /// A straight line between two pixels.
    pub(crate) fn stroke(&self, from_px: (f64, f64), to_px: (f64, f64), ink: Ink) -> Result<(), ChartError> {
        self.line(&[from_px, to_px], ink)
    }

    /// A line through pixels.
    pub(crate) fn line(&self, points_px: &[(f64, f64)], ink: Ink) -> Result<(), ChartError> {
        Ok(self.area.draw(&PathElement::new(pixels(points_px), ink))?)
    }

    /// An area between pixels.
    pub(crate) fn shape(&self, corners_px: &[(f64, f64)], ink: Ink) -> Result<(), ChartError> {
        Ok(self.area.draw(&Polygon::new(pixels(corners_px), ink))?)
    }

    /// A dot.
    pub(crate) fn dot(&self, at_px: (f64, f64), radius_px: f64, ink: Ink) -> Result<(), ChartError> {
        Ok(self.area.draw(&Circle::new(pixel(at_px), tenths(radius_px), ink.filled()))?)
    }

    /// Draws a text of the usual size at a pixel: aligned to it by `h_pos`, and centred on its height.
    pub(crate) fn text(&self, text: &str, at_px: (f64, f64), h_pos: HPos, ink: Ink) -> Result<(), ChartError> {
        self.text_sized(text, at_px, h_pos, FONT_PX, ink)
    }

    /// A text of any size.
    pub(crate) fn text_sized(
        &self,
        text: &str,
        at_px: (f64, f64),
        h_pos: HPos,
        font_px: f64,
        ink: Ink,
    ) -> Result<(), ChartError> {
        let font = TextStyle::from((FontFamily::SansSerif, font_px * TENTHS));
        let style = font.color(&ink).pos(Pos::new(h_pos, VPos::Center));
        Ok(self.area.draw(&Text::new(text, pixel(at_px), style))?)
    }
}

fn pixel((x_px, y_px): (f64, f64)) -> (i32, i32) {
    (tenths(x_px), tenths(y_px))
}

fn pixels(points_px: &[(f64, f64)]) -> Vec<(i32, i32)> {
    points_px.iter().copied().map(pixel).collect()
}
