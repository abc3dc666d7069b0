//! The port `MetricsSource`, kept by a Prometheus over HTTP.

use std::future::Future;

use async_trait::async_trait;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use promql::decode::Metadata;
use promql::{MetricInfo, NewestProbe, NewestStep, RangeAnswer, RangeQuery, decode, request};
use service::{MetricsSource, SourceError};
use timeseries::{Duration, Series, Timestamp};

use crate::base_url::BaseUrl;
use crate::body::{Arriving, Budget};
use crate::exchange::Exchange;
use crate::room::Room;
use crate::{ConfigError, Limits, PrometheusConfig, client, failure, labels};

/// Pieces of one query that are asked at the same time; Prometheus itself works on 20 queries at once.
const CONCURRENT_PIECES: usize = 4;
/// More metric names than these are not listed.
const MAX_METRIC_NAMES: usize = 10_000;
/// Samples as they were taken, of one series: a month of one every half minute.
const MAX_SAMPLES: usize = 100_000;

/// A Prometheus, or whatever speaks its HTTP API.
#[derive(Debug)]
pub struct PrometheusHttp {
    exchange: Exchange,
    limits: Limits,
    room: Room,
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
        let room = Room::for_answers_of(config.limits.max_body_bytes);
        Ok(Self { exchange, limits: config.limits, room })
    }

    /// The same, with room for large answers that it shares with other sources.
    #[must_use]
    pub fn sharing(self, room: &Room) -> Self {
        Self { room: room.clone(), ..self }
    }

    /// Does all of `work`, which reads within `budget`, before the deadline.
    async fn in_time<T>(
        &self,
        budget: &Budget,
        work: impl Future<Output = Result<T, SourceError>>,
    ) -> Result<T, SourceError> {
        let timeout = self.exchange.timeout;
        match tokio::time::timeout(timeout.into(), work).await {
            Ok(done) => done,
            Err(_elapsed) if budget.is_waiting() => Err(SourceError::Busy { seconds: timeout.ms().div_ceil(1000) }),
            Err(_elapsed) => Err(failure::timed_out(timeout)),
        }
    }

    fn budget(&self) -> Budget {
        Budget::new(self.limits.max_body_bytes, self.room.clone())
    }

    fn answer_limits(&self) -> promql::Limits {
        promql::Limits { max_series: self.limits.max_series, max_samples: MAX_SAMPLES }
    }

    async fn range(&self, query: &RangeQuery, budget: &Budget) -> Result<RangeAnswer, SourceError> {
        if query.grid.len > self.limits.max_points {
            let points = |count: usize| format!("{count} points");
            return Err(SourceError::TooLarge { what: points(query.grid.len), limit: points(self.limits.max_points) });
        }
        let pieces = request::pieces(query);
        let is_as_typed = pieces.iter().all(|piece| piece.expr == query.expr);
        let asked = stream::iter(pieces).map(|piece| self.piece(piece, budget));
        let answers: Result<Vec<RangeAnswer>, SourceError> = asked.buffered(CONCURRENT_PIECES).try_collect().await;
        let answers = answers.map_err(|error| if is_as_typed { error } else { failure::without_position(error) })?;
        let limits = self.answer_limits();
        let joined = tokio::task::spawn_blocking(move || promql::join(answers, limits)).await;
        joined.map_err(|_| failure::not_prometheus("it cannot be read"))?.map_err(failure::of_answer)
    }

    async fn piece(&self, piece: RangeQuery, budget: &Budget) -> Result<RangeAnswer, SourceError> {
        let RangeQuery { expr, grid } = piece;
        let limits = self.answer_limits().of_points(grid.len);
        let form = request::query_range_form(&expr, grid, limits);
        let decode = move |body: Arriving| decode::answer_on_grid(body, &expr, grid, limits);
        self.exchange.query(request::QUERY_RANGE_PATH, &form, budget, decode).await
    }

    /// The answer may be samples as they were taken, where the expression asks for them.
    async fn instant(&self, expr: &str, at: Timestamp, budget: &Budget) -> Result<RangeAnswer, SourceError> {
        let limits = self.answer_limits();
        let form = request::query_form(expr, at, limits);
        let expr = expr.to_owned();
        let decode = move |body: Arriving| decode::range_answer(body, &expr, limits);
        self.exchange.query(request::QUERY_PATH, &form, budget, decode).await
    }

    async fn names(&self, budget: &Budget) -> Result<Vec<String>, SourceError> {
        let form = request::metric_names_form(MAX_METRIC_NAMES);
        let decode = |body: Arriving| decode::metric_names(body, MAX_METRIC_NAMES);
        self.exchange.list(request::METRIC_NAMES_PATH, &form, budget, decode).await
    }

    /// Fetches the declared metadata of metrics; empty on any error, because many sources that speak the API have none.
    async fn metadata(&self, budget: &Budget) -> Metadata {
        let decode = decode::metadata;
        let metadata = self.exchange.list(request::METADATA_PATH, &request::Form::new(), budget, decode).await;
        metadata.unwrap_or_else(|error| {
            tracing::debug!(%error, "the source tells no metadata");
            Metadata::new()
        })
    }

    async fn newest(&self, expr: &str, before: Timestamp, budget: &Budget) -> Result<Option<Timestamp>, SourceError> {
        let mut probe = NewestProbe::first(expr, before);
        loop {
            match probe.after(self.probed(probe, expr, budget).await?) {
                NewestStep::Ask(next) => probe = next,
                NewestStep::Done(newest) => return Ok(newest),
            }
        }
    }

    async fn probed(&self, probe: NewestProbe, expr: &str, budget: &Budget) -> Result<Option<Timestamp>, SourceError> {
        let form = request::query_form(&probe.query(expr), probe.at(), self.answer_limits());
        let expr = expr.to_owned();
        let decode = move |body: Arriving| decode::newest_moment(body, &expr);
        self.exchange.query(request::QUERY_PATH, &form, budget, decode).await
    }
}

