//! [`Entrants`]: the candidates of a contest.

use timeseries::Duration;

use crate::season;
use crate::{Candidate, ForecastError, Model, ModelChoice};

/// The candidates of a contest.
#[derive(Clone, Debug)]
pub(crate) struct Entrants {
    /// The simplest first; all repetitions are among them, since the best of them is the baseline of the backtest.
    pub(super) candidates: Vec<Candidate>,
    /// The repetition that comes first if none was tried.
    pub(super) baseline: Candidate,
    /// The baseline's season; one step where it has none.
    pub(super) season_steps: usize,
    /// True if their blend takes part.
    pub(super) are_blended: bool,
}

impl Entrants {
    /// All candidates for `seasons` that `model` admits, and all repetitions.
    ///
    /// # Errors
    /// The one model admitted needs a season and there is none.
    pub(crate) fn of(model: ModelChoice, seasons: &[Duration], step: Duration) -> Result<Self, ForecastError> {
        let baseline = Candidate::baseline(seasons);
        let mut candidates = Candidate::all(seasons);
        if let ModelChoice::Only(model) = model
            && !candidates.iter().any(|candidate| candidate.model == model)
            && model != Model::Blend
        {
            return Err(ForecastError::NoSeason { model, step });
        }
        candidates.retain(|candidate| model.admits(candidate.model, step) || candidate.model.is_repetition());
        let are_blended = model.admits(Model::Blend, step);
        let season_steps = season::baseline_steps(seasons, step);
        Ok(Self { candidates, baseline, season_steps, are_blended })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entrants(model: ModelChoice, seasons: &[Duration]) -> Vec<(Model, usize)> {
        let entrants = Entrants::of(model, seasons, Duration::HOUR).unwrap();
        entrants.candidates.into_iter().map(|candidate| (candidate.model, candidate.seasons.len())).collect()
    }

    #[test]
    fn the_simplest_first_and_always_all_repetitions() {
        let day = [Duration::DAY];
        let all = [
            (Model::Naive, 0),
            (Model::Drift, 0),
            (Model::RecentMedian, 1),
            (Model::SeasonalNaive, 1),
            (Model::SeasonalMedian, 1),
            (Model::WorkdayMedian, 1),
            (Model::SeasonalChange, 1),
            (Model::Smoothing, 1),
            (Model::Autoregression, 1),
            (Model::DifferencedAutoregression, 1),
        ];
        assert_eq!(entrants(ModelChoice::Auto, &day), all);
        assert_eq!(entrants(ModelChoice::Only(Model::Blend), &day), all);
        assert_eq!(entrants(ModelChoice::Only(Model::Naive), &day), [all[0], all[3]]);
        assert_eq!(entrants(ModelChoice::Only(Model::MstlEts), &day), [all[0], all[3], (Model::MstlEts, 1)]);
        let months = Entrants::of(ModelChoice::Auto, &[Duration::YEAR], Duration::MONTH).unwrap();
        assert!(months.candidates.iter().any(|candidate| candidate.model == Model::MstlEts));
        let seasonless = [all[0], all[1], (Model::RecentMedian, 0), (Model::Autoregression, 0)];
        assert_eq!(entrants(ModelChoice::Auto, &[]), seasonless);
    }

    #[test]
    fn no_season_no_seasonal_model() {
        for model in [Model::SeasonalNaive, Model::MstlEts] {
            let refusal = Entrants::of(ModelChoice::Only(model), &[], Duration::HOUR);
            assert!(matches!(refusal, Err(ForecastError::NoSeason { .. })));
        }
    }
}
