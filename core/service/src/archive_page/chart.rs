//! One chart of a view, to take away as a picture.

use api::{
    ArchivePage, ArchiveParam, ArchiveParams, BarsView, HeatmapView, MetricSeries, Problem, ProblemKind, TabView,
};
use timeseries::TimeRange;

use super::download::nothing;
use crate::Service;

/// A chart of the archive's page.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchiveChart {
    /// Name of its file, without an ending: the view, the metric and the days.
    pub name: String,
    /// The drawing.
    pub drawn: ArchiveDrawn,
}

/// Drawing of a chart of the archive's page.
#[derive(Clone, Debug, PartialEq)]
pub enum ArchiveDrawn {
    /// Lines of a metric in a part of time.
    Series(MetricSeries, TimeRange),
    /// Bars of a metric.
    Bars(BarsView),
    /// The week of a metric.
    Heatmap(HeatmapView),
}

impl Service {
    /// The chart of a metric in the view asked for; where no metric is named, the only chart there is.
    ///
    /// # Errors
    /// The view has no chart, no such chart, or several of which none is named; or there is no view: in words.
    pub async fn archive_chart(&self, params: &ArchiveParams, metric: &str) -> Result<ArchiveChart, Problem> {
        let ArchivePage::Filled(page) = self.archive_page(params).await? else { return Err(nothing()) };
        let answer = page.answer.map_err(|problem| problem.problem)?;
        let tab = params.or_default(ArchiveParam::Tab);
        let (metric, drawn) = match answer.tab {
            TabView::Series(tab) => {
                let window = tab.window;
                let chart = one(tab.metrics, metric, |chart| &chart.metric)?;
                (chart.metric.clone(), ArchiveDrawn::Series(chart, window))
            }
            TabView::Totals(totals) => {
                let chart = one(totals.bars, metric, |chart| &chart.metric)?;
                (chart.metric.clone(), ArchiveDrawn::Bars(chart))
            }
            TabView::Heatmap(maps) => {
                let chart = one(maps, metric, |chart| &chart.metric)?;
                (chart.metric.clone(), ArchiveDrawn::Heatmap(chart))
            }
            TabView::Nothing { why, next, .. } => return Err(Problem::new(ProblemKind::NotFound, why, next)),
            TabView::Percentiles(_) | TabView::Rows(_) | TabView::Days(_) => return Err(no_chart(tab)),
        };
        let name = format!("archive-{tab}-{metric}-{}-{}", page.offer.from, page.offer.to);
        Ok(ArchiveChart { name, drawn })
    }
}

/// The chart of that name, or the only one.
fn one<T>(charts: Vec<T>, asked: &str, name: impl Fn(&T) -> &str) -> Result<T, Problem> {
    let names: Vec<&str> = charts.iter().map(&name).collect();
    let listed = names.join(", ");
    let place = match (names.iter().position(|name| *name == asked), charts.len()) {
        (Some(place), _) => place,
        (None, 1) if asked.is_empty() => 0,
        (None, count) if asked.is_empty() => {
            let next = format!("Name one as `chart`: {listed}.");
            return Err(Problem::new(ProblemKind::BadRequest, format!("The view has {count} charts."), next));
        }
        (None, _) => {
            let why = format!("The view has no chart of `{}`.", super::fault::shown(asked));
            return Err(Problem::new(ProblemKind::NotFound, why, format!("It has charts of {listed}.")));
        }
    };
    charts.into_iter().nth(place).ok_or_else(nothing)
}

fn no_chart(tab: &str) -> Problem {
    let why = format!("The view `{tab}` has no chart.");
    let next = "The views `series`, `totals` and `heatmap` have; this one comes as csv, json or parquet.";
    Problem::new(ProblemKind::BadRequest, why, next)
}
