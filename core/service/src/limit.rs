//! Thresholds: a number, or another series with its forecast.

use std::sync::Arc;

use api::Param;
use forecast::{Cancel, ModelChoice, Spec};
use rayon::prelude::*;
use timeseries::{GridSeries, Labels};

use crate::memory;
use crate::problem::said_too;
use crate::read_series::{ChosenSource, GridAnswer};
use crate::{Error, ForecastRequest, Service, SourceError, Threshold};

/// A limit, from the end of the history on.
#[derive(Clone, Debug)]
pub enum Limit {
    /// The same for ever.
    Value(f64),
    /// One or several series with their forecasts.
    Series(Arc<Vec<LimitSeries>>),
}

/// A series that limits others.
#[derive(Clone, Debug)]
pub struct LimitSeries {
    /// The history of the threshold.
    pub(crate) series: GridSeries,
    /// Its forecast, a value a step.
    pub(crate) ahead: Vec<f64>,
}

/// The limit that a question names, where it names one, and what the source said of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct AskedLimit {
    pub(crate) limit: Option<Limit>,
    pub(crate) warnings: Vec<String>,
    pub(crate) infos: Vec<String>,
}

impl Limit {
    /// The limit of a series at each of so many steps ahead; `None` where no series is its limit.
    pub(crate) fn ahead(&self, labels: &Labels, horizon_steps: usize) -> Option<Vec<f64>> {
        match self {
            Self::Value(value) => Some(vec![*value; horizon_steps]),
            Self::Series(_) => self.series(labels).map(|limit| limit.ahead.clone()),
        }
    }

    /// The series that limits the one with these labels: the only one, or the one that shares most of its labels with it and
    /// contradicts none.
    pub(crate) fn series(&self, labels: &Labels) -> Option<&LimitSeries> {
        match self {
            Self::Value(_) => None,
            Self::Series(all) if all.len() == 1 => all.first(),
            Self::Series(all) => {
                let shared = |limit: &LimitSeries| shared_labels(labels, &limit.series.labels);
                let fitting = all.iter().filter_map(|limit| Some((shared(limit).filter(|shared| *shared > 0)?, limit)));
                // The first of several that fit alike.
                fitting.rev().max_by_key(|(shared, _)| *shared).map(|(_, limit)| limit)
            }
        }
    }
}

/// Counts the labels that two series share; `None` if one contradicts the other. Their names may differ.
fn shared_labels(left: &Labels, right: &Labels) -> Option<usize> {
    let (left, right) = (left.without_metric_name(), right.without_metric_name());
    let known: Vec<bool> =
        left.iter().filter_map(|(name, value)| right.get(name).map(|other| other == value)).collect();
    known.iter().all(|is_equal| *is_equal).then_some(known.len())
}

impl Service {
    /// The limit that a question names, with the forecasts of its series.
    ///
    /// # Errors
    /// Its expression gives no series, or cannot be read.
    pub(crate) async fn limit(&self, chosen: &ChosenSource, request: &ForecastRequest) -> Result<AskedLimit, Error> {
        let expr = match &request.threshold {
            None => return Ok(AskedLimit::default()),
            Some(Threshold::Value(value)) => {
                return Ok(AskedLimit { limit: Some(Limit::Value(*value)), ..AskedLimit::default() });
            }
            Some(Threshold::Expression(expr)) => expr.clone(),
        };
        let sampling = self.sampling(chosen, &expr, request.end).await;
        let sent = sampling.rewritten(&expr, request.grid.step).map(|rewritten| rewritten.expr);
        let asked = ForecastRequest { expr, sent, ..request.clone() };
        let key = memory::answer_key(&chosen.name, asked.sent(), asked.grid);
        let answer =
            self.remembered_series(chosen, &asked, &key).await.map_err(|error| of_threshold(error, &asked.expr))?;
        let of_threshold = |said: &[String]| said.iter().map(|words| format!("Of the threshold: {words}")).collect();
        let (warnings, infos) = (of_threshold(&answer.warnings), of_threshold(&answer.infos));
        let limit = Some(Limit::Series(self.remembered_limit(answer, request.horizon_steps, &key).await?));
        Ok(AskedLimit { limit, warnings, infos })
    }

