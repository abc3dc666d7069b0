//! [`Frame`]: position of the plot in the picture, and conversion of times and values to pixels and back.

use serde::{Deserialize, Serialize};
use timeseries::{TimeRange, Timestamp};

/// The plot area in CSS pixels from the picture's upper left corner, and what its edges stand for.
///
/// The picture uses the same numbers, so what an overlay draws by a frame lies on the line it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The x of the start of the window.
    pub left_px: f64,
    /// The x of the end of the window.
    pub right_px: f64,
    /// The y of `value_max`.
    pub top_px: f64,
    /// The y of `value_min`.
    pub bottom_px: f64,
    /// The time from the left to the right edge.
    pub window: TimeRange,
    /// The value at the bottom edge.
    pub value_min: f64,
    /// The value at the top edge.
    pub value_max: f64,
}

impl Frame {
    /// The x of a moment; outside the plot where the moment is outside the window.
    #[must_use]
    pub fn x_of(&self, time: Timestamp) -> f64 {
        let share = (time.ms() - self.window.start.ms()) as f64 / self.window.length().ms() as f64;
        self.left_px + share * (self.right_px - self.left_px)
    }

    /// The moment at an x, to the millisecond, within the window.
    #[must_use]
    pub fn time_at(&self, x_px: f64) -> Timestamp {
        let share = ((x_px - self.left_px) / (self.right_px - self.left_px)).clamp(0.0, 1.0);
        let offset_ms = (share * self.window.length().ms() as f64).round();
        Timestamp::from_ms(self.window.start.ms() + offset_ms as i64)
    }

    /// The y of a value; outside the plot where the value is outside its range.
    #[must_use]
    pub fn y_of(&self, value: f64) -> f64 {
        let share = (value - self.value_min) / (self.value_max - self.value_min);
        self.bottom_px - share * (self.bottom_px - self.top_px)
    }

    /// The value at a y, within the range shown.
    #[must_use]
    pub fn value_at(&self, y_px: f64) -> f64 {
        let share = ((self.bottom_px - y_px) / (self.bottom_px - self.top_px)).clamp(0.0, 1.0);
        self.value_min + share * (self.value_max - self.value_min)
    }
}

/// The backend pixel at a share of the way from one limit to the other.
pub(crate) fn pixel_between(limit: (i32, i32), share: f64) -> i32 {
    limit.0 + (share * f64::from(limit.1 - limit.0)).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame(start: i64, length: i64, value_min: f64, span: f64) -> Frame {
        let window = TimeRange { start: Timestamp::from_ms(start), end: Timestamp::from_ms(start + length) };
        let (left_px, right_px, top_px, bottom_px) = (48.0, 1088.0, 22.0, 380.0);
        Frame { left_px, right_px, top_px, bottom_px, window, value_min, value_max: value_min + span }
    }

    #[test]
    fn corners() {
        let frame = frame(1000, 2000, -1.0, 4.0);
        assert!((frame.x_of(Timestamp::from_ms(2000)) - 568.0).abs() < 1e-9);
        assert!((frame.y_of(-1.0) - 380.0).abs() < 1e-9);
        assert!((frame.y_of(3.0) - 22.0).abs() < 1e-9);
        assert_eq!(frame.time_at(-5.0), Timestamp::from_ms(1000));
        assert_eq!(frame.time_at(f64::INFINITY), Timestamp::from_ms(3000));
        assert!((frame.value_at(1e9) + 1.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn there_and_back(start in -1_000_000_000_000_i64..4_000_000_000_000, length in 1_i64..4_000_000_000_000,
                          share in 0.0..1.0_f64, low in -1e9..1e9_f64, span in 1e-3..1e9_f64) {
            let frame = frame(start, length, low, span);
            let time = Timestamp::from_ms(start + (length as f64 * share) as i64);
            prop_assert!((frame.time_at(frame.x_of(time)).ms() - time.ms()).abs() <= 1 + length / 1_000_000_000_000);
            let value = low + span * share;
            prop_assert!((frame.value_at(frame.y_of(value)) - value).abs() <= 1e-9 * (span + low.abs()));
        }
    }
}
