//! The trend: straight between knots, or its logit straight and saturating at the cap.

use super::Growth;
use super::parameters::Parameters;

/// A straight line between knots, and the growth that turns it into a trend.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trend {
    growth: Growth,
    /// 0 and the changepoints, in the time of the fit.
    knots: Vec<f64>,
    /// The line at each knot.
    levels: Vec<f64>,
    /// Its slope from there.
    slopes: Vec<f64>,
}

impl Trend {
    /// Of `parameters` that turn at all `knots` but the first.
    pub(super) fn of(growth: Growth, knots: &[f64], parameters: &Parameters) -> Self {
        let (offset, rate) = (parameters.offset(), parameters.rate());
        let (mut level, mut slope) = match growth {
            Growth::Linear => (offset, rate),
            // The logit of rate and offset: rate times time less offset.
            Growth::Logistic => (-rate * offset, rate),
            Growth::Flat => (offset, 0.0),
        };
        let (mut levels, mut slopes) = (vec![level], vec![slope]);
        for (pair, turn) in knots.windows(2).zip(parameters.turns()) {
            level += slope * (pair[1] - pair[0]);
            slope += turn;
            levels.push(level);
            slopes.push(slope);
        }
        Self { growth, knots: knots.to_vec(), levels, slopes }
    }

    /// The line at `time`.
    pub(super) fn line(&self, time: f64) -> f64 {
        let knot = self.knots.partition_point(|knot| *knot <= time).max(1) - 1;
        self.levels[knot] + self.slopes[knot] * (time - self.knots[knot])
    }

    /// Applies the growth to the line: the trend in the unit of the fit.
    pub(super) fn bent(&self, line: f64, cap: f64) -> f64 {
        match self.growth {
            Growth::Logistic => cap * saturation(line),
            Growth::Linear | Growth::Flat => line,
        }
    }

    /// Returns the derivative of the trend by the line.
    pub(super) fn steepness(&self, line: f64, cap: f64) -> f64 {
        match self.growth {
            Growth::Logistic => cap * saturation(line) * saturation(-line),
            Growth::Linear | Growth::Flat => 1.0,
        }
    }
}

/// The inverse of the logit.
fn saturation(line: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-line))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prophet's own recursion for the offsets of logistic growth.
    fn piecewise_logistic(time: f64, rate: f64, offset: f64, turns: &[f64], changepoints: &[f64]) -> f64 {
        let (mut rate, mut offset) = (rate, offset);
        for (turn, changepoint) in turns.iter().zip(changepoints).filter(|(_, changepoint)| **changepoint <= time) {
            offset += (changepoint - offset) * (1.0 - rate / (rate + turn));
            rate += turn;
        }
        1.0 / (1.0 + libm::exp(-rate * (time - offset)))
    }

    #[test]
    fn continuous_and_as_prophet_writes_it() {
        let (changepoints, turns) = ([0.25, 0.5], [1.5, -3.0]);
        let parameters = Parameters::new(0.3, 2.0, &[], &turns);
        let trend = |growth| Trend::of(growth, &[0.0, 0.25, 0.5], &parameters);
        let (linear, logistic) = (trend(Growth::Linear), trend(Growth::Logistic));
        for (time, line) in [(-1.0, -1.7), (0.0, 0.3), (0.25, 0.8), (0.4, 1.325), (0.5, 1.675), (1.0, 1.925)] {
            assert!((linear.line(time) - line).abs() < 1e-12, "{time}");
            let expected = piecewise_logistic(time, 2.0, 0.3, &turns, &changepoints);
            assert!((logistic.bent(logistic.line(time), 1.0) - expected).abs() < 1e-12, "{time}");
        }
        assert_eq!(trend(Growth::Flat).slopes[0], 0.0);
    }

    #[test]
    fn saturation_never_leaves_its_limits() {
        let trend = Trend::of(Growth::Logistic, &[0.0], &Parameters::new(0.0, 1.0, &[], &[]));
        assert_eq!((trend.bent(-1e9, 5.0), trend.bent(1e9, 5.0)), (0.0, 5.0));
        assert_eq!((trend.steepness(-1e9, 5.0), trend.steepness(1e9, 5.0)), (0.0, 0.0));
    }
}
