//! Scores of the last evaluation by model, beside the error in training. A model that was never evaluated has only the latter.

use prometheus::{GaugeVec, Opts, Registry};
use service::StoredEvaluation;

use super::registered;

#[derive(Clone, Debug)]
pub(super) struct ByModel {
    rmse: GaugeVec,
    mae: GaugeVec,
    r2: GaugeVec,
    mape: GaugeVec,
    mean_error: GaugeVec,
    baseline_rmse: GaugeVec,
    out_of_bag_rmse: GaugeVec,
    training_rows: GaugeVec,
    drift_detected: GaugeVec,
    drifted_share: GaugeVec,
    drift_severity: GaugeVec,
    drift_flagged: GaugeVec,
    feature_score: GaugeVec,
    feature_q_value: GaugeVec,
    feature_null_share: GaugeVec,
    last_evaluation: GaugeVec,
}

impl ByModel {
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let gauges = |name: &str, help: &str, labels: &[&str]| {
            registered(registry, GaugeVec::new(Opts::new(format!("promcast_model_{name}"), help), labels)?)
        };
        let of_model = |name: &str, help: &str| gauges(name, help, &["model"]);
        let of_feature = |name: &str, help: &str| gauges(name, help, &["model", "feature"]);
        Ok(Self {
            rmse: of_model("rmse", "Root mean squared error of the last evaluation, in the target's unit.")?,
            mae: of_model("mae", "Mean absolute error of the last evaluation, in the target's unit.")?,
            r2: of_model("r2", "Share of the target's variance that was explained; NaN where there is none.")?,
            mape: of_model("mape", "Mean absolute error in percent of the target; NaN where every target is zero.")?,
            mean_error: of_model(
                "mean_error",
                "Predicted minus actual on average; above zero the model says too much.",
            )?,
            baseline_rmse: of_model("baseline_rmse", "The error of always saying the mean of the reference.")?,
            out_of_bag_rmse: of_model(
                "out_of_bag_rmse",
                "Root mean squared error in training, on rows a tree had not seen: what to expect at best.",
            )?,
            training_rows: of_model("training_rows", "Rows of the last evaluation that the model was trained on.")?,
            drift_detected: of_model("drift_detected", "1 where data drifted by Evidently's rules, else 0.")?,
            drifted_share: of_model("drifted_columns_share", "Share of columns that drifted by Evidently's rules.")?,
            drift_severity: of_model(
                "drift_severity",
                "The error to expect from the inputs alone over the error of the reference; 1 is as good as in training.",
            )?,
            drift_flagged: of_model("drift_flagged", "1 where somebody should look at the drift, else 0.")?,
            feature_score: of_feature(
                "feature_drift_score",
                "Score of Evidently's default test of a feature: a p-value, or a distance for a large reference.",
            )?,
            feature_q_value: of_feature(
                "feature_drift_q_value",
                "How often chance alone moves a feature that far, by whole days and all features considered.",
            )?,
            feature_null_share: of_feature("feature_null_share", "Share of rows without a value of a feature.")?,
            last_evaluation: of_model("last_evaluation_timestamp_seconds", "When the model was evaluated last.")?,
        })
    }

    /// Forgets every model: those that are still there are shown anew.
    pub(super) fn forget(&self) {
        let scores = [&self.rmse, &self.mae, &self.r2, &self.mape, &self.mean_error, &self.last_evaluation];
        let of_training = [&self.baseline_rmse, &self.out_of_bag_rmse, &self.training_rows];
        let drift = [&self.drift_detected, &self.drifted_share, &self.drift_severity, &self.drift_flagged];
        let features = [&self.feature_score, &self.feature_q_value, &self.feature_null_share];
        for gauges in scores.iter().chain(&of_training).chain(&drift).chain(&features) {
            gauges.reset();
        }
    }

    pub(super) fn ready(&self, model: &str, out_of_bag_rmse: f64) {
        self.out_of_bag_rmse.with_label_values(&[model]).set(out_of_bag_rmse);
    }

    pub(super) fn evaluated(&self, evaluation: &StoredEvaluation) {
        let model = [evaluation.model.as_str()];
        let set = |gauge: &GaugeVec, value: f64| gauge.with_label_values(&model).set(value);
        let flag = |is_set: bool| f64::from(u8::from(is_set));
        let scores = &evaluation.scores;
        set(&self.rmse, scores.rmse);
        set(&self.mae, scores.mae);
        set(&self.r2, scores.r2.unwrap_or(f64::NAN));
        set(&self.mape, scores.mape.unwrap_or(f64::NAN));
        set(&self.mean_error, scores.mean_error);
        set(&self.baseline_rmse, evaluation.baseline.rmse);
        set(&self.training_rows, evaluation.training_rows as f64);
        set(&self.drift_detected, flag(evaluation.compatible.drifted));
        set(&self.drifted_share, evaluation.compatible.share);
        set(&self.drift_severity, evaluation.honest.expected.severity);
        set(&self.drift_flagged, flag(evaluation.honest.flagged));
        set(&self.last_evaluation, evaluation.created.seconds());
        self.features(evaluation);
    }

    fn features(&self, evaluation: &StoredEvaluation) {
        let set = |gauge: &GaugeVec, feature: &str, value: f64| {
            gauge.with_label_values(&[evaluation.model.as_str(), feature]).set(value);
        };
        for test in &evaluation.compatible.columns {
            set(&self.feature_score, &test.name, test.score.unwrap_or(f64::NAN));
        }
        for finding in &evaluation.honest.columns {
            set(&self.feature_q_value, &finding.name, finding.q_value.unwrap_or(f64::NAN));
            set(&self.feature_null_share, &finding.name, finding.null_share);
        }
    }
}

#[cfg(test)]
mod tests {
    use prometheus::TextEncoder;

    use super::*;

    #[test]
    fn a_model_that_is_gone_is_told_of_no_more() {
        let registry = Registry::new();
        let models = ByModel::register(&registry).unwrap();
        let told = || TextEncoder::new().encode_to_string(&registry.gather()).unwrap();
        models.ready("rent", 12.5);
        assert!(told().contains("promcast_model_out_of_bag_rmse{model=\"rent\"} 12.5"), "{}", told());
        models.forget();
        assert!(!told().contains("rent"), "{}", told());
    }
}
