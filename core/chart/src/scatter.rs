//! Predicted against actual: a point a row, and the diagonal on which a perfect prediction lies.

use plotters::style::text_anchor::HPos;

use crate::field::Field;
use crate::ink::Ink;
use crate::layout::{LABEL_GAP_PX, ROW_PX};
use crate::sheet::Sheet;
use crate::svg::document::{self, Caption};
use crate::value_axis::{is_drawable, range_of};
use crate::{ChartError, Size};

/// A row.
const DOT_RADIUS_PX: f64 = 2.5;
/// Rows of text below the field: the values along it, and what they are.
const ROWS_BELOW: f64 = 2.0;

/// Pairs of what was and what was predicted, in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// Prefix of the ids inside the SVG, unique on its page.
    pub id: String,
    /// The picture's name, spoken by a screen reader.
    pub title: String,
    /// One sentence that describes the picture, for screen readers.
    pub description: String,
    /// Width and height of the whole picture.
    pub size: Size,
    /// Name of the values on the vertical axis.
    pub upwards: String,
    /// Name of the values on the horizontal axis.
    pub along: String,
    /// Pairs of x and y; a pair that is not finite is left out.
    pub points: Vec<(f64, f64)>,
}

/// Draws the points for the inside of a page, both axes alike.
///
/// # Errors
/// The picture is too small or too large.
pub fn scatter(scatter: &Scatter) -> Result<String, ChartError> {
    scatter.size.check()?;
    let points = || scatter.points.iter().filter(|(x, y)| is_drawable(*x) && is_drawable(*y));
    let field = Field::new(scatter.size, range_of(points().flat_map(|(x, y)| [*x, *y])), ROWS_BELOW);
    let mut shapes = String::new();
    let sheet = Sheet::new(&mut shapes, scatter.size);
    field.draw(&sheet, &scatter.upwards)?;
    field.draw_along(&sheet, &scatter.along)?;
    draw_diagonal(&sheet, &field)?;
    points().try_for_each(|(x, y)| sheet.dot((field.x_of(*x), field.y_of(*y)), DOT_RADIUS_PX, Ink::CLOUD))?;
    drop(sheet);
    let Scatter { id, title, description, size, .. } = scatter;
    Ok(document::inline(Caption { id, title, description, size: *size }, &shapes))
}

fn draw_diagonal(sheet: &Sheet<'_>, field: &Field) -> Result<(), ChartError> {
    let (low, high) = field.range();
    let at = |value: f64| (field.x_of(value), field.y_of(value));
    sheet.stroke(at(low), at(high), Ink::GUIDE)?;
    let end_px = (field.right_px - LABEL_GAP_PX, field.top_px + ROW_PX * 0.5);
    sheet.text("perfect", (end_px.0 - ROW_PX, end_px.1), HPos::Right, Ink::GUIDE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn picture(points: &[(f64, f64)]) -> Scatter {
        Scatter {
            id: "s".to_owned(),
            title: "Predicted against actual".to_owned(),
            description: "A <point> a row.".to_owned(),
            size: Size { width_px: 500, height_px: 400 },
            upwards: "predicted".to_owned(),
            along: "actual".to_owned(),
            points: points.to_vec(),
        }
    }

    #[test]
    fn a_point_a_row_and_the_diagonal() {
        let svg = scatter(&picture(&[(0.0, 1.0), (10.0, 9.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)])).unwrap();
        assert_eq!(svg.matches("<circle class=\"pc-point pc-cloud\"").count(), 2);
        assert_eq!(svg.matches("pc-line pc-guide").count(), 1);
        for word in [">predicted</text>", ">actual</text>", ">perfect</text>", "A &lt;point&gt; a row."] {
            assert!(svg.contains(word), "{word} in {svg}");
        }
        assert!(!svg.contains("fill=") && !svg.contains("pc-unknown"));
    }

    #[test]
    fn nothing_is_still_a_picture() {
        assert!(scatter(&picture(&[])).unwrap().contains("pc-guide"));
        let small = Scatter { size: Size { width_px: 10, height_px: 10 }, ..picture(&[]) };
        assert!(matches!(scatter(&small), Err(ChartError::Size { .. })));
    }

    proptest! {
        #[test]
        fn any_points_stay_in_the_picture(points in proptest::collection::vec(proptest::num::f64::ANY, 0..40)) {
            let pairs: Vec<_> = points.as_chunks().0.iter().map(|[x, y]| (*x, *y)).collect();
            let svg = scatter(&picture(&pairs)).unwrap();
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
            prop_assert_eq!(&svg, &scatter(&picture(&pairs)).unwrap());
        }
    }
}
