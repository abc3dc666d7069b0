//! The use case of `POST /trigger-drift`: the newest rows of the reference, pushed to the ends of their ranges, through the same evaluation.

use regression::{Feature, Kind, Model, Rows};

use crate::evaluate::{Batch, judged};
use crate::model::ModelError;
use crate::{Service, StoredEvaluation};

/// As many rows as a week of hours.
const MOST_ROWS: usize = 168;
/// Name of the batch.
const PERIOD: &str = "simulated_drift";

impl Service {
    /// Makes up a drift, evaluates it and keeps the evaluation.
    ///
    /// # Errors
    /// There is no such model, or it cannot be used.
    pub async fn trigger_drift(&self, model: Option<&str>) -> Result<StoredEvaluation, ModelError> {
        self.models.read_missed().await;
        let model = self.models.ready(model)?;
        let now = self.clock.now();
        let judging = move |_: &forecast::Cancel| {
            let batch = Batch { rows: extreme(&model.model)?, period: PERIOD.to_owned(), simulated: true, note: None };
            judged(&model, batch, now)
        };
        self.keep_evaluation(self.pool.run(judging).await??).await
    }
}

/// The last rows of the reference with extreme values; their hours stay as they were, for days have them all.
fn extreme(model: &Model) -> Result<Rows, ModelError> {
    let reference = &model.reference;
    let ends: Vec<Option<f64>> = model
        .schema
        .features
        .iter()
        .zip(reference.columns())
        .map(|(feature, values)| (Some(&feature.name) != model.schema.hour.as_ref()).then(|| far_end(feature, values)))
        .collect();
    let mut rows = Rows::new(ends.len());
    for index in reference.len().saturating_sub(MOST_ROWS)..reference.len() {
        let row: Vec<f64> =
            reference.row(index).into_iter().zip(&ends).map(|(value, end)| end.unwrap_or(value)).collect();
        rows.push_coded(&row, reference.target()[index], reference.times()[index]).map_err(ModelError::Rows)?;
    }
    Ok(rows)
}

/// The end of a feature's range that lies farther from its mean. Where no range is declared, it is as wide again as the reference.
fn far_end(feature: &Feature, values: &[f64]) -> f64 {
    let (least, most) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(*value), most.max(*value)));
    let (min, max) = match feature.kind {
        Kind::Category => (least, most),
        Kind::Number | Kind::Integer => {
            (feature.min.unwrap_or(2.0 * least - most), feature.max.unwrap_or(2.0 * most - least))
        }
    };
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    if max - mean >= mean - min { max } else { min }
}
