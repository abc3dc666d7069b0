//! The chart as it stands on the page, for whoever has to find a moment on it.

use chart::{Chart, Frame, Size, nearest};
use serde::{Deserialize, Serialize};
use timeseries::{Duration, Timestamp};

use crate::page_link::PageLink;
use crate::zoom::Zoom;

/// From so near a pointer snaps to a marked point, in pixels of the drawing.
const SNAP_PX: f64 = 7.0;

/// The chart, and where its moments are in each of its drawings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stage {
    /// The id of what lies over the chart, one of a kind on its page.
    pub(crate) id: String,
    /// The chart that is drawn.
    pub(crate) chart: Chart,
    /// One a drawing.
    pub(crate) frames: Vec<(Size, Frame)>,
    /// Initial position of the keyboard cursor, the start of a forecast or the newest moment; its year is left out of times.
    pub(crate) now: Timestamp,
    /// The page, for links to other parts of time.
    pub(crate) page: PageLink,
    /// The part of time shown.
    pub(crate) zoom: Zoom,
}

impl Stage {
    /// The drawing whose shape is nearest to a rectangle's: width over height.
    #[cfg(target_family = "wasm")]
    pub(super) fn frame_of_shape(&self, shape: f64) -> usize {
        let distance = |size: &Size| (f64::from(size.width_px) / f64::from(size.height_px) - shape).abs();
        let nearest =
            self.frames.iter().enumerate().min_by(|(_, (a, _)), (_, (b, _))| distance(a).total_cmp(&distance(b)));
        nearest.map_or(0, |(index, _)| index)
    }

    /// The moment at a share of a drawing's width.
    #[cfg(target_family = "wasm")]
    pub(super) fn time_at(&self, share: f64, frame: usize) -> Option<Timestamp> {
        let (size, frame) = self.frames.get(frame)?;
        Some(frame.time_at(share * f64::from(size.width_px)))
    }

    /// Horizontal position of a moment in a drawing, 0 to 1.
    pub(super) fn share_of(&self, time: Timestamp, frame: usize) -> f64 {
        self.frames.get(frame).map_or(0.0, |(size, frame)| frame.x_of(time) / f64::from(size.width_px))
    }

    /// Free space above and below the plot of a drawing, in shares of its height.
    pub(super) fn plot_of(&self, frame: usize) -> (f64, f64) {
        self.frames.get(frame).map_or((0.0, 0.0), |(size, frame)| {
            let height_px = f64::from(size.height_px);
            (frame.top_px / height_px, 1.0 - frame.bottom_px / height_px)
        })
    }

    /// A moment under a pointer, moved to the marked point it is close to.
    pub(super) fn snapped(&self, (time, frame): (Timestamp, usize)) -> (Timestamp, usize) {
        let reach = self.frames.get(frame).map_or(Duration::default(), |(_, frame)| {
            let ms_per_px = self.chart.window.length().ms() as f64 / (frame.right_px - frame.left_px);
            Duration::from_ms((SNAP_PX * ms_per_px) as u64)
        });
        (nearest::snapped(&self.chart, time, reach), frame)
    }

    /// The moment `points` samples on. From nowhere a step leads to `now`; a leap to an end leads there.
    pub(super) fn moved(&self, from: Option<Timestamp>, points: i64) -> Option<Timestamp> {
        let is_leap = points == i64::MIN || points == i64::MAX;
        let points = if from.is_some() || is_leap { points } else { 0 };
        nearest::moved(&self.chart, from.unwrap_or(self.now), points)
    }
}
