//! The view of a prediction: the answer first, then the row it is for.

use api::{ModelsParams, PredictView, PredictionView, ProblemKind};
use leptos::prelude::*;

use super::command::Command;
use super::parts::Parts;
use super::predict_form::PredictForm;
use super::upload::PredictUpload;
use crate::context::{answer_with_status, status_of};

/// The prediction, its explanation, and the form.
#[component]
pub(super) fn Predict(predict: PredictView, params: ModelsParams) -> impl IntoView {
    let PredictView { fields, answer, request } = predict;
    let faults = fields.iter().filter(|field| field.error.is_some()).count();
    let (head, parts) = match answer {
        Some(answer) => {
            let parts = answer.parts.clone();
            (view! { <Answer answer /> }.into_any(), Some(parts))
        }
        None => (view! { <Faults faults /> }.into_any(), None),
    };
    let model = params.model.clone();
    view! {
        {head}
        <div class="models-predict">
            <PredictForm fields params />
            {parts.map(|parts| view! {
                <section class="models-why">
                    <Parts title="What moved this prediction" heads=["Feature", "Value", "Effect"] parts is_signed=true />
                </section>
            })}
        </div>
        <section class="section">
            <h2>"A whole table"</h2>
            <PredictUpload model />
        </section>
        <section class="section">
            <h2>"The same from a shell"</h2>
            <Command request />
        </section>
    }
}

#[component]
fn Answer(answer: PredictionView) -> impl IntoView {
    view! {
        <p class="answer" id="answer" role="status">{answer.sentence}</p>
        <p class="proof">{answer.proof}</p>
        {answer.warnings.into_iter().map(|warning| view! { <p class="notice">{warning}</p> }).collect_view()}
    }
}

/// That there is no prediction, and where the reason stands.
#[component]
fn Faults(faults: usize) -> impl IntoView {
    answer_with_status(status_of(ProblemKind::BadRequest));
    let why = match faults {
        1 => "One value makes no sense.".to_owned(),
        _ => format!("{faults} values make no sense."),
    };
    view! {
        <section class="problem" role="alert">
            <p class="answer">{why}</p>
            <p>"What is wrong stands beside the field. Correct it, and ask again."</p>
        </section>
    }
}
