//! Spacing of an expression's values and time of the newest one, by the newest files.

use std::collections::BTreeMap;

use archive::{ArchivedFile, Inventory};
use timeseries::{Day, Duration, Grid, Timestamp};

use super::kept::{median, usual_spacing};
use super::plan::{of_reads, span_of};
use super::reader::SamplesReader;
use crate::SourceError;

/// Numbers of days of each proxy to read: two are enough for a value a minute, not for a value a day.
const DAYS: [usize; 2] = [2, 16];
/// So many samples tell how far apart they are.
const ENOUGH: usize = 4;
/// No archive is older.
const FAR_BACK: Duration = Duration::DAY.times(36_500);

/// The usual time from one value to the next, of the series in the middle; `None` where there are too few to tell.
pub(super) async fn resolution(
    reader: &SamplesReader,
    expr: &str,
    before: Timestamp,
) -> Result<Option<Duration>, SourceError> {
    let inventory = reader.inventory().await?;
    let mut spacings = Vec::new();
    for days in DAYS {
        let plan = of_reads(expr, &newest_days(&inventory, before, days), |_| (before - FAR_BACK, before, None));
        let reading = reader.read_plan(&plan).await?;
        spacings = reading.series.iter().filter_map(usual_spacing).collect();
        if reading.series.iter().any(|series| series.samples.len() >= ENOUGH) {
            break;
        }
    }
    Ok((!spacings.is_empty()).then(|| median(spacings)))
}

/// Returns the time of the newest sample that a selector sees from `before`, shifted to the time of the expression's points.
pub(super) async fn newest(
    reader: &SamplesReader,
    expr: &str,
    before: Timestamp,
) -> Result<Option<Timestamp>, SourceError> {
    let inventory = reader.inventory().await?;
    let plan = of_reads(expr, &inventory, |read| {
        let until = read.seen_from(point(before)).start;
        (until - FAR_BACK, until, Some(FAR_BACK))
    });
    // A selector with an offset sees a sample later than it was taken.
    let later = plan.wanted.iter().map(|wanted| before.ms() - wanted.until.ms()).max().unwrap_or(0);
    let series = reader.read_plan(&plan).await?.series;
    let newest = series.iter().filter_map(|series| series.samples.last()).map(|sample| sample.time).max();
    Ok(newest.map(|time| Timestamp::from_ms(time.ms() + later)))
}

fn point(time: Timestamp) -> Grid {
    Grid { start: time, step: Duration::MINUTE, len: 1 }
}

/// The newest `days` days of each proxy that begin before a moment.
fn newest_days(inventory: &Inventory, before: Timestamp, days: usize) -> Inventory {
    let mut of_proxy: BTreeMap<&str, BTreeMap<Day, Vec<&ArchivedFile>>> = BTreeMap::new();
    for file in inventory.files.iter().filter(|file| span_of(file).0 <= before) {
        of_proxy.entry(file.place.proxy.as_str()).or_default().entry(file.place.day).or_default().push(file);
    }
    let newest = of_proxy.into_values().flat_map(|by_day| by_day.into_values().rev().take(days).flatten());
    Inventory { files: newest.cloned().collect(), left_out: Vec::new() }
}
