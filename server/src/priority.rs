//! Threads that work for long stand back behind those that answer health and metrics and take connections.

/// By so much: whoever answers at once is let pass, and without a crowd nobody waits.
const STEPS: i32 = 10;

/// Lowers the priority of the thread that calls it, and of the processes that it starts. On Linux each thread has one of its own.
pub(crate) fn stand_back() {
    if let Err(error) = rustix::process::nice(STEPS) {
        tracing::debug!(%error, "a thread keeps its priority");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn priority() -> i32 {
        rustix::process::nice(0).unwrap()
    }

    #[test]
    fn only_the_thread_that_stands_back_is_changed() {
        let before = priority();
        let there = std::thread::spawn(|| {
            stand_back();
            priority()
        });
        assert_eq!(there.join().unwrap(), (before + STEPS).min(19));
        assert_eq!(priority(), before);
    }
}
