//! `Kept`: a trait of types that are stored as a checked JSON file, with their name, folder and id.

use serde::Serialize;
use serde::de::DeserializeOwned;
use service::{StoredEvaluation, StoredForecast};

/// Something with an id that is written once and never changed.
pub(crate) trait Kept: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Its folder below the storage path.
    const FOLDER: &'static str;
    /// Its name in messages, and the key in its file.
    const WHAT: &'static str;

    /// Its id.
    fn id(&self) -> &str;
}

impl Kept for StoredForecast {
    const FOLDER: &'static str = "forecasts";
    const WHAT: &'static str = "forecast";

    fn id(&self) -> &str {
        &self.id
    }
}

impl Kept for StoredEvaluation {
    const FOLDER: &'static str = "evaluations";
    const WHAT: &'static str = "evaluation";

    fn id(&self) -> &str {
        &self.id
    }
}
