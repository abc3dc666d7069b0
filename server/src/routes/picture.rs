//! A chart as a picture to keep: SVG, and PNG by resvg with a font that is part of the binary.

use std::sync::{Arc, OnceLock};

use api::Problem;
use axum::response::Response;
use chart::{ChartError, Theme};
use resvg::usvg::fontdb::Database;
use resvg::{tiny_skia, usvg};

use super::api_forecast::{fault, query_value};
use super::attachment::attachment;
use crate::app_state::AppState;

/// Pixels a unit: sharp on a dense screen and in print.
const SCALE: f32 = 2.0;
/// The family the embedded font has.
const FONT_FAMILY: &str = "Ubuntu";

/// The forms of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureFormat {
    /// As it is drawn.
    Svg,
    /// Twice as dense.
    Png,
}

impl PictureFormat {
    /// The form of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// The colours a request asks for: `theme=dark`, or light.
pub(super) fn theme_of(query: &str) -> Theme {
    Theme::named(&query_value(query, "theme").unwrap_or_default())
}

/// A drawing that stands alone, as the file `NAME.svg` or `NAME.png`.
pub(super) async fn picture(
    state: &AppState,
    format: PictureFormat,
    name: &str,
    drawn: Result<String, ChartError>,
) -> Result<Response, Problem> {
    let svg = drawn.map_err(|error| fault(&format!("The picture cannot be drawn: {error}.")))?;
    match format {
        PictureFormat::Svg => Ok(attachment("image/svg+xml", name, "svg", svg)),
        PictureFormat::Png => {
            let rendered = state.service.pool.run(move |_| rasterised(&svg)).await;
            let png = rendered.ok().flatten().ok_or_else(|| fault("The picture cannot be drawn."))?;
            Ok(attachment("image/png", name, "png", png))
        }
    }
}

fn rasterised(svg: &str) -> Option<Vec<u8>> {
    let options = usvg::Options { fontdb: fonts(), font_family: FONT_FAMILY.to_owned(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(SCALE)?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().ok()
}

/// Only the embedded font, for every family: a picture looks the same on every machine.
fn fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut database = Database::new();
        database.load_font_data(epaint_default_fonts::UBUNTU_LIGHT.to_vec());
        let family = database.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
        let family = family.unwrap_or_else(|| FONT_FAMILY.to_owned());
        database.set_sans_serif_family(&family);
        database.set_monospace_family(&family);
        database.set_serif_family(&family);
        Arc::new(database)
    };
    Arc::clone(FONTS.get_or_init(load))
}
