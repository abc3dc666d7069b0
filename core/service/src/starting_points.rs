//! Starting points: ready-made questions about the metrics of a source, the most common first, each about a metric that has
//! data now.

mod probed;
mod proposals;

use std::sync::Arc;
use std::time::Duration as Wall;

use api::{ForecastParams, Param, Problem, StartingPoint};
use futures_util::future::join_all;
use promql::RangeQuery;
use timeseries::{Duration, Grid, Timestamp, aligned_down};

use crate::read_series::ChosenSource;
use crate::{MetricsSource, Service, SourceKind};
use probed::Probed;
use proposals::{Proposal, proposals};

/// Number of questions offered.
const OFFERED: usize = 8;
/// Number of questions probed for that, by one query each.
const LOOKED_AT: usize = 14;
/// As long as a reader waits for the looks; what has not answered by then is offered unseen.
const PATIENCE: Wall = Wall::from_secs(3);
/// Number of points that a probe reads: the last six hours.
const SEEN_POINTS: usize = 36;
const SEEN_STEP: Duration = Duration::from_seconds(600);

impl Service {
    /// Questions to begin with.
    pub(crate) async fn starting_points(
        &self,
        source: &str,
        kind: SourceKind,
    ) -> Result<Arc<Vec<StartingPoint>>, Problem> {
        if let Some(points) = self.memory.starting_points(source) {
            return Ok(points);
        }
        let params = ForecastParams::default().with(Param::Source, source);
        let now = self.clock.now();
        let chosen = self.choose_source(Some(source).filter(|source| !source.is_empty()));
        let chosen = chosen.map_err(|error| crate::problem(&error, &params, now))?;
        let metrics = self.metrics_of(source).await?;
        let proposals = proposals(&metrics, LOOKED_AT);
        let probed = match kind {
            // An archive ends with its last day: what it has now says nothing.
            SourceKind::Archive | SourceKind::Joined | SourceKind::Demo => {
                proposals.into_iter().map(Probed::unseen).collect()
            }
            SourceKind::Prometheus => look_at(&chosen, proposals, now).await,
        };
        let points = Arc::new(offered(probed, source, kind));
        self.memory.keep_starting_points(source, &points);
        Ok(points)
    }
}

/// Each with what it gave lately. Where none gives anything, what there is to look at is worth more than nothing.
async fn look_at(chosen: &ChosenSource, proposals: Vec<Proposal>, now: Timestamp) -> Vec<Probed> {
    // On a whole second: not every source answers with the milliseconds it was asked for.
    let start = aligned_down(now, Duration::SECOND) - SEEN_STEP.times(SEEN_POINTS as u64 - 1);
    let grid = Grid { start, step: SEEN_STEP, len: SEEN_POINTS };
    let source: &dyn MetricsSource = chosen.source.as_ref();
    let look = |proposal: Proposal| async move {
        let query = RangeQuery { expr: proposal.expr.clone(), grid };
        match tokio::time::timeout(PATIENCE, source.query_range(&query)).await {
            Ok(Ok(answer)) => Probed::seen(proposal, &answer, grid),
            Ok(Err(_)) | Err(_) => Probed::unseen(proposal),
        }
    };
    join_all(proposals.into_iter().map(look)).await
}

/// Orders questions: those that may change first, then by what most people ask; if any has data, those without are dropped.
fn offered(mut probed: Vec<Probed>, source: &str, kind: SourceKind) -> Vec<StartingPoint> {
    let any_has_data = probed.iter().any(Probed::has_data);
    probed.retain(|one| !any_has_data || one.has_data());
    // Stable: those that are alike stay in their order.
    probed.sort_by_key(|one| !one.may_change());
    probed.into_iter().take(OFFERED).map(|one| one.into_point(usual(kind).with(Param::Source, source))).collect()
}

/// Default parameters of a kind of source: an archive has years, and perhaps a value a day.
fn usual(kind: SourceKind) -> ForecastParams {
    match kind {
        SourceKind::Prometheus | SourceKind::Demo => ForecastParams::default(),
        SourceKind::Archive | SourceKind::Joined => {
            ForecastParams::default().with(Param::Range, "90d").with(Param::Horizon, "14d")
        }
    }
}
