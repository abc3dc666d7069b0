//! The parts of the pages, as the server renders them.

mod anomalies;
mod answer;
mod archive;
mod backtest;
mod caret;
mod chart_panel;
mod downloads;
mod field;
mod header;
mod instruments;
mod legend;
mod models;
mod page_problem;
mod plot;
mod points_table;
mod problem_notice;
mod prose;
mod quality;
mod question_form;
mod series_picker;
mod sql;
mod status;
mod tabs;
mod welcome;
mod zoom_bar;

pub(crate) use answer::Answer;
pub(crate) use archive::{ArchiveProblemNotice, EmptyArchiveNotice, Filters, TabPanel};
pub(crate) use header::Header;
pub(crate) use instruments::{Buttons, Instrument, PressedAnswer};
pub(crate) use models::{ModelPicker, ModelsPanel, ModelsProblemNotice, Report};
pub(crate) use problem_notice::ProblemNotice;
pub(crate) use question_form::QuestionForm;
pub(crate) use sql::{SqlConsoleOff, SqlPanel};
pub(crate) use status::{Facts, Findings, JobTable, ModelTable, SourceTable};
pub(crate) use tabs::Tabs;
pub(crate) use welcome::Welcome;
