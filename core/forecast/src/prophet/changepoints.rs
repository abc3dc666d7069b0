//! [`Changepoints`]: the times at which the trend may change its rate.

use timeseries::Timestamp;

use super::scale::Scale;
use crate::ForecastError;

/// Times at which a trend may change its rate.
#[derive(Clone, Debug, PartialEq)]
pub enum Changepoints {
    /// So many, evenly over the points of the first part of the history; fewer where there are not so many points.
    Spread {
        /// Number of changepoints.
        count: usize,
        /// Share of the points, oldest first, that they are spread over, 0 to 1.
        share: f64,
    },
    /// At these moments.
    At(Vec<Timestamp>),
}

impl Default for Changepoints {
    fn default() -> Self {
        Self::Spread { count: 25, share: 0.8 }
    }
}

impl Changepoints {
    /// The changepoints of a history with values at `times`, in the time of the fit, oldest first.
    ///
    /// # Errors
    /// One lies outside the history.
    pub(super) fn of(&self, times: &[Timestamp], scale: &Scale) -> Result<Vec<f64>, ForecastError> {
        let mut points: Vec<f64> = match self {
            Self::Spread { count, share } => {
                spread(times.len(), *count, *share).map(|row| scale.time(times[row])).collect()
            }
            Self::At(moments) => moments.iter().map(|moment| scale.time(*moment)).collect(),
        };
        if points.iter().any(|point| !(0.0..=1.0).contains(point)) {
            return Err(ForecastError::ChangepointOutside);
        }
        points.sort_by(f64::total_cmp);
        Ok(points)
    }
}

/// Rows at even distances over the first `share` of `points`, the first row left out.
fn spread(points: usize, count: usize, share: f64) -> impl Iterator<Item = usize> {
    let considered = libm::floor(points as f64 * share.clamp(0.0, 1.0)) as usize;
    let last = considered.saturating_sub(1);
    let count = count.min(last);
    let distance = last as f64 / count as f64;
    (1..=count).map(move |index| libm::rint(index as f64 * distance) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_and_within_the_first_part() {
        assert_eq!(spread(10, 25, 0.8).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(spread(100, 4, 0.8).collect::<Vec<_>>(), [20, 40, 59, 79]);
        assert_eq!(spread(2, 25, 0.8).count(), 0);
        assert_eq!(spread(10, 0, 0.8).count(), 0);
        assert_eq!(spread(10, 3, f64::NAN).count(), 0);
    }
}
