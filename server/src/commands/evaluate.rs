//! `promcast evaluate`: how wrong a model is on periods of a CSV, by a running server or on the spot, as a table.

mod over_http;
mod periods;
mod table;

use anyhow::Context;
use kept_files::ModelFiles;
use regression::Rows;
use service::{Clock, LoadedModel};

use super::complain_of;
use super::data::Data;
use crate::cli::EvaluateArgs;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::{logging, wiring};
use periods::Period;
use table::Line;

/// Evaluates what the arguments say and prints a line a period.
pub(crate) fn evaluate(args: EvaluateArgs) -> anyhow::Result<()> {
    let config = Config::of_command(&args.common)?;
    logging::start(config.log.level, config.log.format);
    let periods = periods::of(&args);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")?;
    let data = data(&config, &args)?;
    let lines = runtime.block_on(async {
        match &args.server {
            Some(server) => over_http::lines(server, &args.model, &data, &periods).await,
            None => on_the_spot(&config, &args.model, &data, &periods).await,
        }
    })?;
    table::print(&lines, args.server.is_some());
    Ok(())
}

/// A running server may know models that no config here declares; their CSV is named then.
fn data(config: &Config, args: &EvaluateArgs) -> anyhow::Result<Data> {
    let is_known_elsewhere = args.server.is_some() && args.data.data.is_some();
    let declared = if is_known_elsewhere { None } else { config.declared_model(&args.model)? };
    Data::of_model(declared, &args.data)
}

async fn on_the_spot(config: &Config, model: &str, data: &Data, periods: &[Period]) -> anyhow::Result<Vec<Line>> {
    let models = wiring::load_models(config, &ModelFiles::existing(&config.storage_path)).await;
    let model = models.ready(Some(model))?;
    let (rows, note) =
        service::rows_of_csv(&model, &data.bytes).with_context(|| format!("cannot evaluate {}", data.name))?;
    note.iter().for_each(|note| complain_of(note));
    periods.iter().map(|period| line(&model, &rows, period)).collect()
}

fn line(model: &LoadedModel, rows: &Rows, period: &Period) -> anyhow::Result<Line> {
    let rows = match period.days {
        Some((first, last)) => rows.between(first, last),
        None => rows.clone(),
    };
    let evaluation = service::judge(model, rows, &period.name, SystemClock.now())
        .with_context(|| format!("cannot evaluate {period}"))?;
    Ok(Line::of(period, &evaluation))
}
