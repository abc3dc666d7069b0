//! A model that is watched: trained on one period of the data, asked by both verdicts about another.

use drift::compatible::{DRIFT_SHARE, DatasetVerdict, dataset};
use drift::honest::{Feature, HonestReport, Settings, assess};
use drift::{Column, ColumnKind, DriftError};
use regression::{Model, Origin, RegressionError, Rows, Schema, train};

use crate::frame::Frame;

pub(crate) struct Watched {
    pub(crate) period: (&'static str, &'static str),
    pub(crate) model: Model,
    pub(crate) reference: Frame,
}

impl Watched {
    pub(crate) fn train(
        schema: &Schema,
        rows: &Rows,
        period: (&'static str, &'static str),
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let rows = rows.between(period.0.parse()?, period.1.parse()?);
        let model: Result<Model, RegressionError> =
            train(schema, &rows, regression::Settings::default(), Origin::default());
        let model = model?;
        let reference = Frame::of(&model.reference, model.out_of_bag.clone());
        Ok(Self { period, model, reference })
    }

    pub(crate) fn features(&self) -> Vec<Feature<'_>> {
        let importances = self.model.forest.importances();
        let features = self.model.schema.features.iter().zip(importances);
        features
            .map(|(feature, importance)| Feature {
                name: &feature.name,
                kind: ColumnKind::Numerical,
                importance: *importance,
            })
            .collect()
    }

    pub(crate) fn honest(&self, reference: &Frame, current: &Frame, seed: u64) -> Result<HonestReport, DriftError> {
        let (before, after) = (reference.borrowed(), current.borrowed());
        let settings = Settings { seed, ..Settings::default() };
        assess(&self.features(), &reference.period(&before), &current.period(&after), settings)
    }

    pub(crate) fn compatible(&self, reference: &Frame, current: &Frame) -> DatasetVerdict {
        let features = self.model.schema.features.iter().enumerate();
        let columns: Vec<Column<'_>> = features
            .map(|(index, feature)| Column {
                name: &feature.name,
                kind: ColumnKind::Numerical,
                reference: &reference.columns[index],
                current: &current.columns[index],
            })
            .collect();
        dataset(&columns, DRIFT_SHARE)
    }
}
