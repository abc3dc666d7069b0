//! What every request meets, whichever route it is for: the connection it comes on, and what stands around the routes.

mod accept;
mod basic_auth;
mod capacity;
mod caught;
mod connection;
mod connections;
mod counted;
mod cross_site;
mod current;
mod deadline;
mod guard;
mod held;
mod impatient;
mod request_id;
mod timed_body;

pub(crate) use accept::{Reception, accept, listen};
pub(crate) use capacity::{Capacity, within_capacity};
pub(crate) use caught::caught;
pub(crate) use connection::Patience;
pub(crate) use counted::counted;
pub(crate) use cross_site::ours_only;
pub(crate) use current::CurrentRouter;
pub(crate) use deadline::{Deadlines, in_time};
pub(crate) use guard::{Guard, guarded};
pub(crate) use request_id::{RequestIds, named};
