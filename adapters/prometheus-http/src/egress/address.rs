//! Addresses that are never called, also where an IPv6 address only wraps an IPv4 one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The rule that forbids an address or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("addresses of {what} are never called")]
pub(crate) struct Refused {
    pub(super) what: &'static str,
}

const ALIBABA_METADATA: Ipv4Addr = Ipv4Addr::new(100, 100, 100, 200);
const AWS_METADATA: Ipv6Addr = Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254);

/// Lets an address pass, or says which rule forbids it.
pub(super) fn check(ip: IpAddr) -> Result<(), Refused> {
    let rule = match ip {
        IpAddr::V4(ip) => rule_v4(ip),
        IpAddr::V6(ip) => rule_v6(ip).or_else(|| embedded_v4(ip).and_then(rule_v4)),
    };
    rule.map_or(Ok(()), |what| Err(Refused { what }))
}

fn rule_v4(ip: Ipv4Addr) -> Option<&'static str> {
    let rules = [
        (ip == ALIBABA_METADATA, "a metadata service"),
        (ip.is_link_local(), "the local link, where metadata services are,"),
        (ip.octets()[0] == 0, "no host (unspecified)"),
        (ip.is_multicast(), "many hosts (multicast)"),
        (ip.is_broadcast(), "all hosts (broadcast)"),
    ];
    rules.into_iter().find_map(|(applies, what)| applies.then_some(what))
}

fn rule_v6(ip: Ipv6Addr) -> Option<&'static str> {
    let rules = [
        (ip == AWS_METADATA, "a metadata service"),
        (ip.is_unicast_link_local(), "the local link, where metadata services are,"),
        (ip.is_unspecified(), "no host (unspecified)"),
        (ip.is_multicast(), "many hosts (multicast)"),
    ];
    rules.into_iter().find_map(|(applies, what)| applies.then_some(what))
}

/// The IPv4 address that packets to `ip` end up at: mapped and compatible (RFC 4291), NAT64 (RFC 6052, 8215) and 6to4
/// (RFC 3056).
fn embedded_v4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let from = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match ip.segments() {
        // `::1` is loopback, not 0.0.0.1 in disguise.
        [0, 0, 0, 0, 0, 0, 0, 1] => None,
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => Some(from(high, low)),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x64, 0xff9b, 1, _, _, _, high, low] => Some(from(high, low)),
        [0x2002, high, low, ..] => Some(from(high, low)),
        _ => None,
    }
}
