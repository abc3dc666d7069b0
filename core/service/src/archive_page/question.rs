//! Parameters of a view: the tab, and what belongs to it.

use api::{ArchiveParam, ArchiveParams};
use archive::sql::{Column, Sort};
use timeseries::{Duration, TimeRange};

use super::fault::{Fault, shown};
use super::scope::Scope;
use crate::zoom::zoomed;

/// The views by their names in a link, with what their tabs say.
pub(super) const TABS: [(&str, &str); 6] = [
    ("series", "Time series"),
    ("totals", "Totals"),
    ("heatmap", "Heat map"),
    ("percentiles", "Percentiles"),
    ("raw", "Raw data"),
    ("days", "Days"),
];
/// Page sizes, in rows.
pub(super) const SIZES: [u64; 4] = [10, 25, 50, 100];

/// A view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Series,
    Totals,
    Heatmap,
    Percentiles,
    Raw,
    Days,
}

impl Tab {
    /// The view of a name.
    pub(super) fn parse(params: &ArchiveParams) -> Result<Self, Fault> {
        match params.or_default(ArchiveParam::Tab) {
            "series" => Ok(Self::Series),
            "totals" => Ok(Self::Totals),
            "heatmap" => Ok(Self::Heatmap),
            "percentiles" => Ok(Self::Percentiles),
            "raw" => Ok(Self::Raw),
            "days" => Ok(Self::Days),
            other => {
                let next = format!("Give one of {}.", TABS.map(|(name, _)| name).join(", "));
                Err(Fault::new(ArchiveParam::Tab, format!("There is no view `{}`.", shown(other)), next))
            }
        }
    }
}

/// Parses the bucket of a point of the series; `None` means that it is chosen to fit.
pub(super) fn bucket(params: &ArchiveParams) -> Result<Option<Duration>, Fault> {
    match params.or_default(ArchiveParam::Bucket) {
        "auto" => Ok(None),
        "hour" => Ok(Some(Duration::HOUR)),
        "day" => Ok(Some(Duration::DAY)),
        "week" => Ok(Some(Duration::WEEK)),
        other => {
            let why = format!("A point cannot stand for `{}`.", shown(other));
            Err(Fault::new(ArchiveParam::Bucket, why, "Give one of auto, hour, day, week."))
        }
    }
}

/// The part of time the series show: all of the days, or what of a zoom lies in them.
pub(super) fn window(params: &ArchiveParams, scope: &Scope) -> Result<TimeRange, Fault> {
    let text = params.text(ArchiveParam::Zoom);
    zoomed(text, whole(scope)).ok_or_else(|| {
        let why = format!("`{}` is no part of the time from {} to {}.", shown(text), scope.from, scope.to);
        Fault::new(ArchiveParam::Zoom, why, "Show all of it.")
    })
}

/// From the first moment of the first day to the last of the last.
pub(super) fn whole(scope: &Scope) -> TimeRange {
    TimeRange { start: scope.from.start(), end: scope.to.range().end }
}

/// Parses the order of the rows.
pub(super) fn sort(params: &ArchiveParams) -> Result<Sort, Fault> {
    let text = params.or_default(ArchiveParam::Sort);
    let (name, is_descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    Column::of_name(name).map(|column| Sort { column, is_descending }).ok_or_else(|| {
        Fault::new(ArchiveParam::Sort, format!("There is no column `{}` to sort by.", shown(name)), columns_there())
    })
}

/// The columns shown, in the order of the files.
pub(super) fn columns(params: &ArchiveParams) -> Result<Vec<Column>, Fault> {
    if let Some(stranger) = params.columns.iter().find(|name| Column::of_name(name).is_none()) {
        let why = format!("There is no column `{}`.", shown(stranger));
        return Err(Fault::new(ArchiveParam::Column, why, columns_there()));
    }
    let is_shown =
        |column: &Column| params.columns.is_empty() || params.columns.iter().any(|name| name == column.name());
    Ok(Column::ALL.into_iter().filter(is_shown).collect())
}

fn columns_there() -> String {
    format!("Give one of {}.", Column::ALL.map(Column::name).join(", "))
}

/// Parses the number of rows a page.
pub(super) fn size(params: &ArchiveParams) -> Result<u64, Fault> {
    let text = params.or_default(ArchiveParam::Size);
    text.parse().ok().filter(|size| SIZES.contains(size)).ok_or_else(|| {
        let why = format!("A page cannot have `{}` rows.", shown(text));
        Fault::new(ArchiveParam::Size, why, "Give one of 10, 25, 50, 100.")
    })
}

/// Parses the number of the page, from 1 to `pages`.
pub(super) fn page(params: &ArchiveParams, pages: u64) -> Result<u64, Fault> {
    let text = params.or_default(ArchiveParam::Page);
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u64>() {
        Ok(page) if (1..=pages.max(1)).contains(&page) => Ok(page),
        _ if is_number && text.bytes().any(|byte| byte != b'0') => {
            let why = format!("Page {} is beyond the last one, which is {}.", shown(text), pages.max(1));
            Err(Fault::new(ArchiveParam::Page, why, "Go to the first page."))
        }
        _ => {
            let why = format!("`{}` is not a page: they are counted from 1.", shown(text));
            Err(Fault::new(ArchiveParam::Page, why, "Go to the first page."))
        }
    }
}
