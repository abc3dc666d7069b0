//! One row to fill in, what the model predicts for it, and which features mattered.

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct PredictView {
    /// A field a feature, in the order of the model.
    pub fields: Vec<FieldView>,
    /// The prediction; none where a field is at fault.
    pub answer: Option<PredictionView>,
    /// The same question for a shell.
    pub request: RequestView,
}

/// A request that can be sent from a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestView {
    /// Path of the request.
    pub path: String,
    /// The JSON that is sent.
    pub body: String,
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldView {
    /// The feature's name.
    pub name: String,
    /// Label, in words.
    pub label: String,
    /// Range and unit: `0 to 1, share of 41 °C`.
    pub help: String,
    /// Control of the form.
    pub control: ControlView,
    /// The typed value, or the example.
    pub value: String,
    /// Error of the typed value.
    pub error: Option<String>,
}

/// Control for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlView {
    /// A number; whole where the feature is.
    Number {
        /// True if only whole numbers are valid.
        is_whole: bool,
    },
    /// One of a few, by the value and its meaning.
    Choice(Vec<(String, String)>),
}

/// Prediction of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct PredictionView {
    /// `About 26 rentals in that hour.`
    pub sentence: String,
    /// From where the features move the prediction, and how sure it is, in a sentence.
    pub proof: String,
    /// Warnings about relying on it.
    pub warnings: Vec<String>,
    /// Contribution of each feature to the prediction, the greatest first.
    pub parts: Vec<PartView>,
}

/// Weight of one part, as a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct PartView {
    /// The feature.
    pub label: String,
    /// Its value in this row, for people; empty where there is no row.
    pub value: String,
    /// Its size as a share of the largest, -1 to 1.
    pub share: f64,
    /// Its size in words, with its sign where it has one.
    pub text: String,
}
