//! The chart of a forecast as a picture to keep: SVG, and PNG by resvg with a font that is part of the binary.

use std::sync::{Arc, OnceLock};

use api::{ForecastParams, Problem};
use app::picture::{WIDE, forecast_chart};
use axum::response::Response;
use chart::Theme;
use resvg::usvg::fontdb::Database;
use resvg::{tiny_skia, usvg};

use super::api_forecast::{download, fault};
use crate::router::AppState;

/// Pixels a unit: sharp on a dense screen and in print.
const SCALE: f32 = 2.0;
/// The family the embedded font has.
const FONT_FAMILY: &str = "Ubuntu";

/// The chart as SVG.
pub(super) async fn svg(state: &AppState, params: &ForecastParams, theme: Theme) -> Result<Response, Problem> {
    let svg = drawn(state, params, theme).await?;
    Ok(download("image/svg+xml", "forecast.svg", svg.into_bytes()))
}

/// The chart as PNG, twice as dense.
pub(super) async fn png(state: &AppState, params: &ForecastParams, theme: Theme) -> Result<Response, Problem> {
    let svg = drawn(state, params, theme).await?;
    let rendered = state.service.pool.run(move |_| rasterised(&svg)).await;
    let png = rendered.ok().flatten().ok_or_else(|| fault("The picture cannot be drawn."))?;
    Ok(download("image/png", "forecast.png", png))
}

async fn drawn(state: &AppState, params: &ForecastParams, theme: Theme) -> Result<String, Problem> {
    let view = state.service.forecast_metric(params).await?;
    chart::standalone(&forecast_chart(&view, WIDE, "forecast"), theme)
        .map_err(|error| fault(&format!("The picture cannot be drawn: {error}.")))
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
