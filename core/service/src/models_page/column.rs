//! One column in two sets of rows: a feature, the target, or the prediction.

use api::{LinkView, ModelsParam, ModelsParams, ModelsProblem};
use regression::{Feature, Model, Schema};

use super::fault::{fault, shown};
use crate::StoredEvaluation;

/// The name of the column of predictions.
const PREDICTION: &str = "prediction";

/// Kind of a column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which<'a> {
    /// A feature, and its place in a row.
    Feature(usize, &'a Feature),
    /// The true values.
    Target,
    /// The predictions of the model.
    Prediction,
}

/// A column of a model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<'a> {
    schema: &'a Schema,
    pub(super) which: Which<'a>,
}

impl<'a> Column<'a> {
    /// Every column: the features in their order, then target and prediction.
    pub(super) fn all(schema: &'a Schema) -> Vec<Self> {
        let features = schema.features.iter().enumerate().map(|(index, feature)| Which::Feature(index, feature));
        features.chain([Which::Target, Which::Prediction]).map(|which| Self { schema, which }).collect()
    }

    /// The column of a name.
    pub(super) fn named(schema: &'a Schema, name: &str) -> Option<Self> {
        Self::all(schema).into_iter().find(|column| column.name() == name)
    }

    /// The column that was asked for, or else the usual one.
    pub(super) fn asked(schema: &'a Schema, params: &ModelsParams, usual: &str) -> Result<Self, ModelsProblem> {
        let text = params.get(ModelsParam::Column).trim();
        let name = if text.is_empty() { usual } else { text };
        let first = || Self::all(schema).into_iter().next().filter(|_| text.is_empty());
        Self::named(schema, name).or_else(first).ok_or_else(|| {
            let names: Vec<&str> = Self::all(schema).iter().map(Self::name).collect();
            let why = format!("There is no column `{}`.", shown(name));
            fault(ModelsParam::Column, why, format!("Give one of {}.", names.join(", ")))
        })
    }

    /// The same page about each of the columns.
    pub(super) fn links(self, params: &ModelsParams, anchor: &str) -> Vec<LinkView> {
        let link = |column: Self| LinkView {
            label: column.name().to_owned(),
            link: column.link(params, anchor),
            is_current: column.name() == self.name(),
        };
        Self::all(self.schema).into_iter().map(link).collect()
    }

    /// The same page about this column.
    pub(super) fn link(self, params: &ModelsParams, anchor: &str) -> String {
        format!("{}#{anchor}", params.clone().with(ModelsParam::Column, self.name()).link())
    }

    /// Its name in a link.
    pub(super) fn name(&self) -> &'a str {
        match self.which {
            Which::Feature(_, feature) => &feature.name,
            Which::Target => &self.schema.target,
            Which::Prediction => PREDICTION,
        }
    }

    /// Label of the column, with its unit.
    pub(super) fn label(&self) -> String {
        let (label, unit) = match self.which {
            Which::Feature(_, feature) => (feature.label.as_str(), feature.unit.as_str()),
            Which::Target => (self.schema.target.as_str(), self.schema.target_unit.as_str()),
            Which::Prediction => ("Prediction", self.schema.target_unit.as_str()),
        };
        if unit.is_empty() { label.to_owned() } else { format!("{label}, {unit}") }
    }

    /// The feature, where it is one.
    pub(super) fn feature(&self) -> Option<&'a Feature> {
        match self.which {
            Which::Feature(_, feature) => Some(feature),
            Which::Target | Which::Prediction => None,
        }
    }

    /// Its values in the rows the model was trained on; of the prediction what trees say that did not see the row.
    pub(super) fn of_reference(&self, model: &'a Model) -> &'a [f64] {
        match self.which {
            Which::Feature(index, _) => model.reference.columns().get(index).map_or(&[], Vec::as_slice),
            Which::Target => model.reference.target(),
            Which::Prediction => &model.out_of_bag,
        }
    }

    /// Its values in the rows that were evaluated.
    pub(super) fn of_evaluation(&self, evaluation: &'a StoredEvaluation) -> &'a [f64] {
        let rows = &evaluation.rows;
        match self.which {
            Which::Feature(_, feature) => {
                let column = rows.features.iter().find(|column| column.name == feature.name);
                column.map_or(&[], |column| &column.values)
            }
            Which::Target => &rows.actual,
            Which::Prediction => &rows.predicted,
        }
    }
}
