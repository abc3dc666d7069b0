//! The metrics of models: those of the old service under their old names, for the default model, and every model's with its name.

mod by_model;
mod predictions;

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use prometheus::{Gauge, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry};
use service::StoredEvaluation;

use super::label::{BUCKETS, method_label};
use super::registered;
use by_model::ByModel;
use predictions::Predictions;

const LABELS: [&str; 3] = ["endpoint", "method", "status_code"];

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct ModelTelemetry {
    requests: IntCounterVec,
    seconds: HistogramVec,
    of_default: OfDefault,
    by_model: ByModel,
    predictions: Predictions,
    /// The models there are: nothing is told of one that a reload removed, also where an answer was still under way.
    names: Arc<RwLock<BTreeSet<String>>>,
}

/// Metrics of the default model, under the old service's names. A number not known yet is NaN: no rule takes it for good or bad.
#[derive(Clone, Debug)]
struct OfDefault {
    rmse: Gauge,
    mae: Gauge,
    r2: Gauge,
    mape: Gauge,
    drifted: Gauge,
    drifted_share: Gauge,
}

impl ModelTelemetry {
    /// Registers everything.
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let requests = Opts::new("api_requests_total", "Requests of the model API, by endpoint, method and status.");
        let seconds = HistogramOpts::new("api_request_duration_seconds", "How long requests of the model API took.");
        let seconds = seconds.buckets(BUCKETS.to_vec());
        Ok(Self {
            requests: registered(registry, IntCounterVec::new(requests, &LABELS)?)?,
            seconds: registered(registry, HistogramVec::new(seconds, &LABELS)?)?,
            of_default: OfDefault::register(registry)?,
            by_model: ByModel::register(registry)?,
            predictions: Predictions::register(registry)?,
            names: Arc::default(),
        })
    }

    /// A request was answered.
    pub(crate) fn answered(&self, endpoint: &str, method: &Method, status: StatusCode, took: Duration) {
        let labels = [endpoint, method_label(method), status.as_str()];
        self.requests.with_label_values(&labels).inc();
        self.seconds.with_label_values(&labels).observe(took.as_secs_f64());
    }

    /// A model predicted.
    pub(crate) fn predicted(&self, model: &str, values: &[f64]) {
        if self.names().contains(model) {
            self.predictions.note(model, values);
        }
    }

    /// A model can be asked; `out_of_bag_rmse` is its error in training, in the target's unit.
    pub(crate) fn ready(&self, model: &str, out_of_bag_rmse: f64) {
        if self.names().contains(model) {
            self.by_model.ready(model, out_of_bag_rmse);
        }
    }

    /// Begins anew with the models there are: what they said is forgotten, and shown again by whoever knows it. Their predictions
    /// go on being counted.
    pub(crate) fn begin_with(&self, names: BTreeSet<String>) {
        let mut held = self.names.write().unwrap_or_else(PoisonError::into_inner);
        self.by_model.forget();
        self.predictions.retain(&names);
        *held = names;
    }

    /// A batch was evaluated with a model.
    pub(crate) fn evaluated(&self, evaluation: &StoredEvaluation, is_default: bool) {
        if self.names().contains(&evaluation.model) {
            self.by_model.evaluated(evaluation);
        }
        if is_default {
            self.of_default.evaluated(evaluation);
        }
    }

    /// Held while something is shown, so that a reload comes before or after it.
    fn names(&self) -> RwLockReadGuard<'_, BTreeSet<String>> {
        self.names.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OfDefault {
    fn register(registry: &Registry) -> prometheus::Result<Self> {
        let gauge = |name, help| {
            let gauge = registered(registry, Gauge::new(name, help)?)?;
            gauge.set(f64::NAN);
            Ok::<_, prometheus::Error>(gauge)
        };
        Ok(Self {
            rmse: gauge("model_rmse_score", "Root mean squared error of the last evaluation; NaN before the first.")?,
            mae: gauge("model_mae_score", "Mean absolute error of the last evaluation; NaN before the first.")?,
            r2: gauge("model_r2_score", "R2 of the last evaluation; NaN where there is none.")?,
            mape: gauge(
                "model_mape_score",
                "Mean absolute error in percent of the last evaluation; NaN where there is none.",
            )?,
            drifted: gauge(
                "evidently_data_drift_detected_status",
                "1 where the last evaluation found data drift by Evidently's rules, else 0; NaN before the first.",
            )?,
            drifted_share: gauge(
                "evidently_drifted_columns_share",
                "Share of columns that drifted by Evidently's rules in the last evaluation; NaN before the first.",
            )?,
        })
    }

    fn evaluated(&self, evaluation: &StoredEvaluation) {
        let scores = &evaluation.scores;
        self.rmse.set(scores.rmse);
        self.mae.set(scores.mae);
        self.r2.set(scores.r2.unwrap_or(f64::NAN));
        self.mape.set(scores.mape.unwrap_or(f64::NAN));
        self.drifted.set(f64::from(u8::from(evaluation.compatible.drifted)));
        self.drifted_share.set(evaluation.compatible.share);
    }
}
