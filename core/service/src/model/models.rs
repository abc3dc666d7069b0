//! The models there are: those that can predict, and why the others cannot.

use std::sync::{Arc, PoisonError, RwLock};

use regression::{Feature, Kind, Model, Schema, decode};

use super::loaded_model::LoadedModel;
use super::model_error::ModelError;
use crate::ModelStore;

/// Maximum number of characters of an unknown name that an error repeats.
const MOST_NAME_CHARS: usize = 80;

/// All models, the default first. Copies share them.
#[derive(Clone, Debug, Default)]
pub struct Models {
    slots: Arc<[Slot]>,
}

/// The place of one model, which may be filled later where its file could not be read.
#[derive(Debug)]
struct Slot {
    wanted: ModelToLoad,
    store: Arc<dyn ModelStore>,
    entry: RwLock<Arc<ModelEntry>>,
}

/// One model, whether it can be used or not.
#[derive(Clone, Debug)]
pub struct ModelEntry {
    /// The columns that the model reads and predicts.
    pub schema: Schema,
    /// Availability of the model.
    pub state: ModelState,
}

/// Availability of a model.
#[derive(Clone, Debug)]
pub enum ModelState {
    /// It predicts.
    Ready(Arc<LoadedModel>),
    /// It is declared, and nobody trained it.
    Untrained,
    /// Its file cannot be used.
    Unusable(String),
    /// Its file could not be read just now, and is read again when the model is asked for.
    Unread(String),
}

/// A model that is to be loaded.
#[derive(Debug)]
pub struct ModelToLoad {
    /// The declared columns that the model reads and predicts.
    pub schema: Schema,
    /// The file that Promcast brings along, used where none was trained.
    pub built_in: Option<&'static [u8]>,
}

impl Models {
    /// Loads every model from the store. What cannot be loaded is among them, with the reason.
    pub async fn load(wanted: Vec<ModelToLoad>, store: Arc<dyn ModelStore>) -> Self {
        let mut slots = Vec::new();
        for wanted in wanted {
            let entry = RwLock::new(Arc::new(wanted.read(store.as_ref()).await));
            slots.push(Slot { wanted, store: Arc::clone(&store), entry });
        }
        Self { slots: slots.into() }
    }

    /// Reads once more the files that could not be read, as happens where a process has opened as many files as it may.
    pub async fn read_missed(&self) {
        for slot in self.slots.iter().filter(|slot| matches!(slot.entry().state, ModelState::Unread(_))) {
            let entry = Arc::new(slot.wanted.read(slot.store.as_ref()).await);
            *slot.entry.write().unwrap_or_else(PoisonError::into_inner) = entry;
        }
    }

    /// All of them as they are now, the default first.
    #[must_use]
    pub fn entries(&self) -> Vec<Arc<ModelEntry>> {
        self.slots.iter().map(Slot::entry).collect()
    }

    /// Returns true if `name` is the name of the default model.
    #[must_use]
    pub fn is_default(&self, name: &str) -> bool {
        self.slots.first().is_some_and(|slot| slot.wanted.schema.model == name)
    }

    /// The model of that name, or the default.
    ///
    /// # Errors
    /// `NoSuchModel` with the names there are.
    pub fn entry(&self, name: Option<&str>) -> Result<Arc<ModelEntry>, ModelError> {
        let found = match name {
            None => self.slots.first(),
            Some(name) => self.slots.iter().find(|slot| slot.wanted.schema.model == name),
        };
        found.map(Slot::entry).ok_or_else(|| ModelError::NoSuchModel {
            name: name.unwrap_or_default().chars().take(MOST_NAME_CHARS).collect(),
            known: self.slots.iter().map(|slot| slot.wanted.schema.model.clone()).collect(),
        })
    }

    /// The model of that name, or the default, where it can predict.
    ///
    /// # Errors
    /// `NoSuchModel`, or `Unusable` with the reason.
    pub fn ready(&self, name: Option<&str>) -> Result<Arc<LoadedModel>, ModelError> {
        let entry = self.entry(name)?;
        match &entry.state {
            ModelState::Ready(loaded) => Ok(Arc::clone(loaded)),
            _ => {
                Err(ModelError::Unusable { name: entry.schema.model.clone(), why: entry.why_not().unwrap_or_default() })
            }
        }
    }
}

impl Slot {
    fn entry(&self) -> Arc<ModelEntry> {
        Arc::clone(&self.entry.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl ModelToLoad {
    /// The model as it is in the store, or as Promcast brings it along, or why it cannot be used.
    async fn read(&self, store: &dyn ModelStore) -> ModelEntry {
        let state = match store.get(&self.schema.model).await {
            Ok(Some(file)) => loaded(&self.schema, &file),
            Ok(None) => self.built_in.map_or(ModelState::Untrained, |file| loaded(&self.schema, file)),
            Err(error) => ModelState::Unread(format!("{error}: see that the storage path can be read")),
        };
        ModelEntry { schema: schema_in_force(self.schema.clone(), &state), state }
    }
}

impl ModelEntry {
    /// Returns the reason why it cannot be used, and the remedy; `None` if it is ready.
    #[must_use]
    pub fn why_not(&self) -> Option<String> {
        let name = &self.schema.model;
        match &self.state {
            ModelState::Ready(_) => None,
            ModelState::Untrained => {
                Some(format!("it is not trained yet: run `promcast train --model {name}`, then start the server again"))
            }
            ModelState::Unusable(why) | ModelState::Unread(why) => Some(why.clone()),
        }
    }
}

fn loaded(schema: &Schema, file: &[u8]) -> ModelState {
    let again = || format!("run `promcast train --model {}` again, then start the server again", schema.model);
    match decode(file) {
        Err(error) => ModelState::Unusable(format!("{error}: {}", again())),
        Ok(model) if !same_columns(schema, &model.schema) => {
            ModelState::Unusable(format!("it was trained on other columns than those declared now: {}", again()))
        }
        Ok(model) => {
            let schema = redeclared(schema, &model.schema);
            ModelState::Ready(Arc::new(LoadedModel::new(Model { schema, ..model }, file)))
        }
    }
}

/// A trained model knows its categories; one that is not is as it was declared.
fn schema_in_force(declared: Schema, state: &ModelState) -> Schema {
    match state {
        ModelState::Ready(loaded) => loaded.model.schema.clone(),
        ModelState::Untrained | ModelState::Unusable(_) | ModelState::Unread(_) => declared,
    }
}

fn same_columns(declared: &Schema, trained: &Schema) -> bool {
    let columns = |schema: &Schema| -> Vec<(String, Kind)> {
        schema.features.iter().map(|feature| (feature.name.clone(), feature.kind)).collect()
    };
    declared.model == trained.model
        && declared.target == trained.target
        && declared.time == trained.time
        && declared.hour == trained.hour
        && columns(declared) == columns(trained)
}

/// Applies a changed declaration to a trained schema: descriptions such as label and range may change without retraining.
fn redeclared(declared: &Schema, trained: &Schema) -> Schema {
    let feature = |(declared, trained): (&Feature, &Feature)| match trained.kind {
        Kind::Category => Feature { values: trained.values.clone(), example: trained.example, ..declared.clone() },
        Kind::Number | Kind::Integer => declared.clone(),
    };
    Schema { features: declared.features.iter().zip(&trained.features).map(feature).collect(), ..declared.clone() }
}

#[cfg(test)]
mod tests;
