//! Reads the series of an expression and lays each on the grid that was asked for.

use std::sync::Arc;

use api::Param;
use promql::{RangeAnswer, RangeQuery};
use timeseries::{Duration, Grid, GridSeries, TimeRange, Timestamp, aligned_down};

use crate::forecast_request::is_at_least;
use crate::{Error, ForecastRequest, MetricsSource, NewestSample, Service, SourceKind};

/// The source of a question.
#[derive(Clone, Debug)]
pub(crate) struct ChosenSource {
    pub(crate) name: String,
    pub(crate) is_sample: bool,
    pub(crate) source: Arc<dyn MetricsSource>,
}

/// Series on a grid, with what the source had to say about them.
#[derive(Clone, Debug)]
pub(crate) struct GridAnswer {
    pub(crate) series: Vec<GridSeries>,
    pub(crate) warnings: Vec<String>,
    /// Its notes on the expression, beside a whole answer.
    pub(crate) infos: Vec<String>,
    /// Tells whether a part of the source did not answer.
    pub(crate) is_partial: bool,
    /// The number of series with native histograms, which are left out.
    pub(crate) histograms: usize,
}

impl Service {
    /// The source that was named, given by its URL, or the default one. What a link lost on its way is not asked.
    pub(crate) fn choose_source(&self, asked: Option<&str>) -> Result<ChosenSource, Error> {
        let entries = self.sources.list();
        let name = asked.or_else(|| entries.first().map(|entry| entry.name.as_str())).unwrap_or_default().to_owned();
        if let Some(source) = self.sources.named(&name) {
            let is_sample = entries.iter().any(|entry| entry.name == name && entry.kind == SourceKind::Demo);
            return Ok(ChosenSource { name, is_sample, source });
        }
        if api::is_masked(&name) {
            return Err(credential_in_a_link());
        }
        if let Some(url) = url_of(&name) {
            let source = self.sources.by_url(&url, None)?;
            let name = url;
            return Ok(ChosenSource { name, is_sample: false, source });
        }
        Err(Error::NoSuchSource {
            name: api::masked(&name),
            known: entries.into_iter().map(|entry| entry.name).collect(),
            adhoc_allowed: self.sources.adhoc_allowed(),
        })
    }

    /// The series of the request's expression; an answer without any is an error.
    pub(crate) async fn read_series(
        &self,
        source: &dyn MetricsSource,
        request: &ForecastRequest,
    ) -> Result<GridAnswer, Error> {
        refuse_hostile(&request.expr)?;
        let answer = read(source, request.sent(), request.grid).await?;
        if answer.series.iter().all(|series| series.last().is_none()) {
            if answer.histograms > 0 {
                return Err(Error::NativeHistograms {
                    offer: promql::histogram_offer(&request.expr, request.grid.step),
                });
            }
            let newest = source.newest_sample(&request.expr, request.end).await.ok().flatten();
            let newest = newest.map(|time| on_step(time, request.grid.step));
            let GridAnswer { warnings, is_partial, .. } = answer;
            return Err(Error::Empty { newest, warnings, is_partial, wider: request.wider.clone() });
        }
        Ok(answer)
    }
}

/// A URL, also where its scheme is left out: `127.0.0.1:9090`, `prometheus:9090/path`.
fn url_of(typed: &str) -> Option<String> {
    if typed.contains("://") {
        return Some(typed.to_owned());
    }
    let (authority, _) = typed.split_at(typed.find('/').unwrap_or(typed.len()));
    let (host, port) = authority.rsplit_once(':')?;
    let is_v6 = host.starts_with('[') && host.ends_with(']');
    let is_host = is_v6 || host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    (!host.is_empty() && is_host && port.parse::<u16>().is_ok_and(|port| port > 0)).then(|| format!("http://{typed}"))
}

/// A sample between two points of a grid is seen by the later one.
fn on_step(time: Timestamp, step: Duration) -> NewestSample {
    let before = aligned_down(time, step);
    NewestSample { time, seen_at: if before == time { time } else { before + step } }
}

fn credential_in_a_link() -> Error {
    Error::Param {
        param: Param::Source,
        why: "a user, a password or a query in the URL of a source is not taken from a link, which histories and logs keep"
            .to_owned(),
        next: "Give the URL without them, or have the source configured with its credentials".to_owned(),
    }
}

/// A text that no parser should have to read goes nowhere. What only our own parser does not understand, a newer Prometheus may.
pub(crate) fn refuse_hostile(expr: &str) -> Result<(), Error> {
    match promql::inspect(expr) {
        Err(error) if error.is_cap() => Err(error.into()),
        _ => Ok(()),
    }
}

/// One range query, laid on its grid.
pub(crate) async fn read(source: &dyn MetricsSource, expr: &str, grid: Grid) -> Result<GridAnswer, Error> {
    let answer = source.query_range(&RangeQuery { expr: expr.to_owned(), grid }).await?;
    let mut series: Vec<_> = answer.series.iter().map(|series| GridSeries::from_series(series, grid)).collect();
    series.sort_by(|a, b| a.labels.cmp(&b.labels));
    let RangeAnswer { warnings, infos, is_partial, histograms, .. } = answer;
    Ok(GridAnswer { series, warnings, infos, is_partial, histograms })
}

/// The grid that shows `window` in at most `points` points, finer than `coarse` and not finer than what there is; `None` where
/// there is no such step.
pub(crate) fn finer_grid(
    window: TimeRange,
    coarse: Duration,
    points: u64,
    resolution: Option<Duration>,
) -> Option<Grid> {
    const STEPS: [u64; 9] = [1, 5, 15, 30, 60, 120, 300, 600, 1800];
    let fits = |step: &Duration| {
        window.length().steps_of(*step) <= points && resolution.is_none_or(|resolution| is_at_least(*step, resolution))
    };
    let step = STEPS.map(Duration::from_seconds).into_iter().find(fits)?;
    (step < coarse).then(|| Grid::aligned(window, step))
}

#[cfg(test)]
mod tests {
    use super::url_of;

    #[test]
    fn a_host_and_its_port_are_enough() {
        for (typed, url) in [
            ("127.0.0.1:9090", Some("http://127.0.0.1:9090")),
            ("prometheus:9090/path", Some("http://prometheus:9090/path")),
            ("[::1]:9090", Some("http://[::1]:9090")),
            ("https://a.example/x", Some("https://a.example/x")),
            ("prod", None),
            ("prod:", None),
            ("prod:x", None),
            ("a:0", None),
            (":9090", None),
            ("a b:80", None),
            ("me:secret@host:80", None),
        ] {
            assert_eq!(url_of(typed).as_deref(), url, "{typed}");
        }
    }
}
