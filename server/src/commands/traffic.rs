//! `promcast traffic`: steady calls of `/predict`, so that dashboards have something to show.

mod records;

use std::time::Duration;

use anyhow::{Context, bail};
use promcast_http::PromcastHttp;
use serde_json::Value;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

use super::ending::EndSignals;
use super::say;
use crate::cli::TrafficArgs;
use records::Records;

/// Interval of the progress lines.
const TELLS_EVERY: Duration = Duration::from_secs(10);
/// Longer than anybody watches.
const FOR_EVER: Duration = Duration::from_secs(365 * 86_400);

/// Numbers of calls by outcome.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    answered: u64,
    refused: u64,
    failed: u64,
}

/// Calls until the time is over or Ctrl+C; ends with a failure where no call was answered.
pub(crate) fn traffic(args: TrafficArgs) -> anyhow::Result<()> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")?;
    let tally = runtime.block_on(run(&args))?;
    say(&format!("Ended: {tally}"));
    if tally.answered == 0 {
        bail!("not one call was answered with a prediction");
    }
    Ok(())
}

async fn run(args: &TrafficArgs) -> anyhow::Result<Tally> {
    let end_signals = EndSignals::catch().context("cannot listen for SIGTERM")?;
    let server = PromcastHttp::at(&args.server)?;
    let mut records = Records::of(&features(&server, &args.model).await?)?;
    let path = format!("/predict/{}", api::encode(&args.model));
    say(&format!("{} calls of {path} a second at {}; Ctrl+C ends it.", args.rate, args.server));
    let end = Instant::now() + args.lasting.map_or(FOR_EVER, Into::into);
    let (told, mut calls) = tokio::sync::mpsc::unbounded_channel::<Option<u16>>();
    let (mut tick, mut tell) = (interval(Duration::from_secs_f64(1.0 / args.rate)), interval(TELLS_EVERY));
    // A late call is made up for: the rate is what was asked for.
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    tell.tick().await;
    let mut tally = Tally::default();
    tokio::pin! { let ended = end_signals.received(); }
    loop {
        tokio::select! {
            () = &mut ended => break,
            () = sleep_until(end) => break,
            _ = tell.tick() => say(&tally.to_string()),
            Some(status) = calls.recv() => tally.count(status),
            _ = tick.tick() => call(&server, &path, records.next_body(), &told),
        }
    }
    while let Ok(status) = calls.try_recv() {
        tally.count(status);
    }
    Ok(tally)
}

/// A slow answer holds back no other call.
fn call(server: &PromcastHttp, path: &str, body: Vec<u8>, told: &tokio::sync::mpsc::UnboundedSender<Option<u16>>) {
    let (server, path, told) = (server.clone(), path.to_owned(), told.clone());
    tokio::spawn(async move {
        let status = server.post(&path, body).await.ok().map(|answer| answer.status);
        // At the end nobody counts any more.
        let _counted = told.send(status);
    });
}

async fn features(server: &PromcastHttp, model: &str) -> anyhow::Result<Value> {
    let answer = server.get(&format!("/api/v1/models/{}", api::encode(model))).await?;
    let told: Value = serde_json::from_slice(&answer.body).context("what answers is not a Promcast")?;
    match answer.status {
        200 => Ok(told["data"].clone()),
        status => bail!("the server answers {status}: {}", told["error"].as_str().unwrap_or("without a reason")),
    }
}

impl Tally {
    fn count(&mut self, status: Option<u16>) {
        match status {
            Some(200) => self.answered += 1,
            Some(_) => self.refused += 1,
            None => self.failed += 1,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} answered, {} refused, {} without an answer", self.answered, self.refused, self.failed)
    }
}
