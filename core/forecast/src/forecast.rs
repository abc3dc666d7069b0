//! One series in, its forecast out: trials, the choice, the bands.

use timeseries::{Grid, GridSeries};

use crate::backtest::{Contest, Entrants, NewestWindow, plan};
use crate::bands::{Calibration, USUAL_SHARE};
use crate::breaks::{self, Break, Lifetimes, Mixture};
use crate::history::{History, Reported};
use crate::members::Fit;
use crate::paths::PathLaw;
use crate::season;
use crate::{Backtest, Band, Bounds, Cancel, Candidate, ForecastError, Growth, Level, ModelChoice, Quality, Spec};

/// Points after which a jump has stayed, however short the horizon is.
const FEWEST_TO_STAY: usize = 24;

/// Seed of the paths: always the same, so that the same request has the same answer.
const SEED: u64 = 0;

/// Forecast of a series, with its bands and the backtest behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The future points: the series' own grid, continued.
    pub grid: Grid,
    /// The forecast at every future point.
    pub yhat: Vec<f64>,
    /// One band a level, lowest level first, over the future points.
    pub bands: Vec<Band>,
    /// One-step predictions of the model at each point of the history; after the newest sample, its present forecast. NaN where
    /// there is none.
    pub fitted: Vec<f64>,
    /// The candidate that forecasts.
    pub candidate: Candidate,
    /// Growth applied to the forecast, on top of the past.
    pub growth: Growth,
    /// Bounds of the forecast and its bands ahead.
    pub bounds: Bounds,
    /// The backtest of all candidates.
    pub backtest: Backtest,
    /// Quality of the history: its points, gaps and resets.
    pub quality: Quality,
    /// Seed of the paths.
    pub seed: u64,
    /// A jump or a new slope shortly before the newest sample.
    pub(crate) broken: Option<Break>,
    /// Widths of the bands around the history, lowest level first.
    fitted_widths: Vec<FittedWidth>,
    /// Bounds of `fitted` and the bands around it.
    fitted_bounds: Bounds,
    /// Distribution that the paths of the series are drawn from.
    pub(crate) law: PathLaw,
}

impl Forecast {
    /// Tells whether a jump or a new slope came shortly before the newest sample.
    pub(crate) fn has_broken(&self) -> bool {
        self.broken.is_some()
    }

    /// Returns one band a level around `fitted`, lowest level first; NaN where that is. Within the bounds of the metric if all of
    /// the history was.
    pub fn fitted_bands(&self) -> impl Iterator<Item = Band> {
        self.fitted_widths.iter().map(|width| width.around(&self.fitted).within(self.fitted_bounds))
    }
}

/// Half the width of a band around the history. Bands themselves would be several times as large as all else that is kept of
/// a forecast.
#[derive(Clone, Debug, PartialEq)]
struct FittedWidth {
    level: Level,
    /// Up to the newest sample.
    one_step: f64,
    /// At every point after it.
    stale: Vec<f64>,
}

impl FittedWidth {
    fn around(&self, fitted: &[f64]) -> Band {
        let known = fitted.len() - self.stale.len();
        Band::around(self.level, fitted, |index| match index.checked_sub(known) {
            None => self.one_step,
            Some(stale) => self.stale[stale],
        })
    }
}

