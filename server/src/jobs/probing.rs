//! Probes of the sources: once at the start, after every reload, and every minute.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use service::{Clock, MetricsSource, Sources, Stop};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use crate::clock::SystemClock;
use crate::telemetry::Telemetry;

/// As often as an operator may want to know.
const EVERY: Duration = Duration::from_secs(60);

/// Each is a connection, and files that are open are few.
const AT_ONCE: usize = 16;

/// The sources of the config in force, which are probed.
pub(crate) type Probed = watch::Receiver<Arc<dyn Sources>>;

/// Asks every source until the end. What the sources answer is told by themselves.
pub(crate) async fn probe_for_ever(mut probed: Probed, telemetry: Telemetry, stop: Stop) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = stop.asked() => return,
            _ = ticks.tick() => {}
            Ok(()) = probed.changed() => {}
        }
        let sources = Arc::clone(&probed.borrow_and_update());
        tokio::select! {
            () = stop.asked() => return,
            () = ask_all(sources.as_ref(), &telemetry) => {}
        }
    }
}

async fn ask_all(sources: &dyn Sources, telemetry: &Telemetry) {
    let listed = sources.list();
    listed.iter().for_each(|entry| telemetry.sources().expects(&entry.name));
    let named = listed.iter().filter_map(|entry| sources.named(&entry.name));
    let asked: Vec<_> = named.map(probe).collect();
    stream::iter(asked).buffer_unordered(AT_ONCE).collect::<()>().await;
}

/// Asks one source; a failure is in the journal.
async fn probe(source: Arc<dyn MetricsSource>) {
    let _told = source.probe(SystemClock.now()).await;
}
