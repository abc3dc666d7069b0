//! View of the archive's page: the choices, and the chosen tab.

mod days;
mod heatmap;
mod offer;
mod percentiles;
mod rows;
mod series;
mod totals;

pub use days::{CalendarDay, DayState, DaysView, MonthView};
pub use heatmap::{HeatCell, HeatmapView};
pub use offer::{ArchiveOffer, ChoiceView, LinkView};
pub use percentiles::{PercentileRow, PercentilesView};
pub use rows::{ColumnView, PagerView, RowsView};
pub use series::{ArchiveLine, MetricSeries, SeriesTab};
pub use totals::{BarView, BarsView, ErrorRow, TileView, TotalRow, TotalsView};

use crate::{ArchiveParam, Problem};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub enum ArchivePage {
    /// There is nothing in the archive, and this is why.
    Empty(EmptyArchive),
    /// There is something.
    Filled(Box<ArchiveView>),
}

/// An archive that holds nothing that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmptyArchive {
    /// True if the server collects by itself.
    pub has_collector: bool,
    /// Files that were left out.
    pub left_out: Vec<LeftOutView>,
}

/// A file that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutView {
    /// Its path below the archive's folder.
    pub path: String,
    /// The reason.
    pub reason: String,
}

/// The page of an archive that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchiveView {
    /// The choices, and the chosen ones.
    pub offer: ArchiveOffer,
    /// Files that were left out.
    pub left_out: Vec<LeftOutView>,
    /// Age of the newest row: `data to 03:00 UTC, 4 hours ago`.
    pub freshness: String,
    /// The view, or why there is none.
    pub answer: Result<TabAnswer, ArchiveProblem>,
}

/// A problem, and the field it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveProblem {
    /// The problem, in words.
    pub problem: Problem,
    /// The field at fault, where one is.
    pub field: Option<ArchiveParam>,
}

/// A view with what belongs to each.
#[derive(Clone, Debug, PartialEq)]
pub struct TabAnswer {
    /// `1,204 rows, 3 days, 2 API proxies.`
    pub header: String,
    /// Notes above the view.
    pub notes: Vec<String>,
    /// Hint that says how to read the view.
    pub hint: String,
    /// The statements behind the view, ready to be run.
    pub sql: Vec<String>,
    /// The view.
    pub tab: TabView,
}

/// One of the views.
#[derive(Clone, Debug, PartialEq)]
pub enum TabView {
    /// A chart a metric, a line a proxy.
    Series(SeriesTab),
    /// Totals and their change.
    Totals(TotalsView),
    /// The mean of each hour of each weekday.
    Heatmap(Vec<HeatmapView>),
    /// Distribution of the values.
    Percentiles(PercentilesView),
    /// The rows themselves.
    Rows(RowsView),
    /// Calendar of the days that are there.
    Days(DaysView),
    /// There is nothing to show: why, and what to do.
    Nothing {
        /// The reason.
        why: String,
        /// The next step.
        next: String,
        /// Days that have something.
        links: Vec<LinkView>,
    },
}
