//! Connections, and the middleware of every request, whichever route it is for.

mod accept;
mod basic_auth;
mod capacity;
mod caught;
mod connection;
mod connections;
mod counted;
mod cross_site;
mod crowd;
mod current;
mod deadline;
mod edge;
mod guard;
mod held;
mod host;
mod impatient;
mod open_files;
mod prefix;
mod request_id;
mod timed_body;
mod workers;

pub(crate) use accept::{Reception, accept, listen};
pub(crate) use capacity::{Capacity, in_turn, within_capacity};
pub(crate) use connection::Patience;
pub(crate) use current::CurrentRouter;
pub(crate) use deadline::{Deadlines, in_time};
pub(crate) use edge::met;
pub(crate) use guard::Guard;
pub(crate) use host::Hosts;
pub(crate) use open_files::{connections_within, raised_limit};
pub(crate) use prefix::below;
pub(crate) use request_id::RequestIds;
pub(crate) use workers::{Workers, on_workers};
