//! The flags that say where the rows of a model come from. Common to the commands that read them.

use std::path::PathBuf;

use clap::Args;

/// The CSV to read.
#[derive(Args, Clone, Debug)]
pub(crate) struct DataArgs {
    /// CSV to read, or a zip that holds it [default: the one that the config names for the model, or that of --url].
    #[arg(long, value_name = "FILE")]
    pub(crate) data: Option<PathBuf>,
    /// URL to fetch it from, without --data.
    #[arg(long, env = "PROMCAST_TRAIN_URL", value_name = "URL", default_value = crate::commands::BIKE_SHARING_URL)]
    pub(crate) url: String,
    /// Required SHA-256 of the CSV [default: that of the published file where it is fetched; else any].
    #[arg(long, value_name = "HEX", value_parser = sha256)]
    pub(crate) sha256: Option<String>,
}

fn sha256(text: &str) -> Result<String, String> {
    let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { Ok(text.to_ascii_lowercase()) } else { Err("give 64 hexadecimal digits".to_owned()) }
}
