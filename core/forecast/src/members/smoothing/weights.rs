//! [`Weights`]: the smoothing weights of level, seasons and error, and the grid of them that is tried.

/// Shares of an error that move the level: slow or fast.
const OF_LEVEL: [f64; 2] = [0.02, 0.2];

/// Shares of it that move a season that is not the longest: the longer one keeps the shape, the shorter follows, or not.
const OF_SHORTER_SEASON: [f64; 2] = [0.02, 0.2];

/// Shares of it that move the longest season.
const OF_LONGEST_SEASON: [f64; 2] = [0.1, 0.3];

/// Shares of it that remain a step later.
const OF_ERROR: [f64; 2] = [0.3, 0.85];

/// One point of the grid.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weights {
    pub(super) of_level: f64,
    /// One a season, shortest first.
    pub(super) of_seasons: Vec<f64>,
    pub(super) of_error: f64,
}

impl Weights {
    /// All combinations for so many seasons.
    pub(super) fn grid(seasons: usize) -> Vec<Self> {
        let levels = OF_LEVEL.into_iter().flat_map(|of_level| OF_ERROR.map(|of_error| (of_level, of_error)));
        let none = |(of_level, of_error)| Self { of_level, of_error, of_seasons: Vec::with_capacity(seasons) };
        (0..seasons).fold(levels.map(none).collect(), |grid: Vec<Self>, season| {
            let choices = if season + 1 == seasons { OF_LONGEST_SEASON } else { OF_SHORTER_SEASON };
            grid.iter().flat_map(|weights| choices.map(|choice| weights.with(choice))).collect()
        })
    }

    fn with(&self, of_season: f64) -> Self {
        let mut weights = self.clone();
        weights.of_seasons.push(of_season);
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_combination_once() {
        assert_eq!([0, 1, 2].map(|seasons| Weights::grid(seasons).len()), [4, 8, 16]);
        let first = Weights { of_level: 0.02, of_seasons: vec![0.02, 0.1], of_error: 0.3 };
        assert_eq!(Weights::grid(2)[0], first);
    }
}
