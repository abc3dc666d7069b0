//! What the archive's page shows: what there is to choose from, and the view that was chosen.

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
    /// Whether the server collects by itself.
    pub has_collector: bool,
    /// Files that were left out.
    pub left_out: Vec<LeftOutView>,
}

/// A file that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutView {
    /// Its path below the archive's folder.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// The page of an archive that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchiveView {
    /// What there is to choose from, and what is chosen.
    pub offer: ArchiveOffer,
    /// Files that were left out.
    pub left_out: Vec<LeftOutView>,
    /// How new the newest row is: `data to 03:00 UTC, 4 hours ago`.
    pub freshness: String,
    /// The view, or why there is none.
    pub answer: Result<TabAnswer, ArchiveProblem>,
}

/// A problem, and the field it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveProblem {
    /// What went wrong, in words.
    pub problem: Problem,
    /// The field at fault, where one is.
    pub field: Option<ArchiveParam>,
}

/// A view with what belongs to each.
#[derive(Clone, Debug, PartialEq)]
pub struct TabAnswer {
    /// `1,204 rows, 3 days, 2 API proxies.`
    pub header: String,
    /// What to know before reading on.
    pub notes: Vec<String>,
    /// How the view is to be read.
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
    /// How values are spread.
    Percentiles(PercentilesView),
    /// The rows themselves.
    Rows(RowsView),
    /// Which days are there.
    Days(DaysView),
    /// There is nothing to show: why, and what to do.
    Nothing {
        /// Why.
        why: String,
        /// What to do next.
        next: String,
        /// Days that have something.
        links: Vec<LinkView>,
    },
}
