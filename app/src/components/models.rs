//! The parts of the models' page.

mod about;
mod chosen_column;
mod command;
mod compare;
mod distribution;
mod drawing;
mod evaluations;
mod history;
mod nothing;
mod parts;
mod picker;
mod predict;
mod predict_form;
mod problem;
mod report;
mod scores;
mod simulate;
mod upload;
mod view;

pub(crate) use picker::ModelPicker;
pub(crate) use problem::ModelsProblemNotice;
pub(crate) use report::Report;
pub(crate) use view::ModelsPanel;
