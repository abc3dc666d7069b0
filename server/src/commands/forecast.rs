//! `promcast forecast`: CSV on standard output, for scripts.

mod of_file;
mod output;
mod progress;

use std::sync::Arc;

use anyhow::Context;
use api::{ForecastParams, ForecastTableView, Param};
use service::{SeriesForecast, Service};

use crate::cli::{ForecastArgs, ForecastFormat};
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
    if args.format == ForecastFormat::Json {
        let json = runtime.block_on(json_of_source(&service, &args))?;
        return output::write_json(&json, args.output.as_deref());
    }
    anyhow::ensure!(args.alarm.is_none(), "--alarm is about anomalies, which are no part of CSV: add --format json");
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
    let answer = service.forecast_table(&params(args), Arc::new(|| ())).await?;
    warn(&answer.warnings);
    Ok(answer.series)
}

/// What the API answers to the same question.
async fn json_of_source(service: &Service, args: &ForecastArgs) -> anyhow::Result<ForecastTableView> {
    anyhow::ensure!(args.input.is_none(), "of a CSV file there is no JSON: leave out --format, or read from a source");
    let (view, warnings) = service.forecast_table_view(&params(args)).await?;
    warn(&warnings);
    Ok(view)
}

fn warn(warnings: &[String]) {
    for warning in warnings {
        tracing::warn!(%warning, "the source warns");
    }
}

fn params(args: &ForecastArgs) -> ForecastParams {
    let given_or_none = |given: &Option<String>| given.clone().unwrap_or_default();
    ForecastParams::default()
        .with(Param::Source, args.source.clone().unwrap_or_default())
        .with(Param::Expr, args.expr.clone().unwrap_or_default())
        .with(Param::Range, &args.range)
        .with(Param::End, &args.end)
        .with(Param::Horizon, &args.horizon)
        .with(Param::Step, &args.step)
        .with(Param::Level, args.level.join(" "))
        .with(Param::Model, &args.model)
        .with(Param::Threshold, given_or_none(&args.suppose.threshold))
        .with(Param::Min, given_or_none(&args.suppose.min))
        .with(Param::Max, given_or_none(&args.suppose.max))
        .with(Param::Growth, given_or_none(&args.suppose.growth))
        .with(Param::Alarm, given_or_none(&args.alarm))
}
