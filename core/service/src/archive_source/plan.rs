//! Plan of a read: the samples that an expression needs on a grid, and the files that hold them.

use std::collections::BTreeSet;

use archive::samples::API_PROXY;
use archive::sql::SamplesWanted;
use archive::{ArchivedFile, Inventory};
use promql::evaluate::{Read, demanded, equalities, label_fits, reads};
use promql::{RangeQuery, parse};
use timeseries::{Duration, Grid, TimeRange, Timestamp};

/// Prometheus shows a sample for this long.
pub(super) const LOOKBACK: Duration = Duration::from_seconds(300);
/// Least time to read back before the first point of a plain selector: values may be archived once a day.
const READ_BACK: Duration = Duration::DAY;

/// Samples and files to read.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) wanted: Vec<SamplesWanted>,
    pub(super) files: Vec<ArchivedFile>,
}

/// The newest sample of all, beyond the grid's end, is found within this.
const FAR: Duration = Duration::DAY.times(36_500);

/// Plans a query, extended to the newest sample of each series after it.
pub(super) fn plan_to_the_newest(query: &RangeQuery, inventory: &Inventory) -> Plan {
    let within = plan(query, inventory);
    let last = within.wanted.iter().map(|wanted| wanted.until).min();
    let beyond = last.map(|last| of_reads(&query.expr, inventory, |_| (last, last + FAR, Some(FAR))));
    let Plan { wanted, files } = beyond.unwrap_or_default();
    let is_new = |file: &ArchivedFile| within.files.iter().all(|known| known.place != file.place);
    let files = within.files.iter().cloned().chain(files.into_iter().filter(is_new)).collect();
    Plan { wanted: within.wanted.into_iter().chain(wanted).collect(), files }
}

/// Plans a query. An expression that does not parse needs nothing: its evaluation returns the error.
pub(super) fn plan(query: &RangeQuery, inventory: &Inventory) -> Plan {
    let grid = query.grid;
    if grid.len == 0 {
        return Plan::default();
    }
    let span = |read: &Read<'_>| {
        let looked = read.seen_from(grid);
        let last = looked.time(grid.len - 1);
        match read.window {
            Some(window) => (looked.start - window, last, None),
            None => (cells_before(looked), last, Some(grid.step.max(Duration::from_ms(1)))),
        }
    };
    of_reads(&query.expr, inventory, span)
}

/// The same for each selector where `span` says after which moment, up to which one, and how thinly to read.
pub(super) fn of_reads(
    expr: &str,
    inventory: &Inventory,
    span: impl Fn(&Read<'_>) -> (Timestamp, Timestamp, Option<Duration>),
) -> Plan {
    let Ok(expr) = parse(expr) else { return Plan::default() };
    let all: BTreeSet<&str> = inventory.files.iter().map(|file| file.place.proxy.as_str()).collect();
    let wanted = reads(&expr).iter().filter_map(|read| wanted(read, span(read), &all)).collect::<Vec<_>>();
    let is_needed = |file: &&ArchivedFile| wanted.iter().any(|wanted| needs(wanted, file));
    let files = inventory.files.iter().filter(is_needed).cloned().collect();
    Plan { wanted, files }
}

/// Far enough before the grid, and a whole number of its steps, so that the stretches read end at its points.
fn cells_before(grid: Grid) -> Timestamp {
    let step = grid.step.max(Duration::from_ms(1));
    let back = READ_BACK.max(LOOKBACK).max(step);
    grid.start - step.times(back.ms().div_ceil(step.ms()))
}

fn wanted(
    read: &Read<'_>,
    (after, until, newest_of): (Timestamp, Timestamp, Option<Duration>),
    all: &BTreeSet<&str>,
) -> Option<SamplesWanted> {
    let fits = |proxy: &&&str| label_fits(read.selector, API_PROXY, proxy);
    let proxies: Vec<_> = all.iter().filter(fits).map(|proxy| (*proxy).to_owned()).collect();
    let is_column = |name: &str| name == API_PROXY || name == "__name__";
    // A label that must be empty may as well not be there, which is for the evaluator to see.
    let labels = equalities(read.selector).filter(|(name, value)| !is_column(name) && !value.is_empty());
    let labels = labels.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let metric = demanded(read.selector, "__name__").map(str::to_owned);
    (!proxies.is_empty()).then_some(SamplesWanted { metric, proxies, labels, after, until, newest_of })
}

/// Returns true if a file may hold wanted samples.
fn needs(wanted: &SamplesWanted, file: &ArchivedFile) -> bool {
    let (first, last) = span_of(file);
    let proxy = file.place.proxy.as_str();
    last > wanted.after && first <= wanted.until && wanted.proxies.iter().any(|wanted| wanted == proxy)
}

/// Returns the time span of a file's samples by its footer; without one, its day and the hours of other time zones about it.
pub(super) fn span_of(file: &ArchivedFile) -> (Timestamp, Timestamp) {
    file.span.unwrap_or_else(|| {
        let TimeRange { start, end } = file.place.day.range();
        (start - Duration::DAY, end + Duration::DAY)
    })
}
