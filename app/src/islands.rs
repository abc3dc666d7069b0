//! The parts of a page that move: what little of it is code in the browser.

mod chart_overlay;
mod copy_link;
mod expression_box;
mod sql_editor;
mod steady;
mod theme_toggle;

#[cfg(feature = "ssr")]
pub(crate) use chart_overlay::{ChartOverlay, Stage};
#[cfg(feature = "ssr")]
pub(crate) use copy_link::CopyLink;
#[cfg(feature = "ssr")]
pub(crate) use expression_box::ExpressionBox;
#[cfg(feature = "ssr")]
pub(crate) use sql_editor::SqlEditor;
#[cfg(feature = "ssr")]
pub(crate) use steady::Steady;
#[cfg(feature = "ssr")]
pub(crate) use theme_toggle::ThemeToggle;
