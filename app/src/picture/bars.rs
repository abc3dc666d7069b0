//! The bars of a metric: whose, how long, in which colour.

use api::BarsView;
use chart::{NamedBar, Role};

/// The bars, the longest as long as there is room.
#[must_use]
pub fn named_bars(bars: &BarsView) -> Vec<NamedBar> {
    let lengths = || bars.bars.iter().map(|bar| bar.value.abs());
    let longest = lengths().filter(|length| length.is_finite()).fold(0.0, f64::max);
    let bar = |(bar, length): (&api::BarView, f64)| NamedBar {
        name: bar.name.clone(),
        share: length / longest,
        text: bar.text.clone(),
        role: Role::Series(bar.color),
    };
    bars.bars.iter().zip(lengths()).map(bar).collect()
}
