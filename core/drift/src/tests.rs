//! Both verdicts on real data: against what Evidently says of it, and against hostile input.

mod bike;
mod evidently;
