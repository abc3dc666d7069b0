//! The models of a config loaded from where they are kept, and what was evaluated with them before the last restart.

use std::sync::Arc;

use kept_files::ModelFiles;
use regression::bike_sharing;
use service::{ModelState, ModelToLoad, Models, Service};

use crate::config::Config;
use crate::telemetry::Telemetry;

/// Bike sharing, trained by `make train`: any binary predicts at once, offline.
const BIKE_SHARING: &[u8] = include_bytes!("../../../models/bike-sharing.model");

/// Loads the built-in model and every declared one. What cannot be used is told, and the rest is.
pub(crate) async fn load(config: &Config, files: &ModelFiles) -> Models {
    let built_in = ModelToLoad { schema: bike_sharing(), built_in: Some(BIKE_SHARING) };
    let declared = config.models.iter().map(|model| ModelToLoad { schema: model.schema.clone(), built_in: None });
    let models = Models::load(std::iter::once(built_in).chain(declared).collect(), Arc::new(files.clone())).await;
    for entry in models.entries() {
        let (name, file) = (&entry.schema.model, files.path(&entry.schema.model));
        match (&entry.state, entry.why_not()) {
            (ModelState::Ready(loaded), _) => tracing::info!(name, sha256 = loaded.sha256, "a model is ready"),
            (_, why) => tracing::warn!(name, file = %file.display(), why, "a model cannot be used"),
        }
    }
    models
}

/// Shows how good each model is, and what its newest evaluation said, as before the restart.
pub(crate) async fn show_models(service: &Service, telemetry: &Telemetry) {
    let names = service.models.entries().into_iter().map(|entry| entry.schema.model.clone()).collect();
    telemetry.models().begin_with(names);
    for entry in service.models.entries() {
        let name = entry.schema.model.as_str();
        if let ModelState::Ready(loaded) = &entry.state {
            telemetry.models().ready(name, loaded.model.out_of_bag_scores.rmse);
        }
        let newest = match service.list_evaluations(Some(name)).await {
            Ok(list) => list.evaluations.into_iter().next(),
            Err(error) => {
                tracing::warn!(%error, "what was evaluated before cannot be read");
                return;
            }
        };
        let Some(newest) = newest else { continue };
        if let Ok(evaluation) = service.evaluation(Some(name), &newest.id).await {
            telemetry.models().evaluated(&evaluation, service.models.is_default(name));
        }
    }
}
