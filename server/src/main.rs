//! `promcast`: reads the command line and runs what it asks for.

mod app_state;
mod checks;
mod cli;
mod clock;
mod commands;
mod config;
mod jobs;
mod journal;
mod kept_watch;
mod lifecycle;
mod logging;
mod priority;
mod reload;
mod response;
mod router;
mod routes;
mod sources;
mod sql_audit;
mod telemetry;
mod web;
mod web_config;
mod wiring;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Some(Command::Collect(args)) => commands::collect(args),
        Some(Command::Archive(args)) => return commands::archive(args),
        Some(Command::Forecast(args)) => commands::forecast(args),
        Some(Command::Query(args)) => return commands::query(args),
        Some(Command::Serve(args)) => commands::serve(args),
        Some(Command::Train(args)) => commands::train(args),
        Some(Command::Check(args)) => commands::check(args),
        Some(Command::Healthcheck(args)) => commands::healthcheck(&args),
        Some(Command::Completions(args)) => commands::completions(&args),
        Some(Command::Man(args)) => commands::man(&args),
        Some(Command::Evaluate(args)) => commands::evaluate(args),
        Some(Command::Traffic(args)) => commands::traffic(args),
        Some(Command::SqlWorker) => return duckdb_worker::run_child(),
        None => commands::serve(cli.serve),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            commands::complain(&error);
            ExitCode::FAILURE
        }
    }
}
