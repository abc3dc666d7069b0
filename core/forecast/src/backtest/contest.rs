//! [`Contest`] of the candidates: their trials, their ranking, and the skill of the winner.

mod lead;

use std::rc::Rc;

use super::{Backtest, Blend, CandidateScore, Entrants, Plan, Trial, Verdict};
use crate::bands::{Calibration, Residuals, loudness, measured_coverage};
use crate::history::History;
use crate::scores::seasonal_scale;
use crate::{Bounds, Cancel, Candidate, ForecastError, Level, Model, ModelChoice};
use lead::lead;

/// A relative difference of two errors that the few origins of a backtest cannot tell from chance.
const TIE: f64 = 0.01;

/// A backtest over less than this part of the horizon does not call a metric unforeseeable.
const SMALLEST_PART: usize = 4;

/// A backtest over less than this part of the horizon says nothing of it at all.
const HARDLY_ANY_PART: usize = 100;

/// Standard errors a candidate alone must be ahead of the blend: one in forty is by chance.
const CLEAR_LEAD: f64 = 2.0;

/// Standard errors the others must be ahead of a straight line: by the rule of one standard error of Breiman et al.,
/// "Classification and Regression Trees", 1984, the simplest that is not beaten by more is taken. A lead at one origin of several
/// is one, but for rounding, and chance.
const SMALLEST_LEAD: f64 = 1.0 + 1e-9;

/// The newest window of a backtest.
#[derive(Debug)]
pub(crate) struct NewestWindow {
    /// The residuals of the windows before it.
    pub(crate) before: Residuals,
    /// Its own.
    pub(crate) errors: Rc<[f64]>,
}

/// Every candidate with its trial, where there was one.
#[derive(Debug)]
pub(crate) struct Contest {
    plan: Option<Plan>,
    rows: Vec<CandidateScore>,
    trials: Vec<Option<Trial>>,
    baseline: usize,
    /// The loudness of the series now, by that at its loudest origin.
    loudness: f64,
    /// Set where more values are as the one before than not.
    is_mostly_constant: bool,
    /// The blend of the rows before it, which is the last row; `None` if none could be averaged.
    blend: Option<Blend>,
}

impl Contest {
    /// Tries every candidate at every origin, then their blend; without a plan none is tried.
    ///
    /// # Errors
    /// `cancel` was set. A candidate that fails has its reason in its row.
    pub(crate) fn hold(
        entrants: Entrants,
        history: &History<'_>,
        plan: Option<Plan>,
        bounds: Bounds,
        cancel: &Cancel,
    ) -> Result<Self, ForecastError> {
        let baseline = entrants.candidates.iter().position(|candidate| *candidate == entrants.baseline).unwrap_or(0);
        let origins = plan.as_ref().map_or(&[][..], |plan| &plan.trainings);
        let longest = entrants.candidates.iter().map(|candidate| candidate.longest_season_steps(history.step)).max();
        let longest = longest.unwrap_or(1);
        let loudness = loudness(history.values, origins, entrants.season_steps, longest);
        let is_mostly_constant = is_mostly_constant(history.values);
        let mut contest =
            Self { plan, rows: Vec::new(), trials: Vec::new(), baseline, loudness, is_mostly_constant, blend: None };
        let scale = contest.plan.as_ref().and_then(|plan| scale(history, plan, entrants.season_steps));
        for candidate in entrants.candidates {
            contest.enter(candidate, history, scale, bounds, cancel)?;
        }
        if entrants.are_blended {
            contest.enter_blend(scale);
        }
        Ok(contest)
    }

    fn enter(
        &mut self,
        candidate: Candidate,
        history: &History<'_>,
        scale: Option<f64>,
        bounds: Bounds,
        cancel: &Cancel,
    ) -> Result<(), ForecastError> {
        cancel.check()?;
        let Some(plan) = &self.plan else {
            self.rows.push(CandidateScore::untried(candidate));
            self.trials.push(None);
            return Ok(());
        };
        let trial = match Trial::run(&candidate, history, plan, bounds, cancel) {
            Err(ForecastError::Cancelled) => return Err(ForecastError::Cancelled),
            trial => trial,
        };
        self.rows.push(CandidateScore::tried(candidate, trial.as_ref(), scale));
        self.trials.push(trial.ok());
        Ok(())
    }

