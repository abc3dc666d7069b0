//! Names to addresses, without those that are never called. The address that was checked is the one that is dialled, so
//! that a name cannot show one address to a check and another to the connection.

use std::error::Error;
use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address;

/// The system's resolver with the rules behind it.
#[derive(Debug)]
pub(crate) struct GuardedResolver;

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // Port 0 stands for the port of the URL.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            permitted(found.collect()).map(|addresses| Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// The addresses that may be called; an error only where the rules left none.
pub(super) fn permitted(found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, Box<dyn Error + Send + Sync>> {
    let mut refused = None;
    let mut permitted = Vec::new();
    for address in found {
        match address::check(address.ip()) {
            Ok(()) => permitted.push(address),
            Err(rule) => refused = Some(rule),
        }
    }
    match refused {
        Some(rule) if permitted.is_empty() => Err(rule.into()),
        _ => Ok(permitted),
    }
}
