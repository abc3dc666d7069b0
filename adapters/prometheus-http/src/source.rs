//! The port `MetricsSource`, kept by a Prometheus over HTTP.

use std::future::Future;

use async_trait::async_trait;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use promql::decode::Metadata;
use promql::{MetricInfo, NewestProbe, NewestStep, RangeAnswer, RangeQuery, decode, request};
use service::{MetricsSource, SourceError};
use timeseries::{Duration, Series, Timestamp};

use crate::base_url::BaseUrl;
use crate::body::Budget;
use crate::exchange::Exchange;
use crate::{ConfigError, Limits, PrometheusConfig, client, failure, labels};

/// Pieces of one query that are asked at the same time; Prometheus itself works on 20 queries at once.
const CONCURRENT_PIECES: usize = 4;
/// More metric names than these are not listed.
const MAX_METRIC_NAMES: usize = 10_000;

/// A Prometheus, or whatever speaks its HTTP API.
#[derive(Debug)]
pub struct PrometheusHttp {
    exchange: Exchange,
    limits: Limits,
}

impl PrometheusHttp {
    /// Makes ready to ask; nothing is sent yet.
    ///
    /// # Errors
    /// The URL is none of a source or never called, credentials are given twice, a header or the CA file is damaged.
    pub fn new(config: PrometheusConfig) -> Result<Self, ConfigError> {
        let (base, in_url) = BaseUrl::parse(&config.url)?;
        let in_header = config.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"));
        let ways = [in_url.is_some(), config.credentials.is_some(), in_header];
        if ways.into_iter().filter(|given| *given).count() > 1 {
            return Err(ConfigError::CredentialsTwice);
        }
        let client = client::build(&config, &base)?;
        let credentials = in_url.or(config.credentials);
        let exchange = Exchange::new(client, base, credentials, config.timeout);
        Ok(Self { exchange, limits: config.limits })
    }

    /// Does all of `work` before the deadline.
    async fn in_time<T>(&self, work: impl Future<Output = Result<T, SourceError>>) -> Result<T, SourceError> {
        let timeout = self.exchange.timeout;
        tokio::time::timeout(timeout.into(), work).await.unwrap_or_else(|_| Err(failure::timed_out(timeout)))
    }

    fn budget(&self) -> Budget {
        Budget::new(self.limits.max_body_bytes)
    }

    fn answer_limits(&self) -> promql::Limits {
        promql::Limits { max_series: self.limits.max_series }
    }

    async fn range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        if query.grid.len > self.limits.max_points {
            let points = |count: usize| format!("{count} points");
            return Err(SourceError::TooLarge { what: points(query.grid.len), limit: points(self.limits.max_points) });
        }
        let budget = self.budget();
        let pieces = request::pieces(query);
        let is_as_typed = pieces.iter().all(|piece| piece.expr == query.expr);
        let asked = stream::iter(pieces).map(|piece| self.piece(piece, &budget));
        let answers: Result<Vec<RangeAnswer>, SourceError> = asked.buffered(CONCURRENT_PIECES).try_collect().await;
        let answers = answers.map_err(|error| if is_as_typed { error } else { failure::without_position(error) })?;
        promql::join(answers, self.answer_limits()).map_err(failure::of_answer)
    }

    async fn piece(&self, piece: RangeQuery, budget: &Budget) -> Result<RangeAnswer, SourceError> {
        let form = request::query_range_form(&piece.expr, piece.grid, self.answer_limits());
        let body = self.exchange.query(request::QUERY_RANGE_PATH, &form, budget).await?;
        self.decoded(body, &piece.expr).await
    }

    async fn instant(&self, expr: &str, at: Timestamp) -> Result<RangeAnswer, SourceError> {
        let form = request::query_form(expr, at, self.answer_limits());
        let body = self.exchange.query(request::QUERY_PATH, &form, &self.budget()).await?;
        self.decoded(body, expr).await
    }

    /// Many megabytes take a while to read, and the threads of the runtime are not for that.
    async fn decoded(&self, body: Vec<u8>, expr: &str) -> Result<RangeAnswer, SourceError> {
        let (expr, limits) = (expr.to_owned(), self.answer_limits());
        let decoded = tokio::task::spawn_blocking(move || decode::range_answer(&body, &expr, limits)).await;
        decoded.map_err(|_| failure::not_prometheus("it cannot be read"))?.map_err(failure::of_answer)
    }

    async fn names(&self) -> Result<Vec<String>, SourceError> {
        let form = request::metric_names_form(MAX_METRIC_NAMES);
        let body = self.exchange.list(request::METRIC_NAMES_PATH, &form, &self.budget()).await?;
        decode::metric_names(&body, MAX_METRIC_NAMES).map_err(failure::of_answer)
    }

    /// What is declared of metrics; nothing where the source does not tell, as many that speak the API do not.
    async fn metadata(&self) -> Metadata {
        let body = self.exchange.list(request::METADATA_PATH, &request::Form::new(), &self.budget()).await;
        let metadata = body.and_then(|body| decode::metadata(&body).map_err(failure::of_answer));
        metadata.unwrap_or_else(|error| {
            tracing::debug!(%error, "the source tells no metadata");
            Metadata::new()
        })
    }

    async fn newest(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        let mut probe = NewestProbe::first(expr, before);
        loop {
            match probe.after(self.probed(probe, expr).await?) {
                NewestStep::Ask(next) => probe = next,
                NewestStep::Done(newest) => return Ok(newest),
            }
        }
    }

    async fn probed(&self, probe: NewestProbe, expr: &str) -> Result<Option<Timestamp>, SourceError> {
        let form = request::query_form(&probe.query(expr), probe.at(), self.answer_limits());
        let body = self.exchange.query(request::QUERY_PATH, &form, &self.budget()).await?;
        decode::newest_moment(&body, expr).map_err(failure::of_answer)
    }
}

#[async_trait]
impl MetricsSource for PrometheusHttp {
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        self.in_time(self.range(query)).await
    }

    async fn query(&self, expr: &str, at: Timestamp) -> Result<RangeAnswer, SourceError> {
        self.in_time(self.instant(expr, at)).await
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        let both = async { Ok(tokio::join!(self.names(), self.metadata())) };
        let (names, metadata) = self.in_time(both).await?;
        Ok(decode::metric_infos(names?, &metadata))
    }

    async fn labels(&self, selector: &str, at: Timestamp) -> Result<Vec<String>, SourceError> {
        self.in_time(labels::names(&self.exchange, selector, at, &self.budget())).await
    }

    async fn label_values(&self, label: &str, selector: &str, at: Timestamp) -> Result<Vec<String>, SourceError> {
        self.in_time(labels::values(&self.exchange, label, selector, at, &self.budget())).await
    }

    async fn newest_sample(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        match self.in_time(self.newest(expr, before)).await {
            // A scalar has no samples, and an expression that does not parse says so when it is charted.
            Err(SourceError::Answered { .. }) => Ok(None),
            newest => newest,
        }
    }

    fn tells_samples(&self) -> bool {
        true
    }

    async fn samples(&self, selector: &str, window: Duration, at: Timestamp) -> Result<Vec<Series>, SourceError> {
        let answer = self.in_time(self.instant(&format!("{selector}[{window}]"), at)).await?;
        Ok(answer.series)
    }
}