    fn enter_blend(&mut self, scale: Option<f64>) {
        let Some((blend, trial)) = Blend::of(&self.trials) else { return };
        for (row, weight) in self.rows.iter_mut().zip(&blend.weights) {
            row.weight = Some(*weight);
        }
        self.rows.push(CandidateScore::tried(Candidate::blend(), Ok(&trial), scale));
        self.trials.push(Some(trial));
        self.blend = Some(blend);
    }

    /// The rows that may win, the best first: the blend, unless one candidate alone is clearly better; before both a straight
    /// line that they are not ahead of by more than chance; then the candidates. All share the points and the scale, so MAE and
    /// MASE rank alike, and MAE ranks where there is no scale. The simplest of those that tie with the best comes first; without
    /// a trial the baseline does, then who shares its season.
    pub(crate) fn ranking(&self, model: ModelChoice) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.rows.len()).filter(|row| model.allows(self.model_of(*row))).collect();
        rows.sort_by_key(|row| self.distance_from_baseline(*row));
        rows.sort_by(|left, right| self.error(*left).total_cmp(&self.error(*right)));
        let blend = self.blend.as_ref().map(|_| self.rows.len() - 1).filter(|_| model.allows(Model::Blend));
        rows.retain(|row| self.model_of(*row) != Model::Blend);
        if let Some(simplest) = self.simplest_of_the_best(&rows) {
            put_first(&mut rows, simplest);
        }
        if let Some(blend) = blend {
            let place = usize::from(model == ModelChoice::Auto && self.is_clearly_better(&rows, blend));
            rows.insert(place, blend);
        }
        let is_own = |row: &usize| {
            self.is_mostly_constant || rows.iter().find(|row| self.model_of(**row) != Model::Blend) == Some(row)
        };
        if let Some(straight) = self.straight_line(&rows).filter(is_own).filter(|_| model == ModelChoice::Auto) {
            put_first(&mut rows, straight);
        }
        rows
    }

    /// Returns true if the error of the best candidate alone is clearly smaller than the blend's, or zero.
    fn is_clearly_better(&self, alone: &[usize], blend: usize) -> bool {
        let is_better = |row: usize| self.error(row) == 0.0 || self.lead(row, blend) > CLEAR_LEAD;
        alone.first().is_some_and(|best| is_better(*best))
    }

    /// The straight line that misses by least, where the first row is not ahead of it by more than chance: a shape that cannot be
    /// told from noise is noise in what is to come.
    fn straight_line(&self, rows: &[usize]) -> Option<usize> {
        let first = *rows.first()?;
        let straight = rows.iter().copied().find(|row| self.model_of(*row).is_straight())?;
        (self.error(straight).is_finite() && self.lead(first, straight) <= SMALLEST_LEAD).then_some(straight)
    }

    /// Returns how many standard errors one row is ahead of another.
    fn lead(&self, row: usize, other: usize) -> f64 {
        let errors = |row: usize| self.trials[row].as_ref().map(Trial::errors).unwrap_or_default();
        lead(errors(row), errors(other))
    }

    /// Returns, of rows by their error, the first in the contest among those that tie with the best; `None` if none was tried.
    fn simplest_of_the_best(&self, rows: &[usize]) -> Option<usize> {
        let tie = self.error(*rows.first()?) * (1.0 + TIE);
        rows.iter().copied().filter(|row| self.error(*row).is_finite() && self.error(*row) <= tie).min()
    }

    /// The candidate of a row.
    pub(crate) fn candidate(&self, row: usize) -> &Candidate {
        &self.rows[row].candidate
    }

    /// Returns the blend and the candidates it blends, if this row is the blend.
    pub(crate) fn blend(&self, row: usize) -> Option<(&Blend, impl Iterator<Item = &Candidate>)> {
        let blend = self.blend.as_ref().filter(|_| self.model_of(row) == Model::Blend)?;
        Some((blend, self.rows.iter().map(|row| &row.candidate)))
    }

    /// The residuals of a row; `None` where it was not tried.
    pub(crate) fn residuals(&self, row: usize) -> Option<Residuals> {
        Some(self.trials[row].as_ref()?.residuals())
    }

    /// Splits residuals into those of the windows before the newest, and of the newest; `None` where that does not end with the last
    /// of so many points.
    pub(crate) fn newest_window(&self, residuals: &Residuals, points: usize) -> Option<NewestWindow> {
        let plan = self.plan.as_ref()?;
        let newest = plan.trainings.len().checked_sub(1)?;
        let ends_now = plan.trainings[newest] + plan.horizon_steps == points;
        ends_now.then(|| NewestWindow { before: residuals.without(newest), errors: Rc::clone(&residuals.rows[newest]) })
    }

    /// Calibrates bands by residuals, as loud as the series is now and as far off as forecasts were in the newest window.
    pub(crate) fn calibration(&self, residuals: &Residuals, newest: Option<&NewestWindow>) -> Calibration {
        let strayed = newest.map_or(1.0, |newest| newest.before.strayed(&newest.errors));
        self.calibrated(residuals).times(strayed)
    }

    /// Calibrates bands by residuals, as loud as the series is now.
    pub(crate) fn calibrated(&self, residuals: &Residuals) -> Calibration {
        Calibration::from_backtest(residuals).times(self.loudness)
    }

    /// Notes that the candidate of a row could not be fitted after all.
    pub(crate) fn fail(&mut self, row: usize, error: &ForecastError) {
        self.rows[row].failure = Some(error.chain());
    }

    /// The backtest of a forecast `steps_ahead`, with the row that won. Coverage is measured of the winner, since the others'
    /// bands are not shown, and of the best repetition.
    pub(crate) fn won_by(mut self, chosen: usize, steps_ahead: usize, levels: &[Level]) -> Backtest {
        let baseline = self.best_repetition();
        for row in [chosen, baseline] {
            let residuals = self.residuals(row);
            self.rows[row].coverage =
                residuals.map(|residuals| measured_coverage(&residuals, levels)).unwrap_or_default();
        }
        let skill = self.skill(chosen, baseline);
        let tried = self.trials[chosen].is_some();
        let (origins, horizon_steps) = self.plan.map_or((0, 0), |plan| (plan.trainings.len(), plan.horizon_steps));
        let verdict = match skill {
            _ if !tried || horizon_steps.saturating_mul(HARDLY_ANY_PART) < steps_ahead => Verdict::NotEnoughHistory,
            Some(skill) if skill > TIE => Verdict::Better,
            _ if horizon_steps.saturating_mul(SMALLEST_PART) < steps_ahead => Verdict::NotEnoughHistory,
            _ => Verdict::NoBetterThanRepetition,
        };
        Backtest { origins, horizon_steps, rows: self.rows, chosen, baseline, skill, verdict }
    }

    /// The repetition that missed by least, of a tie the one of the day; that one too where none was tried.
    fn best_repetition(&self) -> usize {
        let repetitions = (0..self.rows.len()).filter(|row| self.model_of(*row).is_repetition());
        let better = |best: usize, row: usize| if self.error(row) < self.error(best) { row } else { best };
        repetitions.fold(self.baseline, better)
    }

    fn skill(&self, chosen: usize, baseline: usize) -> Option<f64> {
        let (mae, baseline) = (self.rows[chosen].mae?, self.rows[baseline].mae?);
        (baseline > 0.0).then(|| 1.0 - mae / baseline)
    }

    fn model_of(&self, row: usize) -> Model {
        self.rows[row].candidate.model
    }

    fn error(&self, row: usize) -> f64 {
        self.rows[row].mae.unwrap_or(f64::INFINITY)
    }

    fn distance_from_baseline(&self, row: usize) -> usize {
        let baseline = &self.rows[self.baseline].candidate;
        match &self.rows[row].candidate {
            candidate if candidate == baseline => 0,
            candidate if candidate.seasons == baseline.seasons => 1,
            _ => 2,
        }
    }
}

fn put_first(rows: &mut [usize], first: usize) {
    rows.sort_by_key(|row| *row != first);
}

/// Set where more values are as the one before than not.
fn is_mostly_constant(values: &[f64]) -> bool {
    let (same, changed) = values.windows(2).fold((0_usize, 0_usize), |(same, changed), pair| match pair[1] - pair[0] {
        0.0 => (same + 1, changed),
        change if change.is_nan() => (same, changed),
        _ => (same, changed + 1),
    });
    same > changed
}

/// The scale of MASE, from what the newest origin may look at: one for all origins, so that a quiet stretch before one
/// of them does not outweigh the others.
fn scale(history: &History<'_>, plan: &Plan, season_steps: usize) -> Option<f64> {
    let newest = plan.trainings.last().copied()?;
    seasonal_scale(history.until(newest).values, season_steps)
}

#[cfg(test)]
mod tests;
