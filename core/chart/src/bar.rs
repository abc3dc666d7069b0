//! A bar beside a name in a table: how long, and in whose colour.

use crate::Role;
use crate::ink::Ink;
use crate::svg::Tenth;

/// Units from the left to the right end.
const WIDTH: f64 = 100.0;

/// A bar that fills `share` of its box, 0 to 1, as a small SVG that stretches; hidden from screen readers, for its length
/// stands beside it in words. A share that is no number is an empty box.
#[must_use]
pub fn bar(share: f64, role: Role) -> String {
    let class = Ink::class_of(plotters::style::Color::to_backend_color(&Ink::of_role(role)));
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let width = Tenth((share * WIDTH * crate::svg::TENTHS).round() as i32);
    format!(
        "<svg class=\"pc-bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"pc-area {class}\" width=\"{width}\" height=\"10\"/></svg>"
    )
}

/// A bar that goes right from the middle of its box for more and left for less, `share` -1 to 1; hidden from screen readers as
/// [`bar`] is.
#[must_use]
pub fn signed_bar(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(-1.0, 1.0) } else { 0.0 };
    let role = if share < 0.0 { Role::Series(2) } else { Role::Series(1) };
    let class = Ink::class_of(plotters::style::Color::to_backend_color(&Ink::of_role(role)));
    let middle = WIDTH / 2.0;
    let tenth = |length: f64| Tenth((length * crate::svg::TENTHS).round() as i32);
    let (left, width) = (tenth(middle + middle * share.min(0.0)), tenth(middle * share.abs()));
    format!(
        "<svg class=\"pc-bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"pc-area {class}\" x=\"{left}\" width=\"{width}\" height=\"10\"/>\
         <rect class=\"pc-area pc-axis\" x=\"49.8\" width=\".4\" height=\"10\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_stays_in_its_box() {
        let cases = [(0.0, "0"), (0.255, "25.5"), (1.0, "100"), (7.0, "100"), (-1.0, "0"), (f64::NAN, "0")];
        for (share, width) in cases {
            assert!(bar(share, Role::Series(2)).contains(&format!("pc-s2\" width=\"{width}\"")), "{share}");
        }
    }

    #[test]
    fn less_goes_left_and_more_goes_right() {
        for (share, place) in [
            (0.5, "pc-s1\" x=\"50\" width=\"25\""),
            (-0.5, "pc-s2\" x=\"25\" width=\"25\""),
            (-9.0, "pc-s2\" x=\"0\" width=\"50\""),
            (f64::NAN, "pc-s1\" x=\"50\" width=\"0\""),
        ] {
            assert!(signed_bar(share).contains(place), "{share}");
        }
    }
}
