//! A picture that does not move: drawn twice, for a screen and for a phone.

use chart::{ChartError, Size};
use leptos::prelude::*;

/// As wide as a phone.
const NARROW: Size = Size { width_px: 360, height_px: 260 };

/// The two drawings; the style sheet shows the one that fits.
#[component]
pub(super) fn Drawing(
    /// Prefix of the ids inside, unique on the page.
    #[prop(into)]
    id: String,
    /// The extent of the drawing for a screen.
    wide: Size,
    /// Draws it, with an id and an extent.
    draw: impl Fn(String, Size) -> Result<String, ChartError>,
) -> impl IntoView {
    let drawn = draw(format!("{id}-wide"), wide).and_then(|wide| Ok((wide, draw(format!("{id}-narrow"), NARROW)?)));
    match drawn {
        Ok((wide, narrow)) => view! {
            <div class="plot">
                <div class="svg svg-wide" inner_html=wide></div>
                <div class="svg svg-narrow" inner_html=narrow></div>
            </div>
        }
        .into_any(),
        Err(error) => view! { <p class="notice">{format!("The chart cannot be drawn: {error}.")}</p> }.into_any(),
    }
}
