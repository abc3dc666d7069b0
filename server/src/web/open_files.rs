//! The files that the process may have open: every connection is one, and connections may not take those that everything else needs.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// At rest some twenty files are open; sources, the archive and the processes for SQL need some more.
const LEAST_RESERVED: u64 = 40;
const MOST_RESERVED: u64 = 256;

/// Lets the process open as many files as it may give itself; how many that are, where there is a bound.
pub(crate) fn raised_limit() -> Option<u64> {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(error) => {
            tracing::debug!(%error, "the limit of open files stays as it is");
            limit.current
        }
    }
}

/// Limits the `wanted` connections to those that leave enough files for everything else; one of two is left for health.
pub(crate) fn connections_within(limit: Option<u64>, wanted: usize) -> usize {
    let Some(limit) = limit else { return wanted };
    let reserved = (limit / 4).clamp(LEAST_RESERVED, MOST_RESERVED);
    let left = usize::try_from(limit.saturating_sub(reserved)).unwrap_or(usize::MAX);
    wanted.min(left.max(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_everything_else() {
        for (limit, wanted, connections) in [
            (None, 512, 512),
            (Some(1_048_576), 512, 512),
            (Some(1024), 512, 512),
            (Some(1024), 1000, 768),
            (Some(300), 512, 225),
            (Some(64), 512, 24),
            (Some(64), 8, 8),
            (Some(10), 512, 2),
            (Some(0), 512, 2),
            (Some(u64::MAX), 1_000_000, 1_000_000),
        ] {
            assert_eq!(connections_within(limit, wanted), connections, "{limit:?} {wanted}");
        }
    }
}
