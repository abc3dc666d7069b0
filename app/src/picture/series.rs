//! A metric of the archive as a chart: a line an API proxy.

use api::{ArchiveLine, MetricSeries};
use chart::{Chart, Line, Role, Size};
use timeseries::{Grid, TimeRange, Unit};

/// The chart of a metric in a part of time, without the lines that are left out.
#[must_use]
pub fn series_chart(metric: &MetricSeries, window: TimeRange, size: Size, id: &str) -> Chart {
    let shown = metric.lines.iter().filter(|line| !line.is_hidden);
    Chart {
        id: id.to_owned(),
        title: metric.metric.clone(),
        description: format!("{} {}", metric.summary, metric.meaning),
        size,
        window,
        lines: shown.map(line).collect(),
        bands: Vec::new(),
        now: None,
        threshold: None,
        from_zero: false,
        unit: Unit::None,
        remarks: Vec::new(),
        foot: Vec::new(),
    }
}

fn line(line: &ArchiveLine) -> Line {
    let grid = Grid { start: line.start, step: line.step, len: line.values.len() };
    Line { role: Role::Series(line.color), name: line.proxy.clone(), grid, values: line.values.clone() }
}