/// Forecasts `series` as `spec` asks.
///
/// # Errors
/// The horizon is zero; the bounds cannot be; the series has no value, or one; the model asked for needs a season and there
/// is none, or it cannot be fitted; `cancel` was set.
pub fn forecast(series: &GridSeries, spec: &Spec, cancel: &Cancel) -> Result<Forecast, ForecastError> {
    if spec.horizon_steps == 0 {
        return Err(ForecastError::ZeroHorizon);
    }
    let reported = Reported::of(series)?;
    let levels = ascending(&spec.levels);
    let steps_ahead = reported.stale.saturating_add(spec.horizon_steps);
    let bounds = spec.bounds.checked()?.or_seen(reported.history().values);
    let mut contest = hold(&reported.history(), steps_ahead, spec.model, bounds, cancel)?;
    let (row, fit) = winner(&mut contest, &reported.history(), steps_ahead, spec.model, cancel)?;
    // A model that is asked for by name says what it says, jump or not.
    let residuals = contest.residuals(row);
    let points = reported.history().values.len();
    let newest = residuals.as_ref().and_then(|residuals| contest.newest_window(residuals, points));
    let broken = match (spec.model, &newest) {
        (ModelChoice::Auto, Some(newest)) => {
            just_broken(&contest, row, newest, &reported.history(), steps_ahead, cancel)?
        }
        _ => None,
    };
    let (broken, mixture, calibration) = match broken {
        Some((broken, mixture, calibration)) => (Some(broken), Some(mixture), Some(calibration)),
        None => (None, None, residuals.map(|residuals| contest.calibration(&residuals, newest.as_ref()))),
    };
    let bands = Bands::of(calibration, mixture, &reported, &fit, spec.growth);
    let fitted_bounds = bounds.of_history(reported.history().values);
    let ahead = bands.middle(&fit.forecast);
    let yhat: Vec<f64> = ahead.into_iter().map(|value| bounds.within(spec.growth.of(value))).collect();
    Ok(Forecast {
        grid: series.grid.continued(spec.horizon_steps),
        bands: levels.iter().map(|level| bands.ahead(*level, &yhat).within(bounds)).collect(),
        fitted_widths: levels.iter().map(|level| bands.behind(*level)).collect(),
        yhat,
        fitted: fitted(&reported, &fit).into_iter().map(|value| fitted_bounds.within(value)).collect(),
        fitted_bounds,
        candidate: contest.candidate(row).clone(),
        growth: spec.growth,
        bounds,
        backtest: contest.won_by(row, steps_ahead, &levels),
        quality: Quality::of(series),
        seed: SEED,
        broken,
        law: PathLaw { calibration: bands.ahead, stale: reported.stale, mixture: bands.mixture },
    })
}

fn ascending(levels: &[Level]) -> Vec<Level> {
    let mut levels = levels.to_vec();
    levels.sort();
    levels.dedup();
    levels
}

/// Plans the backtest and tries every candidate that may win, and the baseline.
fn hold(
    history: &History<'_>,
    steps_ahead: usize,
    model: ModelChoice,
    bounds: Bounds,
    cancel: &Cancel,
) -> Result<Contest, ForecastError> {
    let seasons = season::of_history(history.step, history.values.len());
    let (kept, plan) = plan(history, steps_ahead, &seasons);
    // Who is asked for by name may forecast by a season that cannot be tried.
    let entrants = Entrants::of(model, &seasons[..kept], history.step);
    let entrants = entrants.or_else(|_| Entrants::of(model, &seasons, history.step))?;
    Contest::hold(entrants, history, plan, bounds, cancel)
}

/// The best candidate that can be fitted on the whole history, and its fit.
fn winner(
    contest: &mut Contest,
    history: &History<'_>,
    steps_ahead: usize,
    model: ModelChoice,
    cancel: &Cancel,
) -> Result<(usize, Fit), ForecastError> {
    let mut refusal = ForecastError::Unusable;
    for row in contest.ranking(model) {
        match fit(contest, row, history, steps_ahead, cancel) {
            Ok(fit) => return Ok((row, fit)),
            Err(ForecastError::Cancelled) => return Err(ForecastError::Cancelled),
            Err(error) => {
                contest.fail(row, &error);
                refusal = error;
            }
        }
    }
    Err(refusal)
}

/// The fit of a row's candidate, or of the blend.
fn fit(
    contest: &Contest,
    row: usize,
    history: &History<'_>,
    steps_ahead: usize,
    cancel: &Cancel,
) -> Result<Fit, ForecastError> {
    cancel.check()?;
    match contest.blend(row) {
        Some((blend, candidates)) => blend.fit(candidates, history, steps_ahead, cancel),
        None => contest.candidate(row).fit(history, steps_ahead),
    }
}

