//! The bytes of a model's rows: of a file, or of an address, and what is known about them.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use archive::sha256;
use regression::Origin;

use crate::cli::DataArgs;
use crate::config::ModelConfig;

/// URL of the published data of the model that ships.
pub(crate) const BIKE_SHARING_URL: &str = "https://archive.ics.uci.edu/static/public/275/bike+sharing+dataset.zip";
/// The file in it.
const FILE: &str = "hour.csv";
/// The hash of that file as it has been published since 2013.
const PUBLISHED_SHA256: &str = "e03de4ee4ef4dc376ac6e04bf829673c6269e8eba5c60fa121640fa2f829504f";
/// Citation of the data set.
const PUBLISHED_NOTE: &str = "hour.csv of Bike Sharing, UCI Machine Learning Repository 275: Fanaee-T and Gama, 2013";

/// A CSV, and what is known about it.
pub(super) struct Data {
    /// Name of the data in a sentence.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) origin: Origin,
}

impl Data {
    /// The CSV of the arguments, or the one that the config names for a model.
    pub(super) fn of_model(declared: Option<&ModelConfig>, args: &DataArgs) -> anyhow::Result<Self> {
        let file = args.data.as_deref().or(declared.and_then(|model| model.data.as_deref()));
        match (file, declared) {
            (None, Some(model)) => bail!(
                "where are the data of `{}`? Name the CSV with --data, or as `data` in the config",
                model.schema.model
            ),
            _ => Self::get(file, args),
        }
    }

    /// Reads or fetches the CSV, and checks that it is the one that is meant.
    fn get(file: Option<&Path>, args: &DataArgs) -> anyhow::Result<Self> {
        let data = match file {
            Some(path) => Self::of_file(path)?,
            None => Self::of_url(&args.url)?,
        };
        let expected = args.sha256.as_deref().or(file.is_none().then_some(PUBLISHED_SHA256));
        if let Some(expected) = expected {
            let found = &data.origin.sha256;
            ensure!(
                found == expected,
                "{} is not what was asked for: its SHA-256 is {found}, not {expected}; if that is meant, give it with --sha256",
                data.name
            );
        }
        Ok(data)
    }

    fn of_file(path: &Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
        let bytes = dataset_http::unpack(bytes, FILE).with_context(|| format!("cannot read {name}"))?;
        let note = path.file_name().unwrap_or_default().display().to_string();
        Ok(Self::of_bytes(name, bytes, note))
    }

    fn of_url(url: &str) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.context("cannot start the async runtime")?;
        let help = || format!("cannot fetch {url}; fetch it by other means and name the file with --data");
        let fetched = runtime.block_on(dataset_http::fetch(url)).with_context(help)?;
        let bytes = dataset_http::unpack(fetched, FILE).with_context(help)?;
        Ok(Self::of_bytes(format!("{FILE} of {url}"), bytes, url.to_owned()))
    }

    fn of_bytes(name: String, bytes: Vec<u8>, note: String) -> Self {
        let sha256 = sha256::of(&bytes);
        // However the published file came here, it is that file, and the model's bytes are the same.
        let note = if sha256 == PUBLISHED_SHA256 { PUBLISHED_NOTE.to_owned() } else { note };
        Self { name, bytes, origin: Origin { sha256, note } }
    }
}
