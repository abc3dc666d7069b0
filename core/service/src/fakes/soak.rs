//! The long form of a test: with `PROMCAST_SOAK=1` it runs for longer, from a seed of its own, which `PROMCAST_SEED` gives again.

/// Tells whether the long form is asked for.
#[must_use]
pub fn is_on() -> bool {
    std::env::var("PROMCAST_SOAK").is_ok_and(|value| value == "1")
}

/// The seed and the number of rounds: those given, or a new seed and many rounds where the long form is asked for.
#[must_use]
pub fn seed_and_rounds(seed: u64, rounds: usize, long: usize) -> (u64, usize) {
    let given = std::env::var("PROMCAST_SEED").ok().and_then(|seed| seed.parse().ok());
    let now = || std::time::UNIX_EPOCH.elapsed().map_or(seed, |since| since.as_secs());
    match is_on() {
        true => (given.unwrap_or_else(now), long),
        false => (given.unwrap_or(seed), rounds),
    }
}
