//! `promcast serve`: the server, until it is told to end.

use std::time::Duration;

use anyhow::Context;
use axum::serve::ListenerExt;
use leptos::config::LeptosOptions;
use tokio::net::TcpListener;

use super::ending::{EndSignals, grace_is_over};
use crate::cli::ServeArgs;
use crate::config::Config;
use crate::jobs::Jobs;
use crate::router::{AppState, router};
use crate::telemetry::Telemetry;
use crate::{logging, wiring};

/// Runs the server.
pub(crate) fn serve(args: ServeArgs) -> anyhow::Result<()> {
    let config = Config::of_serve(&args)?;
    if args.print_config {
        return print(&config);
    }
    logging::start(config.log.level, config.log.format);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")?;
    let outcome = runtime.block_on(run(&config));
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

#[expect(clippy::print_stdout, reason = "printing is what was asked for")]
fn print(config: &Config) -> anyhow::Result<()> {
    print!("{config}");
    Ok(())
}

async fn run(config: &Config) -> anyhow::Result<()> {
    let telemetry = Telemetry::new(&config.environment).context("cannot register metrics")?;
    telemetry.journal().started(config.to_string());
    let service = wiring::server(config, &telemetry).await?;
    // Caught before the address is told: who knows it may also ask for the end.
    let end_signals = EndSignals::catch().context("cannot listen for SIGTERM")?;
    let address = config.listen_address;
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}: see whether another program does, or give another --web.listen-address")
    })?;
    let address = listener.local_addr().unwrap_or(address);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), url = %format!("http://{address}"), "Promcast is listening");
    // Pages are streamed in small writes, which Nagle's algorithm would hold back.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "cannot set TCP_NODELAY");
        }
    });
    let jobs = Jobs::start(&service, config, &telemetry);
    let state = AppState { service, telemetry, leptos: leptos_options(config) };
    let stop_jobs = jobs.stop();
    let (stop, stopped) = tokio::sync::watch::channel(());
    let asked_to_end = async move {
        end_signals.received().await;
        tracing::info!("Shutting down...");
        stop_jobs.ask();
        drop(stop);
    };
    let server = axum::serve(listener, router(state)).with_graceful_shutdown(asked_to_end);
    let served = async {
        let served = server.into_future().await;
        jobs.ended().await;
        served
    };
    tokio::select! {
        served = served => served.context("the server failed"),
        () = grace_is_over(stopped) => {
            tracing::warn!("some requests did not end in time");
            Ok(())
        }
    }
}

fn leptos_options(config: &Config) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("promcast")
        .site_root(config.site_root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(config.listen_address)
        .build()
}
