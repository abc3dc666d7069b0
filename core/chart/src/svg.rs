//! The backend plotters draws on: SVG shapes with classes instead of colours, positions in tenths of a pixel.
//!
//! Plotters counts whole pixels, too coarse for a line. It is told of a picture ten times the size, and what it draws
//! is written with one decimal.

pub(crate) mod document;
mod escape;
mod tenth;

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

pub(crate) use escape::{escaped, id_safe};
pub(crate) use tenth::{TENTHS, Tenth, tenths};

use crate::Size;
use crate::ink::Ink;
use crate::text_width::text_width_px;

/// Writes shapes to the end of a text.
pub(crate) struct SvgBackend<'a> {
    pub(crate) out: &'a mut String,
    pub(crate) size: Size,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl SvgBackend<'_> {
    /// A path through points, moved to once and then drawn by short relative steps.
    fn path(&mut self, points: impl IntoIterator<Item = BackendCoord>, class: [&str; 2], end: &str) {
        let mut points = points.into_iter();
        let Some(first) = points.next() else { return };
        let mut steps = String::new();
        let mut at = first;
        for (x, y) in points {
            if (x, y) != at {
                let _ = write!(steps, "{} {} ", Tenth(x - at.0), Tenth(y - at.1));
                at = (x, y);
            }
        }
        // A path of one place is a dot as wide as its stroke; without a step it would be no path at all.
        let steps = if steps.is_empty() { "0 0" } else { steps.trim_end() };
        let [shape, meaning] = class;
        let (x, y) = (Tenth(first.0), Tenth(first.1));
        let _ = write!(self.out, "<path class=\"{shape} {meaning}\" d=\"M{x} {y}l{steps}{end}\"/>");
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.size.width_px * TENTHS as u32, self.size.height_px * TENTHS as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_circle(at, 5, &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(path, ["pc-line", Ink::class_of(style.color())], "");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(path, ["pc-area", Ink::class_of(style.color())], "z");
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let corners = [from, (to.0, from.1), to, (from.0, to.1)];
        let shape = if fill { "pc-area" } else { "pc-line" };
        self.path(corners, [shape, Ink::class_of(style.color())], "z");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        let class = Ink::class_of(style.color());
        let (x, y, radius) = (Tenth(x), Tenth(y), Tenth(radius as i32));
        let _ = write!(self.out, "<circle class=\"pc-point {class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let class = Ink::class_of(style.color());
        let size = style.size() as i32;
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let (x, y, size, text) =
            (Tenth(x), Tenth(y + baseline(size, style.anchor().v_pos)), Tenth(size), escaped(text));
        let _ = write!(
            self.out,
            "<text class=\"pc-text {class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\" \
             text-anchor=\"{anchor}\">{text}</text>"
        );
        Ok(())
    }

    /// By the table of [`text_width_px`]: what plotters would ask is the DOM in a browser and a guess on a server.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((text_width_px(text, style.size()).ceil() as u32, style.size().ceil() as u32))
    }
}

/// From the anchor down to the baseline, for a font size; renderers disagree about `dominant-baseline`.
fn baseline(size: i32, anchor: VPos) -> i32 {
    match anchor {
        VPos::Top => size * 76 / 100,
        VPos::Center => size * 35 / 100,
        VPos::Bottom => -size * 24 / 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::style::text_anchor::Pos;
    use plotters::style::{IntoFont, TextStyle};

    #[test]
    fn a_path_moves_by_steps_and_stands_nowhere() {
        let mut out = String::new();
        let mut backend = SvgBackend { out: &mut out, size: Size { width_px: 100, height_px: 100 } };
        let ink = BackendColor { rgb: (10, 0, 0), alpha: 1.0 };
        backend.draw_path([(100, 105), (100, 105), (112, 100), (100, 105)], &ink).unwrap();
        assert_eq!(out, "<path class=\"pc-line pc-history\" d=\"M10 10.5l1.2 -.5 -1.2 .5\"/>");
    }
    #[test]
    fn a_text_stands_by_its_anchor_and_is_escaped() {
        let drawn = |h_pos, v_pos| {
            let mut out = String::new();
            let mut backend = SvgBackend { out: &mut out, size: Size { width_px: 100, height_px: 100 } };
            let style = TextStyle::from(("x", 100).into_font()).pos(Pos::new(h_pos, v_pos));
            backend.draw_text("a<b", &style, (50, 200)).unwrap();
            out.split_once(" x=").unwrap().1.to_owned()
        };
        let rest = "font-size=\"10\"";
        assert_eq!(
            drawn(HPos::Left, VPos::Top),
            format!("\"5\" y=\"27.6\" {rest} text-anchor=\"start\">a&lt;b</text>")
        );
        assert_eq!(
            drawn(HPos::Center, VPos::Center),
            format!("\"5\" y=\"23.5\" {rest} text-anchor=\"middle\">a&lt;b</text>")
        );
        assert_eq!(
            drawn(HPos::Right, VPos::Bottom),
            format!("\"5\" y=\"17.6\" {rest} text-anchor=\"end\">a&lt;b</text>")
        );
    }

    #[test]
    fn a_path_of_one_place_is_still_a_path() {
        let mut out = String::new();
        let mut backend = SvgBackend { out: &mut out, size: Size { width_px: 100, height_px: 100 } };
        let ink = BackendColor { rgb: (10, 0, 0), alpha: 1.0 };
        backend.draw_line((7, 7), (7, 7), &ink).unwrap();
        assert_eq!(out, "<path class=\"pc-line pc-history\" d=\"M.7 .7l0 0\"/>");
    }
}
