//! `Sampling`: actual spacing of the samples of an expression's metrics, queried from a source that returns raw samples.

mod short_windows;
mod walk;
mod windows;

use std::collections::BTreeMap;

use profile::Spacing;
use promql::ast::{MatchOp, Matcher, Offset, VectorSelector};
use promql::evaluate::reads;
use timeseries::{Duration, Series, Timestamp};

use crate::read_series::ChosenSource;
use crate::{MetricsSource, Service, SourceError};

pub use short_windows::WiderWindows;

/// Windows searched for samples, one after the other.
const WINDOWS: [Duration; 4] =
    [Duration::from_seconds(600), Duration::HOUR.times(3), Duration::DAY.times(2), Duration::DAY.times(30)];
/// So many samples tell how far apart they are.
const ENOUGH: f64 = 3.0;
/// More samples of one series are not fetched.
const MOST_SAMPLES: f64 = 2_000.0;
/// More selectors of one expression are not asked about.
const MOST_SELECTORS: usize = 6;
/// Samples this far apart are missed by a source that shows each for five minutes.
const SELDOM: Duration = Duration::from_seconds(240);

/// The spacings of the metrics that an expression reads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sampling {
    /// By the text of the selector without `offset` and `@`.
    spacings: BTreeMap<String, Spacing>,
}

impl Sampling {
    /// The spacing of the metric that is sampled least often.
    pub(crate) fn coarsest(&self) -> Option<Spacing> {
        self.spacings.values().copied().max_by_key(|spacing| spacing.usual)
    }

    /// The spacing by which a grid is laid: of the coarsest metric, where its samples are so far apart that it matters.
    pub(crate) fn grid(&self) -> Option<Spacing> {
        self.coarsest().filter(|spacing| spacing.usual >= SELDOM && spacing.is_regular)
    }

    /// The first of the samples that were looked at.
    pub(crate) fn oldest(&self) -> Option<Timestamp> {
        self.spacings.values().map(|spacing| spacing.oldest).min()
    }

    fn of(&self, selector: &VectorSelector) -> Option<Spacing> {
        self.spacings.get(&bare(selector).to_string()).copied()
    }
}

impl Service {
    /// Returns the sample spacings of an expression's metrics, as of `at`; empty if the source returns no raw samples, or our
    /// parser cannot read the expression.
    pub(crate) async fn sampling(&self, chosen: &ChosenSource, expr: &str, at: Timestamp) -> Sampling {
        let mut sampling = Sampling::default();
        if !chosen.source.tells_samples() {
            return sampling;
        }
        let Ok(parsed) = promql::parse(expr) else { return sampling };
        let mut selectors: Vec<VectorSelector> = Vec::new();
        for read in reads(&parsed) {
            let selector = bare(read.selector);
            if !selectors.contains(&selector) {
                selectors.push(selector);
            }
        }
        for selector in selectors.into_iter().take(MOST_SELECTORS) {
            if let Some(spacing) = self.remembered_spacing(chosen, &selector, at).await {
                sampling.spacings.insert(selector.to_string(), spacing);
            }
        }
        sampling
    }

    async fn remembered_spacing(
        &self,
        chosen: &ChosenSource,
        selector: &VectorSelector,
        at: Timestamp,
    ) -> Option<Spacing> {
        let key = format!("{}\n{selector}\n{}", chosen.name, at.ms() / Duration::MINUTE.ms_i64());
        if let Some(known) = self.memory.spacing(&key) {
            return known;
        }
        // What could not be asked is asked again.
        let spacing = spacing_of(chosen.source.as_ref(), selector, at).await.ok()?;
        self.memory.keep_spacing(key, spacing);
        spacing
    }

    /// Returns true if any metric of an expression has a sample in the 30 days before a moment.
    pub(crate) async fn has_samples_before(&self, chosen: &ChosenSource, expr: &str, before: Timestamp) -> bool {
        let [.., longest] = WINDOWS;
        let Ok(parsed) = promql::parse(expr) else { return false };
        for read in reads(&parsed).into_iter().take(MOST_SELECTORS) {
            let query = format!("count(present_over_time({}[{longest}]))", bare(read.selector));
            let found = chosen.source.query(&query, before).await;
            if found.is_ok_and(|answer| !answer.series.is_empty()) {
                return true;
            }
        }
        false
    }
}

/// The spacing of the series in the middle of those that a selector selects.
async fn spacing_of(
    source: &dyn MetricsSource,
    selector: &VectorSelector,
    at: Timestamp,
) -> Result<Option<Spacing>, SourceError> {
    let mut seen = None;
    for window in WINDOWS {
        let counts = source.query(&format!("count_over_time({selector}[{window}])"), at).await?;
        let mut counted: Vec<(f64, Series)> =
            counts.series.into_iter().filter_map(|series| Some((series.samples.last()?.value, series))).collect();
        counted.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let first_enough = counted.partition_point(|(count, _)| *count < ENOUGH);
        let enough = counted.len() - first_enough;
        match enough {
            // Too few to tell: perhaps there are more further back.
            0 => seen = counted.pop().map(|(count, series)| (window, count, series)).or(seen),
            enough => {
                let (count, series) = counted.swap_remove(first_enough + enough / 2);
                return samples_of(source, selector, (window, count, series), at).await;
            }
        }
    }
    match seen {
        None => Ok(None),
        Some(seen) => samples_of(source, selector, seen, at).await,
    }
}

/// The spacing of one series by its samples.
async fn samples_of(
    source: &dyn MetricsSource,
    selector: &VectorSelector,
    (window, count, series): (Duration, f64, Series),
    at: Timestamp,
) -> Result<Option<Spacing>, SourceError> {
    let mut one = selector.clone();
    for (name, value) in series.labels.without_metric_name().iter() {
        one.matchers = one.matchers.append(Matcher::new(MatchOp::Equal, name, value));
    }
    let shorter = Duration::from_seconds((window.seconds() * MOST_SAMPLES / count).ceil().max(1.0) as u64);
    let one = one.to_string();
    for window in [shorter.min(window), window] {
        let found = source.samples(&one, window, at).await?;
        let times = |series: &Series| series.samples.iter().map(|sample| sample.time).collect::<Vec<_>>();
        if let Some(spacing) = found.iter().filter_map(|series| Spacing::of(&times(series))).next() {
            return Ok(Some(spacing));
        }
    }
    Ok(None)
}

/// A selector as it looks at the present.
fn bare(selector: &VectorSelector) -> VectorSelector {
    VectorSelector { offset: None, at: None, ..selector.clone() }
}

/// An offset in milliseconds, positive into the past.
fn offset_ms(offset: Option<&Offset>) -> i64 {
    let ms = |length: &std::time::Duration| i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
    match offset {
        None => 0,
        Some(Offset::Pos(length)) => ms(length),
        Some(Offset::Neg(length)) => -ms(length),
    }
}
