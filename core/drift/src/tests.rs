//! Both verdicts on real data: against what Evidently says of it, where nothing drifted, and against hostile input.

mod bike;
mod calibration;
mod evidently;
mod hostile;
mod rows;
mod unusual;
mod verdicts;