#[async_trait]
impl MetricsSource for PrometheusHttp {
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        let budget = self.budget();
        self.in_time(&budget, self.range(query, &budget)).await
    }

    async fn query(&self, expr: &str, at: Timestamp) -> Result<RangeAnswer, SourceError> {
        let budget = self.budget();
        self.in_time(&budget, self.instant(expr, at, &budget)).await
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        let budget = self.budget();
        let both = async { Ok(tokio::join!(self.names(&budget), self.metadata(&budget))) };
        let (names, metadata) = self.in_time(&budget, both).await?;
        Ok(decode::metric_infos(names?, &metadata))
    }

    async fn labels(&self, selector: &str, at: Timestamp) -> Result<Vec<String>, SourceError> {
        let budget = self.budget();
        self.in_time(&budget, labels::names(&self.exchange, selector, at, &budget)).await
    }

    async fn label_values(&self, label: &str, selector: &str, at: Timestamp) -> Result<Vec<String>, SourceError> {
        let budget = self.budget();
        self.in_time(&budget, labels::values(&self.exchange, label, selector, at, &budget)).await
    }

    async fn newest_sample(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        let budget = self.budget();
        match self.in_time(&budget, self.newest(expr, before, &budget)).await {
            // A scalar has no samples, and an expression that does not parse says so when it is charted.
            Err(SourceError::Answered { .. }) => Ok(None),
            newest => newest,
        }
    }

    fn tells_samples(&self) -> bool {
        true
    }

    async fn samples(&self, selector: &str, window: Duration, at: Timestamp) -> Result<Vec<Series>, SourceError> {
        let expr = format!("{selector}[{window}]");
        let budget = self.budget();
        let answer = self.in_time(&budget, self.instant(&expr, at, &budget)).await?;
        Ok(answer.series)
    }
}
