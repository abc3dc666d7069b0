//! The parts of the archive's page.

mod bars;
mod calendar;
mod choices;
mod empty;
mod filters;
mod foot;
mod heatmap;
mod hidden;
mod legend;
mod percentiles;
mod pictures;
mod points;
mod problem;
mod rows;
mod series;
mod totals;
mod view;

pub(crate) use empty::EmptyArchiveNotice;
pub(crate) use filters::Filters;
pub(crate) use problem::ArchiveProblemNotice;
pub(crate) use view::TabPanel;
