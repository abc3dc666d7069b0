//! A chart of the archive's page as a file of its own.

use chart::{ChartError, Theme};
use service::ArchiveDrawn;

use super::{WIDE, named_bars, series_chart, week_rows};

/// The drawing, with its title and literal colours.
///
/// # Errors
/// The chart has no time to draw.
pub fn archive_picture(drawn: &ArchiveDrawn, theme: Theme) -> Result<String, ChartError> {
    match drawn {
        ArchiveDrawn::Series(metric, window) => {
            chart::standalone(&series_chart(metric, *window, WIDE, "archive"), theme)
        }
        ArchiveDrawn::Bars(bars) => Ok(chart::standalone_bars(&bars.title, &named_bars(bars), theme)),
        ArchiveDrawn::Heatmap(map) => Ok(chart::standalone_heatmap(&map.metric, &map.summary, &week_rows(map), theme)),
    }
}
