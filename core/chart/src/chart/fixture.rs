//! Charts for tests: a window of ten minutes from a round moment, one point a minute.

use timeseries::{Duration, Grid, TimeRange, Timestamp, Unit};

use super::{BandArea, Chart, Line, Role, Size};

/// 2026-11-20 12:00 UTC.
pub(crate) fn start() -> Timestamp {
    Timestamp::from_seconds(1_795_176_000)
}

/// A grid of minutes from the start of the window.
pub(crate) fn minutes(len: usize) -> Grid {
    Grid { start: start(), step: Duration::MINUTE, len }
}

/// A history of one value a minute.
pub(crate) fn line(values: &[f64]) -> Line {
    Line { role: Role::History, name: "load".to_owned(), grid: minutes(values.len()), values: values.to_vec() }
}

/// A band of one interval a minute.
pub(crate) fn band(lower: &[f64], upper: &[f64]) -> BandArea {
    let (lower, upper) = (lower.to_vec(), upper.to_vec());
    BandArea { level_text: "80% band".to_owned(), rank: 1, grid: minutes(lower.len()), lower, upper }
}

/// An empty chart of ten minutes.
pub(crate) fn chart() -> Chart {
    Chart {
        id: "load".to_owned(),
        title: "Load".to_owned(),
        description: "The load of one machine.".to_owned(),
        size: Size { width_px: 800, height_px: 300 },
        window: TimeRange { start: start(), end: start() + Duration::from_seconds(600) },
        lines: Vec::new(),
        bands: Vec::new(),
        now: None,
        unit: Unit::None,
        threshold: None,
        from_zero: false,
        remarks: Vec::new(),
        foot: Vec::new(),
    }
}