/// Looks for a break shortly before the newest sample: its two courses, and the calibration of forecasts that saw none.
fn just_broken(
    contest: &Contest,
    row: usize,
    newest: &NewestWindow,
    history: &History<'_>,
    steps_ahead: usize,
    cancel: &Cancel,
) -> Result<Option<(Break, Mixture, Calibration)>, ForecastError> {
    let points = history.values.len();
    let NewestWindow { before, errors } = newest;
    let calibration = contest.calibrated(before);
    let usual = |step: usize| calibration.half_width_of(USUAL_SHARE, step);
    let seasons = season::of_history(history.step, points);
    let season_steps = season::baseline_steps(&seasons, history.step);
    // What has lasted for half a season the models have seen themselves.
    let oldest = if season_steps > 1 { season_steps.div_ceil(2) } else { points };
    let Some(found) = breaks::newest(errors, usual, |steps| before.usual_change(steps), oldest) else {
        return Ok(None);
    };
    let onset = history.until(points - found.age);
    let said = match fit(contest, row, &onset, found.age + steps_ahead, cancel) {
        Err(ForecastError::Cancelled) => return Err(ForecastError::Cancelled),
        Err(_) => return Ok(None),
        Ok(fit) if !found.is_new(history.newest(), &fit.forecast) => return Ok(None),
        Ok(fit) => fit.forecast,
    };
    let lifetimes = Lifetimes::of(onset.values, season_steps, found.size, steps_ahead.max(FEWEST_TO_STAY));
    let mixture = Mixture::after(&found, &said, &lifetimes, &calibration);
    Ok(Some((found, mixture, calibration)))
}

/// One-step values over the whole grid.
fn fitted(reported: &Reported, fit: &Fit) -> Vec<f64> {
    let before = std::iter::repeat_n(f64::NAN, reported.leading);
    before.chain(fit.fitted.iter().copied()).chain(fit.forecast[..reported.stale].iter().copied()).collect()
}

/// Widths of the bands: ahead of the newest sample, and around the history.
struct Bands {
    ahead: Calibration,
    one_step: Calibration,
    mixture: Option<Mixture>,
    stale: usize,
    growth: Growth,
}

impl Bands {
    fn of(
        ahead: Option<Calibration>,
        mixture: Option<Mixture>,
        reported: &Reported,
        fit: &Fit,
        growth: Growth,
    ) -> Self {
        let one_step = Calibration::from_one_step(reported.history().values, &fit.fitted);
        Self { ahead: ahead.unwrap_or_else(|| one_step.clone()), one_step, mixture, stale: reported.stale, growth }
    }

    /// The middle of what may come ahead of the grid's last point, of a forecast from the newest sample.
    fn middle(&self, forecast: &[f64]) -> Vec<f64> {
        match &self.mixture {
            None => forecast[self.stale..].to_vec(),
            Some(mixture) => {
                (self.stale..forecast.len()).map(|index| mixture.quantile(&self.ahead, index, 0.5)).collect()
            }
        }
    }

    fn ahead(&self, level: Level, yhat: &[f64]) -> Band {
        let Some(mixture) = &self.mixture else {
            return Band::around(level, yhat, |index| {
                self.growth.of(self.ahead.half_width(level, self.stale + index + 1))
            });
        };
        let limits = |share: f64| {
            let limit = |index| self.growth.of(mixture.quantile(&self.ahead, index, share));
            (self.stale..self.stale + yhat.len()).map(limit).collect()
        };
        let outside = (1.0 - level.share()) / 2.0;
        Band { level, lower: limits(outside), upper: limits(1.0 - outside) }
    }

    fn behind(&self, level: Level) -> FittedWidth {
        let stale = (1..=self.stale).map(|steps_ahead| self.ahead.half_width(level, steps_ahead)).collect();
        FittedWidth { level, one_step: self.one_step.half_width(level, 1), stale }
    }
}
