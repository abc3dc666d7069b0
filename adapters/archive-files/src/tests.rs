//! The archive on a real folder: what it promises, what it says of damage, and what a crash leaves.

mod contract;
mod crash;
mod crash_keeping;
mod flips;
mod foreign;
mod housekeeping;
mod power_loss;
mod rollups;
mod room;
mod support;
mod traced;
