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
}
