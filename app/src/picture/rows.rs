//! The rows of a statement as a chart along time.

use api::SqlLine;
use chart::{Chart, Line, Role, Size};
use timeseries::{TimeRange, Unit};

/// The chart of some lines in a part of time, without those that are left out.
#[must_use]
pub fn rows_chart(lines: &[SqlLine], window: TimeRange, size: Size, id: &str) -> Chart {
    let shown = || lines.iter().filter(|line| !line.is_hidden);
    let names: Vec<&str> = shown().map(|line| line.name.as_str()).collect();
    Chart {
        id: id.to_owned(),
        title: "Rows of the answer".to_owned(),
        description: format!("Lines along time: {}.", names.join(", ")),
        size,
        window,
        lines: shown().map(line).collect(),
        bands: Vec::new(),
        now: None,
        threshold: None,
        from_zero: false,
        unit: Unit::None,
        remarks: Vec::new(),
        foot: Vec::new(),
    }
}

fn line(line: &SqlLine) -> Line {
    let role = Role::Series(line.color);
    Line { role, name: line.name.clone(), grid: line.points.grid(), values: line.points.values.clone() }
}
