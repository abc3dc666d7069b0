//! `promcast forecast`: CSV on standard output, for scripts.

mod of_file;
mod output;
mod progress;

use std::sync::Arc;

use anyhow::Context;
use api::{ForecastParams, Param};
use service::{SeriesForecast, Service};

use crate::cli::ForecastArgs;
use crate::config::Config;
use crate::telemetry::Telemetry;
use crate::{logging, wiring};
use of_file::of_file;

/// Forecasts what the arguments say, and writes CSV. A series that cannot be forecast is named in the log.
pub(crate) fn forecast(args: ForecastArgs) -> anyhow::Result<()> {
    let config = Config::of_command(&args.common)?;
    logging::start(config.log.level, config.log.format);
    let service = wiring::command(&config, &Telemetry::new(&config.environment)?)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")?;
    let done = runtime.block_on(async {
        match &args.input {
            Some(path) => of_file(&service, &args, path).await,
            None => of_source(&service, &args).await,
        }
    })?;
    for (one, error) in done.iter().filter_map(|one| Some((one, one.forecast.as_ref().err()?))) {
        tracing::warn!(series = %one.series.labels, %error, "no forecast");
    }
    output::write(&done, args.output.as_deref())
}

async fn of_source(service: &Service, args: &ForecastArgs) -> anyhow::Result<Vec<SeriesForecast>> {
    let params = ForecastParams::default()
        .with(Param::Source, args.source.clone().unwrap_or_default())
        .with(Param::Expr, args.expr.clone().unwrap_or_default())
        .with(Param::Range, &args.range)
        .with(Param::End, &args.end)
        .with(Param::Horizon, &args.horizon)
        .with(Param::Step, &args.step)
        .with(Param::Level, args.level.join(" "))
        .with(Param::Model, &args.model);
    let answer = service.forecast_table(&params, Arc::new(|| ())).await?;
    for warning in &answer.warnings {
        tracing::warn!(%warning, "the source warns");
    }
    Ok(answer.series)
}
