//! The models, and whether they can be used.

use api::{ModelRow, ModelsParams};
use timeseries::text::counted;

use crate::{ModelEntry, ModelState, Models};

/// Models that are declared and cannot be used.
pub(super) fn findings(models: &Models) -> impl Iterator<Item = String> + use<> {
    let finding = |model: &ModelEntry| Some(format!("The model `{}`: {}.", model.schema.model, model.why_not()?));
    models.entries().into_iter().filter_map(move |model| finding(&model))
}

/// A row a model.
pub(super) fn rows(models: &Models) -> Vec<ModelRow> {
    models.entries().iter().map(|model| row(model)).collect()
}

fn row(model: &ModelEntry) -> ModelRow {
    let name = model.schema.model.clone();
    let trained = match &model.state {
        ModelState::Ready(loaded) => counted(loaded.model.reference.len() as u64, "row"),
        ModelState::Untrained | ModelState::Unusable(_) | ModelState::Unread(_) => "–".to_owned(),
    };
    ModelRow {
        link: ModelsParams::of(&name, "about").link(),
        name,
        state: model.why_not().unwrap_or_else(|| "ready".to_owned()),
        trained,
    }
}
