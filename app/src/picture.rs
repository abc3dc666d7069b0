//! Views as charts: which line is which. Used by the pages, and by the server's pictures to download.

mod archive;
mod bars;
mod forecast;
mod rows;
mod series;
mod week;

use chart::Size;

pub use archive::archive_picture;
pub use bars::named_bars;
pub use forecast::{forecast_chart, forecast_picture, hidden_keys, origin};
pub use rows::rows_chart;
pub use series::series_chart;
pub use week::{WEEKDAYS, week_rows};

/// A chart as wide as a screen.
pub const WIDE: Size = Size { width_px: 1100, height_px: 420 };
/// A chart as wide as a phone.
pub const NARROW: Size = Size { width_px: 360, height_px: 300 };
