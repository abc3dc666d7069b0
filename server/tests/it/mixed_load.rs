//! A server under a mixed load while something is broken at every turn: it answers with the statuses it should, and when all is over it
//! holds as many files, threads and series as before, and no more memory. With `PROMCAST_SOAK=1` for a quarter of an hour
//! (`PROMCAST_SOAK_SECONDS`), a fault every ten seconds.

mod faults;
mod held;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use service::fakes::{Dice, soak};

use crate::support::{Promcast, SmallDisk, encoded, one_hour};
use faults::Ground;
use held::Held;

const VISITORS: u64 = 4;

/// The length of the load, and the time between faults.
fn lengths() -> (Duration, Duration) {
    let seconds = std::env::var("PROMCAST_SOAK_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    match soak::is_on() {
        true => (Duration::from_secs(seconds.unwrap_or(900)), Duration::from_secs(10)),
        false => (Duration::from_secs(12), Duration::from_secs(1)),
    }
}

/// Answers by route and status.
#[derive(Default)]
struct Tally(Mutex<BTreeMap<(&'static str, u16), u64>>);

impl Tally {
    fn count(&self, route: &'static str, status: u16) {
        *self.0.lock().unwrap().entry((route, status)).or_default() += 1;
    }
}

/// Sends one request of the mix.
fn visit(promcast: &Promcast, dice: &mut Dice, answers_sql: bool) -> (&'static str, u16) {
    let source = if dice.index(3) == 0 { "shaky" } else { "demo" };
    let expr = encoded(["demo_queue_length", "sum(demo_cpu_usage_ratio)", "demo_memory_bytes"][dice.index(3)]);
    // The same is not asked twice: the answer is computed.
    let hours = 24 + dice.index(48);
    let get = |path: &str| promcast.get(path).status;
    match dice.index(12) {
        0 => ("page", get(&format!("/?source={source}&expr={expr}&range={hours}h&horizon=3h&step=30m"))),
        1 | 2 => {
            let query = format!("source={source}&expr={expr}&range={hours}h&horizon=3h&step=30m&model=naive");
            ("forecast", get(&format!("/api/v1/forecast?{query}")))
        }
        3 if answers_sql => ("sql", get(&format!("/api/v1/sql?q={}", encoded(&format!("SELECT {hours} AS n"))))),
        4 => ("metrics", get("/metrics")),
        5 => ("status", get("/status")),
        6 => ("archive", get("/archive")),
        7 => {
            let body = json!({ "endpoint": "demo", "metric": "demo_queue_length", "duration": "1d", "model": "naive" });
            ("script", promcast.run_script(&body).status)
        }
        8 => ("checkpoint", promcast.send("POST /checkpoint", &[], b"").status),
        9 => ("drift", promcast.send("POST /trigger-drift", &[], b"").status),
        10 => ("health", get("/-/healthy")),
        _ => ("predict", promcast.post("/predict", &one_hour()).status),
    }
}

/// Tells whether an answer may be, whatever is broken just then: a source or a disk at fault has statuses of its own.
fn is_expected(route: &str, status: u16) -> bool {
    match (route, status) {
        (_, 200) => true,
        ("forecast" | "page", 422 | 502 | 504) => true,
        ("script" | "checkpoint", 500) => true,
        // A crowd is told to come back, but not those who watch.
        ("metrics" | "status" | "health", _) => false,
        (_, status) => status == 503,
    }
}

#[test]
fn a_mixed_load_with_a_fault_at_every_turn_leaves_nothing_behind() {
    let (length, apart) = lengths();
    let (seed, _) = soak::seed_and_rounds(7, 1, 1);
    // All that is kept fits between the faults, which fill the rest.
    let megabytes = if soak::is_on() { 2_048 } else { 64 };
    let disk = SmallDisk::mount(megabytes);
    let ground = Ground::new(disk.as_ref(), megabytes);
    let promcast = ground.promcast();
    let answers_sql = promcast.get("/sql").status != 403;
    let (tally, is_over, broken) = (Tally::default(), AtomicBool::new(false), AtomicU64::new(0));
    let mut held = Vec::new();
    let begun = Instant::now();
    thread::scope(|scope| {
        for visitor in 0..VISITORS {
            let (tally, is_over, promcast) = (&tally, &is_over, &promcast);
            scope.spawn(move || {
                let mut dice = Dice::new(seed ^ visitor);
                while !is_over.load(Ordering::Relaxed) {
                    let (route, status) = visit(promcast, &mut dice, answers_sql);
                    tally.count(route, status);
                }
            });
        }
        let mut turn = 0;
        while begun.elapsed() < length {
            ground.break_something(&promcast, turn, apart / 2);
            broken.fetch_add(1, Ordering::Relaxed);
            thread::sleep(apart / 2);
            turn += 1;
            if turn % faults::KINDS == 0 {
                held.push(Held::by(&promcast));
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
    ground.mend(&promcast);
    let counts = tally.0.into_inner().unwrap();
    let requests: u64 = counts.values().sum();
    println!(
        "mixed load: {requests} requests in {:?}, {} faults, seed {seed}, by route and status {counts:?}",
        begun.elapsed(),
        broken.load(Ordering::Relaxed)
    );
    held.iter().for_each(|held| println!("held: {held:?}"));
    let odd: Vec<_> = counts.keys().filter(|(route, status)| !is_expected(route, *status)).collect();
    assert!(odd.is_empty(), "{odd:?} of {counts:?}\n{}", promcast.log());
    assert!(!promcast.log().contains("panicked"), "{}", promcast.log());
    held::assert_flat(&held, &Held::by(&promcast));
}
