//! The backtest as a table: what was tried, how it scored, what was chosen.

use api::{BacktestRow, BacktestView};
use forecast::{Backtest, Bounds, Candidate, CandidateScore, Coverage, Forecast, Level, Model, ModelChoice};
use timeseries::{GridSeries, text};

use crate::ForecastRequest;

/// The table and what it was made of.
pub(super) fn backtest_view(series: &GridSeries, forecast: &Forecast, request: &ForecastRequest) -> BacktestView {
    BacktestView {
        method: method(forecast, request),
        rows: backtest_rows(forecast, &request.levels),
        skill: forecast.backtest.skill,
        made_of: made_of(series, forecast),
    }
}

/// The table, the best candidate first, those without a score last.
pub(crate) fn backtest_rows(forecast: &Forecast, levels: &[Level]) -> Vec<BacktestRow> {
    let backtest = &forecast.backtest;
    let mut order: Vec<usize> = (0..backtest.rows.len()).collect();
    order.sort_by(|a, b| rank(backtest, *a).total_cmp(&rank(backtest, *b)));
    order.into_iter().map(|index| row(backtest, index, levels)).collect()
}

/// By what whoever asks again can tell whether it is the same.
fn made_of(series: &GridSeries, forecast: &Forecast) -> String {
    format!(
        "Made by Promcast {} from the data with SHA-256 {}, with seed {}. Reproducible bit for bit.",
        forecast::VERSION,
        forecast::fingerprint(series),
        forecast.seed
    )
}

fn rank(backtest: &Backtest, index: usize) -> f64 {
    let row = &backtest.rows[index];
    row.mase.or(row.mae).unwrap_or(f64::INFINITY)
}

fn method(forecast: &Forecast, request: &ForecastRequest) -> String {
    let backtest = &forecast.backtest;
    if backtest.origins == 0 {
        return "There is too little history for a backtest.".to_owned();
    }
    let tried = format!(
        "Each model was tested at {} in the past: it saw only earlier data and was scored on the next {}.",
        text::counted(backtest.origins as u64, "point"),
        text::counted(backtest.horizon_steps as u64, "step"),
    );
    let reasons = [Some(tried), chosen(forecast, request.model), kept(forecast.bounds, request.bounds)];
    reasons.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Says why the model was chosen, if the table alone does not show it.
fn chosen(forecast: &Forecast, asked: ModelChoice) -> Option<String> {
    let Backtest { rows, chosen, .. } = &forecast.backtest;
    let missed = |row: &CandidateScore| row.mae.unwrap_or(f64::INFINITY);
    let is_best = rows.iter().all(|row| missed(&rows[*chosen]) <= missed(row));
    let reason = match forecast.candidate.model {
        Model::Blend => {
            "The blend is their mean, each weighted by how little it missed; no model alone is clearly better."
        }
        model if model.is_straight() && asked == ModelChoice::Auto && !is_best => {
            "A straight line was taken: nothing was ahead of it by more than chance."
        }
        _ => return None,
    };
    Some(reason.to_owned())
}

/// Says within which bounds the forecast is kept, and whose they are; `None` without bounds.
fn kept(bounds: Bounds, given: Bounds) -> Option<String> {
    let anywhere = Bounds::default();
    match (Bounds { may_be_negative: false, ..bounds }) {
        kept if kept == anywhere => None,
        kept if kept == given => Some(format!("The forecast is kept {kept}, as asked.")),
        kept if given == anywhere => Some(format!("The forecast is kept {kept}, as all of the past was.")),
        kept => Some(format!("The forecast is kept {kept}.")),
    }
}

fn row(backtest: &Backtest, index: usize, levels: &[Level]) -> BacktestRow {
    let score = &backtest.rows[index];
    BacktestRow {
        name: candidate_name(&score.candidate),
        mase: score.mase,
        smape: score.smape,
        weight: score.weight,
        coverage: coverage(score, levels),
        failure: score.failure.clone(),
        is_chosen: index == backtest.chosen,
        is_baseline: index == backtest.baseline,
    }
}

fn coverage(score: &CandidateScore, levels: &[Level]) -> Vec<(String, f64)> {
    let asked = score.coverage.iter().filter(|coverage| levels.contains(&coverage.level));
    asked.map(|coverage| (coverage.level.to_string(), coverage.share)).collect()
}

/// A model with its seasons: `mstl-ets (1 day, 1 week)`.
pub(crate) fn candidate_name(candidate: &Candidate) -> String {
    let seasons: Vec<String> = candidate.seasons.iter().map(|season| text::length(*season)).collect();
    match seasons.is_empty() {
        true => candidate.model.to_string(),
        false => format!("{} ({})", candidate.model, seasons.join(", ")),
    }
}

/// Returns the share of the past that the chosen model's band held.
pub(super) fn measured_coverage(forecast: &Forecast, level: Level) -> Option<Coverage> {
    let chosen = forecast.backtest.rows.get(forecast.backtest.chosen)?;
    chosen.coverage.iter().find(|coverage| coverage.level == level).copied()
}
