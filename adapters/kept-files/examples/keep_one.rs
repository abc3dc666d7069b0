//! Keeps one thing: `keep_one DIR forecast|evaluation|checkpoint|model NUMBER`. The crash tests stop it at every step.

use std::path::Path;
use std::process::ExitCode;

use kept_files::{CheckpointFile, EvaluationFiles, ForecastFiles, ModelFiles};
use service::fakes::{evaluation_of, forecast_of};
use service::{CheckpointStore, EvaluationStore, ForecastStore, ModelStore};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, what, number] = arguments.as_slice() else { return ExitCode::from(2) };
    let Ok(number) = number.parse::<u8>() else { return ExitCode::from(2) };
    // Without the driver for sockets, whose own calls would be failed, too.
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return ExitCode::from(3) };
    match runtime.block_on(keep(Path::new(dir), what, number)) {
        Some(()) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    }
}

async fn keep(dir: &Path, what: &str, number: u8) -> Option<()> {
    let seconds = 1_700_000_000 + 60 * i64::from(number);
    match what {
        "forecast" => ForecastFiles::open(dir, 2).ok()?.put(&forecast_of(seconds, "up")).await.ok(),
        "evaluation" => EvaluationFiles::open(dir, 2).ok()?.put(&evaluation_of(seconds, "week1")).await.ok(),
        "checkpoint" => CheckpointFile::at(&dir.join("checkpoint.json")).save(u64::from(number)).await.ok(),
        "model" => ModelFiles::open(dir).ok()?.put("rent", &[number; 100_000]).await.ok(),
        _ => None,
    }
}