    async fn remembered_limit(
        &self,
        answer: Arc<GridAnswer>,
        horizon_steps: usize,
        key: &str,
    ) -> Result<Arc<Vec<LimitSeries>>, Error> {
        let key = memory::limit_key(key, horizon_steps);
        if let Some(limit) = self.memory.limit(&key) {
            return Ok(limit);
        }
        let spec = Spec::new(horizon_steps, Vec::new(), ModelChoice::Auto);
        let limit = Arc::new(self.pool.run(move |cancel| expected(&answer.series, &spec, cancel)).await?);
        self.memory.keep_limit(key, &limit);
        Ok(limit)
    }
}

/// Each series with its forecast, or with its newest value for ever where it has none.
fn expected(series: &[GridSeries], spec: &Spec, cancel: &Cancel) -> Vec<LimitSeries> {
    let expected = |series: &GridSeries| {
        let (_, newest) = series.last()?;
        let ahead = forecast::forecast(series, spec, cancel).map(|forecast| forecast.yhat);
        let ahead = ahead.unwrap_or_else(|_| vec![newest; spec.horizon_steps]);
        Some(LimitSeries { series: series.clone(), ahead })
    };
    series.par_iter().filter_map(expected).collect()
}

/// An error of reading the limit is one of the parameter that names it.
fn of_threshold(error: Error, expr: &str) -> Error {
    match error {
        Error::Empty { warnings, .. } => Error::Param {
            param: Param::Threshold,
            why: said_too(format!("the threshold `{expr}` gives no value in this range"), &warnings),
            next: "Check its name and labels, or give a number".to_owned(),
        },
        Error::NativeHistograms { offer } => Error::Param {
            param: Param::Threshold,
            why: format!("the threshold `{expr}` gives native histograms, not numbers"),
            next: format!("Give a quantile of it: `{}`", offer.quantile),
        },
        Error::Source(SourceError::Answered { message, .. }) => Error::Param {
            param: Param::Threshold,
            why: format!("the source refuses the threshold `{expr}`: {message}"),
            next: "Correct the expression, or give a number".to_owned(),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::{Duration, Grid, Timestamp};

    fn limit(labels: &[(&str, &str)], value: f64) -> LimitSeries {
        let grid = Grid { start: Timestamp::from_ms(0), step: Duration::HOUR, len: 1 };
        let labels = Labels::from_pairs(labels.iter().copied());
        LimitSeries { series: GridSeries { labels, grid, values: vec![value] }, ahead: vec![value; 2] }
    }

    fn of(limit: &Limit, labels: &[(&str, &str)]) -> Option<f64> {
        limit.ahead(&Labels::from_pairs(labels.iter().copied()), 2).map(|ahead| ahead[1])
    }

    #[test]
    fn the_series_that_shares_most_and_contradicts_nothing() {
        let all = Limit::Series(Arc::new(vec![
            limit(&[("__name__", "size"), ("disk", "a")], 1.0),
            limit(&[("__name__", "size"), ("disk", "b"), ("host", "x")], 2.0),
            limit(&[("__name__", "size"), ("disk", "b"), ("host", "y")], 3.0),
        ]));
        assert_eq!(of(&all, &[("__name__", "used"), ("disk", "a"), ("job", "node")]), Some(1.0));
        assert_eq!(of(&all, &[("disk", "b"), ("host", "y")]), Some(3.0));
        assert_eq!(of(&all, &[("disk", "b")]), Some(2.0), "the first of two that fit alike");
        assert_eq!(of(&all, &[("disk", "c"), ("host", "x")]), None);
        assert_eq!(of(&all, &[("job", "node")]), None, "nothing is shared");
    }

    #[test]
    fn the_only_series_and_a_number_limit_everything() {
        let one = Limit::Series(Arc::new(vec![limit(&[("disk", "a")], 7.0)]));
        assert_eq!(of(&one, &[("disk", "b")]), Some(7.0));
        assert_eq!(of(&Limit::Value(9.0), &[]), Some(9.0));
    }

    #[test]
    fn a_limit_that_cannot_be_forecast_stays() {
        let short = limit(&[], 5.0).series;
        let spec = Spec::new(3, Vec::new(), ModelChoice::Auto);
        let ahead = &expected(&[short], &spec, &Cancel::default())[0].ahead;
        assert_eq!(ahead, &[5.0; 3]);
    }
}
