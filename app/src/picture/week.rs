//! The week of a metric as a heat map: seven days of 24 hours.

use api::{HeatCell, HeatmapView};
use chart::HeatSpot;
use timeseries::text::{counted, number};

/// The days, from Monday as ISO 8601 has it.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A row a day, a spot an hour.
#[must_use]
pub fn week_rows(map: &HeatmapView) -> Vec<(&'static str, Vec<HeatSpot>)> {
    WEEKDAYS.into_iter().zip(&map.cells).map(|(day, cells)| (day, spots(day, cells))).collect()
}

fn spots(day: &str, cells: &[HeatCell]) -> Vec<HeatSpot> {
    let spot = |(hour, cell): (usize, &HeatCell)| {
        let text = match cell.rows {
            0 => format!("{day} {hour:02}:00: no rows"),
            rows => format!("{day} {hour:02}:00: {} ({})", number(cell.mean), counted(rows, "row")),
        };
        HeatSpot { value: cell.mean, text }
    };
    cells.iter().enumerate().map(spot).collect()
}
