//! Range of the value axis: lines in full, bands and threshold as far as the lines stay legible.

use timeseries::Grid;

use crate::{Chart, window};

/// Maximum extension by bands on either side, as a multiple of the lines' own span.
const BAND_SPANS: f64 = 2.0;
/// Maximum distance at which a threshold is still included, as a multiple of the span so far.
const THRESHOLD_SPANS: f64 = 1.0;
/// Zero is shown where it lies this close, in spans.
const ZERO_SPANS: f64 = 0.35;
/// Air above and below, in spans.
const PADDING_SPANS: f64 = 0.05;
/// A span smaller than this share of the level is rounding noise, and the line is flat.
const FLAT_SHARE: f64 = 1e-9;
/// A level smaller than this counts as zero.
const MAGNITUDE_MIN: f64 = 1e-290;

/// Returns true if a value can be drawn: a number, and not so large that differences would overflow.
pub(crate) fn is_drawable(value: f64) -> bool {
    value.abs() <= 1e300
}

/// Lowest and highest value.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Extent {
    low: f64,
    high: f64,
}

impl Extent {
    fn of(values: impl Iterator<Item = f64>) -> Option<Self> {
        let drawable = values.filter(|value| is_drawable(*value));
        drawable.fold(None, |extent: Option<Self>, value| match extent {
            None => Some(Self { low: value, high: value }),
            Some(extent) => Some(extent.with(value)),
        })
    }

    fn span(self) -> f64 {
        self.high - self.low
    }

    fn is_flat(self) -> bool {
        self.span() <= (FLAT_SHARE * self.level()).max(MAGNITUDE_MIN)
    }

    /// The largest distance from zero.
    fn level(self) -> f64 {
        self.low.abs().max(self.high.abs())
    }

    fn with(self, value: f64) -> Self {
        Self { low: self.low.min(value), high: self.high.max(value) }
    }

    fn grown(self, below: f64, above: f64) -> Self {
        Self { low: self.low - below, high: self.high + above }
    }
}

/// The range of the value axis; never empty, always finite.
pub(crate) fn value_range(chart: &Chart) -> (f64, f64) {
    ready(with_zero(with_threshold(data_extent(chart), chart), chart.from_zero))
}

/// The range of values alone; 0 to 1 where there is none.
pub(crate) fn range_of(values: impl Iterator<Item = f64>) -> (f64, f64) {
    ready(with_zero(Extent::of(values).unwrap_or(Extent { low: 0.0, high: 1.0 }), false))
}

/// The range of values that stand for amounts, and so are shown from zero; 0 to 1 where all are zero.
pub(crate) fn range_from_zero(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let shown = Extent::of(values).unwrap_or(Extent { low: 0.0, high: 0.0 }).with(0.0);
    ready(if shown.is_flat() { Extent { low: 0.0, high: 1.0 } } else { shown })
}

/// Returns the extent as a range: opened where it is flat, and padded.
fn ready(extent: Extent) -> (f64, f64) {
    let shown = padded(if extent.is_flat() { opened(extent) } else { extent });
    (shown.low, shown.high)
}

/// Returns the extent of lines and bands inside the window; the threshold's value or else 0 to 1 if there is no data.
fn data_extent(chart: &Chart) -> Extent {
    let lines = chart.lines.iter().flat_map(|line| chart.in_window(&line.grid, &line.values));
    let lower = chart.bands.iter().flat_map(|band| chart.in_window(&band.grid, &band.lower));
    let upper = chart.bands.iter().flat_map(|band| chart.in_window(&band.grid, &band.upper));
    match (Extent::of(lines), Extent::of(lower.chain(upper))) {
        (None, None) => {
            chart.threshold_value().map_or(Extent { low: 0.0, high: 1.0 }, |at| Extent { low: at, high: at })
        }
        (Some(extent), None) | (None, Some(extent)) => extent,
        (Some(lines), Some(bands)) if lines.is_flat() => lines.with(bands.low).with(bands.high),
        (Some(lines), Some(bands)) => {
            let reach = BAND_SPANS * lines.span();
            let most = lines.grown(reach, reach);
            lines.with(bands.low.max(most.low)).with(bands.high.min(most.high))
        }
    }
}

fn with_threshold(extent: Extent, chart: &Chart) -> Extent {
    let Some(value) = chart.threshold_value() else {
        return extent;
    };
    let reach = match extent.is_flat() {
        true => extent.level(),
        false => THRESHOLD_SPANS * extent.span(),
    };
    let near = extent.grown(reach, reach);
    if (near.low..=near.high).contains(&value) { extent.with(value) } else { extent }
}

fn with_zero(extent: Extent, from_zero: bool) -> Extent {
    let reach = ZERO_SPANS * extent.span();
    let near = extent.low - reach <= 0.0 && extent.high + reach >= 0.0;
    if from_zero || near { extent.with(0.0) } else { extent }
}

/// Room around a flat line: a tenth of its level on either side, or 0 to 1 where the level is zero: what never was negative
/// has no axis below.
fn opened(extent: Extent) -> Extent {
    match extent.level() {
        level if level <= MAGNITUDE_MIN => Extent { low: 0.0, high: 1.0 },
        level => extent.grown(level * 0.1, level * 0.1),
    }
}

/// Air above and below, but none below a zero that nothing crosses.
fn padded(extent: Extent) -> Extent {
    let air = PADDING_SPANS * extent.span();
    let below = if extent.low == 0.0 { 0.0 } else { air };
    let above = if extent.high == 0.0 { 0.0 } else { air };
    extent.grown(below, above)
}

impl Chart {
    /// The threshold's value, if it can be drawn.
    pub(crate) fn threshold_value(&self) -> Option<f64> {
        self.threshold.as_ref().map(|threshold| threshold.value).filter(|value| is_drawable(*value))
    }

    /// The values at points inside the window.
    fn in_window<'a>(&self, grid: &Grid, values: &'a [f64]) -> impl Iterator<Item = f64> + use<'a> {
        let inside = window::inside(self.window, grid);
        values.get(inside).unwrap_or_default().iter().copied()
    }
}

#[cfg(test)]
mod tests;
