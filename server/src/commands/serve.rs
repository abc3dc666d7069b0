//! `promcast serve`: the server, until it is told to end.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use leptos::config::LeptosOptions;
use service::Stop;
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::ending::{EndSignals, grace_is_over};
use super::print;
use crate::app_state::{AppState, Shared};
use crate::cli::ServeArgs;
use crate::config::Config;
use crate::jobs::Jobs;
use crate::lifecycle::Lifecycle;
use crate::logging::LogLevelHandle;
use crate::priority::stand_back;
use crate::reload::Reloader;
use crate::router::router;
use crate::telemetry::Telemetry;
use crate::web::{
    CurrentRouter, Guard, Hosts, Reception, RequestIds, Workers, accept, connections_within, listen, raised_limit,
};
use crate::{logging, wiring};

const NO_RUNTIME: &str = "cannot start the async runtime";

/// Runs the server.
pub(crate) fn serve(args: ServeArgs) -> anyhow::Result<()> {
    let config = Config::of_serve(&args)?;
    if args.print_config {
        return print(config.to_string().as_bytes());
    }
    let log_level = logging::start(config.log.level, config.log.format);
    let config = within_open_files(config);
    let runtime = threads("promcast").build().context(NO_RUNTIME)?;
    let pages = threads("pages").on_thread_start(stand_back).build().context(NO_RUNTIME)?;
    let outcome = runtime.block_on(run(args, config, log_level, Workers::of(&pages)));
    pages.shutdown_background();
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

/// The config with as many connections as there are files for.
fn within_open_files(config: Config) -> Config {
    let limit = raised_limit();
    let (wanted, connections) = (config.web.max_connections, connections_within(limit, config.web.max_connections));
    if connections == wanted {
        return config;
    }
    tracing::warn!(
        open_files = limit,
        wanted,
        connections,
        "fewer connections than web.max_connections are taken: raise the limit of open files (LimitNOFILE)"
    );
    Config { web: config.web.of_connections(connections), ..config }
}

fn threads(name: &str) -> Builder {
    let mut threads = Builder::new_multi_thread();
    threads.thread_name(name).enable_all();
    threads
}

async fn run(args: ServeArgs, config: Config, log_level: LogLevelHandle, workers: Workers) -> anyhow::Result<()> {
    let guard = Guard::open(config.web.config_file.clone())?;
    let telemetry = Telemetry::new(&config.environment).context("cannot register metrics")?;
    telemetry.journal().started(config.to_string());
    let _locks = wiring::Locks::of_server(&config)?;
    let service = wiring::server(&config, &telemetry).await?;
    // Caught before the address is told: who knows it may also ask for the end.
    let end_signals = EndSignals::catch().context("cannot listen for SIGTERM")?;
    let hangup = signal(SignalKind::hangup()).context("cannot listen for SIGHUP")?;
    let address = config.listen_address;
    let listener = listen(address).with_context(|| {
        format!("cannot listen on {address}: see whether another program does, or give another --web.listen-address")
    })?;
    let address = listener.local_addr().unwrap_or(address);
    let (scheme, prefix) = (guard.scheme(), &config.web.reached.route_prefix);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), url = %format!("{scheme}://{address}{prefix}"), "Promcast is listening");
    let (probed, of_config) = watch::channel(Arc::clone(&service.sources));
    let jobs = Jobs::start(&service, of_config, &config, &telemetry);
    let stop = jobs.stop();
    tokio::spawn(end_when_asked(end_signals, stop.clone()));
    tokio::spawn(guard.clone().watch(telemetry.clone(), stop.clone()));
    let (lifecycle, reloads) = Lifecycle::new(args.enable_lifecycle, stop.clone());
    telemetry.config().read(service.clock.now());
    let leptos = leptos_options(&config);
    let state = AppState::new(Shared {
        service,
        telemetry,
        leptos,
        lifecycle,
        request_ids: RequestIds::new(),
        workers,
        guard: guard.clone(),
        hosts: Hosts::of(address, &config.web.reached),
        reached: config.web.reached.clone(),
    });
    let router = CurrentRouter::new(router(state.clone(), &config));
    let reception = Reception {
        router: router.clone(),
        guard: guard.clone(),
        max_connections: config.web.max_connections,
        patience: config.web.patience(),
        telemetry: state.telemetry.web().clone(),
    };
    let reloader = Reloader { args, config, state, probed, router, guard, log_level };
    tokio::spawn(reloader.run(hangup, reloads, stop.clone()));
    let served = async {
        accept(listener, reception, stop.clone()).await;
        jobs.ended().await;
    };
    tokio::select! {
        () = served => {}
        () = grace_is_over(&stop) => tracing::warn!("some requests did not end in time"),
    }
    Ok(())
}

async fn end_when_asked(signals: EndSignals, stop: Stop) {
    signals.received().await;
    tracing::info!("Shutting down...");
    stop.ask();
}

fn leptos_options(config: &Config) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("promcast")
        .site_root(config.site_root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(config.listen_address)
        .build()
}
