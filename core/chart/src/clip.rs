//! Clipping of lines and bands to the plot. Plotters would move a point outside to the edge and bend the line.

/// Moment (ms since the epoch) and value.
pub(crate) type Point = (f64, f64);

/// One column of a band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    pub(crate) time_ms: f64,
    pub(crate) lower: f64,
    pub(crate) upper: f64,
}

/// The clipping rectangle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clip {
    pub(crate) time_ms: (f64, f64),
    pub(crate) value: (f64, f64),
}

impl Clip {
    /// Returns true if a point lies inside the rectangle.
    pub(crate) fn contains(&self, (time_ms, value): Point) -> bool {
        (self.time_ms.0..=self.time_ms.1).contains(&time_ms) && (self.value.0..=self.value.1).contains(&value)
    }

    /// The pieces of a run of joined points that lie inside, each of two points or more.
    pub(crate) fn line(&self, run: &[Point]) -> Vec<Vec<Point>> {
        let mut pieces: Vec<Vec<Point>> = Vec::new();
        for pair in run.windows(2) {
            let Some((from, to)) = self.segment(pair[0], pair[1]) else {
                continue;
            };
            match pieces.last_mut().filter(|piece| piece.last() == Some(&from)) {
                Some(piece) => piece.push(to),
                None => pieces.push(vec![from, to]),
            }
        }
        pieces
    }

    /// The part of one segment that lies inside. Liang and Barsky, "A new concept and method for line clipping", 1984.
    fn segment(&self, from: Point, to: Point) -> Option<(Point, Point)> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (a, b, (low, high)) in [(from.0, to.0, self.time_ms), (from.1, to.1, self.value)] {
            if a == b {
                if !(low..=high).contains(&a) {
                    return None;
                }
                continue;
            }
            let (at_low, at_high) = ((low - a) / (b - a), (high - a) / (b - a));
            enter = enter.max(at_low.min(at_high));
            leave = leave.min(at_low.max(at_high));
        }
        (enter < leave).then(|| (self.on_segment(from, to, enter), self.on_segment(from, to, leave)))
    }

    fn on_segment(&self, from: Point, to: Point, share: f64) -> Point {
        let (time_ms, value) = match share {
            0.0 => from,
            1.0 => to,
            _ => (between(from.0, to.0, share), between(from.1, to.1, share)),
        };
        (time_ms.clamp(self.time_ms.0, self.time_ms.1), value.clamp(self.value.0, self.value.1))
    }

    /// A run of joined band columns cut at the edges of the rectangle.
    pub(crate) fn band(&self, run: &[Interval]) -> Vec<Interval> {
        let mut kept: Vec<Interval> = Vec::new();
        for pair in run.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let columns = self.breaks(from, to).into_iter().map(|share| interval_between(from, to, share));
            kept.extend(columns.map(|column| self.clamped(column)));
        }
        kept.dedup();
        kept
    }

    /// The part of the way between two columns that lies in the window, as shares of the way: where it begins, where an
    /// end of the band meets an edge, where it ends.
    fn breaks(&self, from: Interval, to: Interval) -> Vec<f64> {
        let at = |edge_ms: f64| (edge_ms - from.time_ms) / (to.time_ms - from.time_ms);
        let (enter, leave) = (at(self.time_ms.0).max(0.0), at(self.time_ms.1).min(1.0));
        let mut shares = vec![enter, leave];
        for (a, b) in [(from.lower, to.lower), (from.upper, to.upper)] {
            shares.extend([self.value.0, self.value.1].map(|edge| (edge - a) / (b - a)));
        }
        shares.retain(|share| (enter..=leave).contains(share));
        shares.sort_by(f64::total_cmp);
        shares
    }

    /// Returns the column clamped to the rectangle, against rounding and values outside.
    fn clamped(&self, column: Interval) -> Interval {
        let clamp = |x: f64, (low, high): (f64, f64)| x.clamp(low, high);
        Interval {
            time_ms: clamp(column.time_ms, self.time_ms),
            lower: clamp(column.lower, self.value),
            upper: clamp(column.upper, self.value),
        }
    }
}

fn between(from: f64, to: f64, share: f64) -> f64 {
    from + (to - from) * share
}

fn interval_between(from: Interval, to: Interval, share: f64) -> Interval {
    Interval {
        time_ms: between(from.time_ms, to.time_ms, share),
        lower: between(from.lower, to.lower, share),
        upper: between(from.upper, to.upper, share),
    }
}

#[cfg(test)]
mod tests;
