//! Requests and answers of the Prometheus HTTP API, and what an expression says about itself. No socket is opened here.

mod answer;
pub mod decode;
mod expression;
mod join;
mod newest;
mod query;
pub mod request;
mod template;

pub use answer::{MetricInfo, MetricKind, RangeAnswer};
pub use decode::{AnswerError, Limits};
pub use expression::{ExpressionError, Inspection, ast, inspect, parse};
pub use join::join;
pub use newest::{NewestProbe, NewestStep};
pub use query::RangeQuery;
pub use template::{Template, TemplateError};
