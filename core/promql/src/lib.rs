//! Requests and answers of the Prometheus HTTP API, what an expression says about itself, and the part of
//! PromQL that is evaluated over series at hand. No socket is opened here.

mod answer;
pub mod decode;
mod dialect;
pub mod evaluate;
mod expression;
mod join;
mod newest;
mod query;
pub mod request;
mod selector;
mod template;

pub use answer::{MetricInfo, MetricKind, RangeAnswer};
pub use decode::{AnswerError, Limits};
pub use dialect::{Dialect, Reading, read_as};
pub use expression::{
    ExpressionError, HistogramOffer, Inspection, ast, histogram_offer, inspect, may_be_expression, parse,
};
pub use join::join;
pub use newest::{NewestProbe, NewestStep};
pub use query::RangeQuery;
pub use selector::{metric_selector, names_series};
pub use template::{Template, TemplateError};
