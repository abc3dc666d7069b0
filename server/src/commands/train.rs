//! `promcast train`: learns a model from a CSV, and keeps it as a file that the server loads when it starts.

mod report;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use regression::{Model, Needs, Rows, Schema, Settings, bike_sharing, encode, read_csv};
use timeseries::Day;

use super::data::Data;
use super::whole_file::WholeFile;
use crate::cli::TrainArgs;
use crate::config::{Config, ModelConfig};
use crate::logging;

/// The days that the model which ships learned from.
const JANUARY_2011: (&str, &str) = ("2011-01-01", "2011-01-31");

/// Trains, writes the file, and says how good the model is.
pub(crate) fn train(args: TrainArgs) -> anyhow::Result<()> {
    let config = Config::of_command(&args.common)?;
    logging::start(config.log.level, config.log.format);
    let declared = config.declared_model(&args.model)?;
    let schema = declared.map_or_else(bike_sharing, |model| model.schema.clone());
    let data = Data::of_model(declared, &args.data)?;
    let rows = rows(&schema, &data, reference(declared, &args))?;
    let settings = declared.map_or_else(Settings::default, |model| model.settings);
    let settings = Settings { trees: args.trees.unwrap_or(settings.trees), seed: args.seed.unwrap_or(settings.seed) };
    let model = regression::train(&schema, &rows, settings, data.origin)?;
    let path = match args.output {
        Some(path) => path,
        None => kept(&config.storage_path, &schema)?,
    };
    let bytes = write(&model, &path)?;
    report::print(&model, &rows.nulls(&schema), &path, bytes);
    Ok(())
}

/// The days to learn from; nothing is all rows.
fn reference(declared: Option<&ModelConfig>, args: &TrainArgs) -> Option<(Day, Day)> {
    let of_config = || match declared {
        Some(model) => model.reference,
        None => JANUARY_2011.0.parse().ok().zip(JANUARY_2011.1.parse().ok()),
    };
    args.from.zip(args.to).or_else(of_config)
}

/// The rows of the days asked for.
fn rows(schema: &Schema, data: &Data, reference: Option<(Day, Day)>) -> anyhow::Result<Rows> {
    let all =
        read_csv(&data.bytes, schema, Needs::Target).with_context(|| format!("cannot learn from {}", data.name))?;
    let Some((from, to)) = reference else { return Ok(all) };
    let rows = all.between(from, to);
    let there =
        all.period().map_or("no row says its day".to_owned(), |(first, last)| format!("{first} to {last} are there"));
    ensure!(!rows.is_empty(), "{} has no row from {from} to {to}: {there}", data.name);
    Ok(rows)
}

/// Returns the path from which the server loads the model.
fn kept(storage_path: &Path, schema: &Schema) -> anyhow::Result<PathBuf> {
    let folder = storage_path.join("models");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    Ok(folder.join(format!("{}.model", schema.model)))
}

fn write(model: &Model, path: &Path) -> anyhow::Result<usize> {
    let bytes = encode(model);
    let file = WholeFile::at(path);
    let written = fs::write(file.temporary(), &bytes).map_err(anyhow::Error::from);
    file.finish(written).map(|()| bytes.len())
}
