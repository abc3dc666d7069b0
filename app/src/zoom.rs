//! `Zoom`: the time range to show next, closer, farther or sideways.

use serde::{Deserialize, Serialize};
use timeseries::{TimeRange, Timestamp};

use crate::page_link::PageLink;

/// Less than this shows nothing more.
const SHORTEST_MS: i64 = 10_000;

/// The window shown, and all there is to show.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Zoom {
    window: TimeRange,
    whole: TimeRange,
}

impl Zoom {
    /// A window of a whole.
    #[cfg(feature = "ssr")]
    pub(crate) fn new(window: TimeRange, whole: TimeRange) -> Self {
        Self { window, whole }
    }

    /// Returns true if the whole range is shown.
    pub(crate) fn is_all(self) -> bool {
        self.window == self.whole
    }

    /// The window `factor` times as long about its middle.
    pub(crate) fn scaled(self, factor: f64) -> TimeRange {
        let length = (self.length_ms() as f64 * factor) as i64;
        let middle = self.window.start.ms() + self.length_ms() / 2;
        self.within(middle - length / 2, length)
    }

    /// The window shown.
    #[cfg(feature = "ssr")]
    pub(crate) fn shown(self) -> TimeRange {
        self.window
    }

    /// All there is.
    #[must_use]
    pub(crate) fn all(self) -> TimeRange {
        self.whole
    }

    /// The window moved by `share` of its length.
    #[cfg(any(test, feature = "ssr"))]
    pub(crate) fn moved(self, share: f64) -> TimeRange {
        self.within(self.window.start.ms() + (self.length_ms() as f64 * share) as i64, self.length_ms())
    }

    /// The window between two moments in any order; `None` where they are too close to mean it.
    pub(crate) fn between(self, a: Timestamp, b: Timestamp) -> Option<TimeRange> {
        let (start, end) = (a.min(b), a.max(b));
        (end.ms() - start.ms() >= SHORTEST_MS.max(self.length_ms() / 100))
            .then(|| self.within(start.ms(), end.ms() - start.ms()))
    }

    /// A window of `length_ms` from `start_ms`, pushed inside of what there is.
    fn within(self, start_ms: i64, length_ms: i64) -> TimeRange {
        let whole_ms = self.whole.end.ms() - self.whole.start.ms();
        let length = length_ms.clamp(SHORTEST_MS.min(whole_ms), whole_ms);
        let start = start_ms.clamp(self.whole.start.ms(), self.whole.end.ms() - length);
        TimeRange { start: Timestamp::from_ms(start), end: Timestamp::from_ms(start + length) }
    }

    fn length_ms(self) -> i64 {
        self.window.end.ms() - self.window.start.ms()
    }

    /// The link that shows a window; showing all is the link without one.
    pub(crate) fn link(self, page: &PageLink, window: TimeRange) -> String {
        match window == self.whole {
            true => page.with(""),
            false => page.with(&format!("{}~{}", window.start.ms() / 1000, window.end.ms() / 1000)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: i64, end: i64) -> TimeRange {
        TimeRange { start: Timestamp::from_seconds(start), end: Timestamp::from_seconds(end) }
    }

    #[test]
    fn never_leaves_what_there_is() {
        let zoom = Zoom { window: range(400, 600), whole: range(0, 1000) };
        assert_eq!(zoom.scaled(0.5), range(450, 550));
        assert_eq!(zoom.scaled(100.0), range(0, 1000));
        assert_eq!(zoom.scaled(0.0), range(500, 510));
        assert_eq!(zoom.moved(0.5), range(500, 700));
        assert_eq!(zoom.moved(-9.0), range(0, 200));
        assert_eq!(zoom.moved(9.0), range(800, 1000));
    }

    #[test]
    fn a_click_is_no_drag() {
        let zoom = Zoom { window: range(0, 1000), whole: range(0, 1000) };
        assert_eq!(zoom.between(Timestamp::from_seconds(300), Timestamp::from_seconds(100)), Some(range(100, 300)));
        assert_eq!(zoom.between(Timestamp::from_seconds(100), Timestamp::from_seconds(105)), None);
    }

    #[test]
    fn all_of_it_needs_no_parameter() {
        let zoom = Zoom { window: range(0, 1000), whole: range(0, 1000) };
        let page = PageLink { path: "/".to_owned(), query: "expr=up".to_owned(), open: "zoom".to_owned() };
        assert_eq!(zoom.link(&page, range(0, 1000)), "/?expr=up");
        assert_eq!(zoom.link(&page, range(5, 20)), "/?expr=up&zoom=5~20");
        assert!(zoom.is_all());
    }
}
