//! Series in, SVG out: the same picture, byte for byte, on the server and in the browser.
//!
//! Plotters maps and draws; the backend it draws on (`svg.rs`) is ours and knows no colours: it writes CSS classes, so
//! one chart serves every theme. What a class looks like stands in `style/chart.css`, and nowhere else.

mod bar;
mod chart;
mod clip;
mod columns;
mod downsample;
mod error;
mod field;
mod frame;
mod heatmap;
mod ink;
mod layout;
pub mod nearest;
mod picture;
mod scatter;
mod sheet;
mod standalone;
mod svg;
mod text_width;
mod theme;
mod time_axis;
mod value_axis;
mod window;

pub use bar::{bar, signed_bar};
pub use chart::{BandArea, Chart, Line, PastEnd, Remark, Role, Size, Threshold};
pub use columns::{ColumnLook, ColumnSeries, Columns, columns};
pub use downsample::Downsampled;
pub use error::ChartError;
pub use frame::Frame;
pub use heatmap::{HeatRows, HeatSpot, heatmap};
pub use picture::{Drawing, draw, filled_swatch, hollow_swatch, standalone, swatch};
pub use scatter::{Scatter, scatter};
pub use standalone::{NamedBar, standalone_bars, standalone_heatmap};
pub use theme::Theme;
