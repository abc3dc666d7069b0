//! Requests and answers of the Prometheus HTTP API, what an expression says about itself, and the part of
//! PromQL that is evaluated over series at hand. No socket is opened here.

mod answer;
pub mod decode;
pub mod evaluate;
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
