//! A file of rows for a model: forms that work without JavaScript.

use leptos::prelude::*;

use crate::place::at;

/// A file to evaluate, with a name for the batch; the report follows.
#[component]
pub(super) fn EvaluateUpload(model: String) -> impl IntoView {
    view! {
        <form class="models-upload" method="post" enctype="multipart/form-data" action=at("/models/evaluate") aria-label="Rows to evaluate">
            <input type="hidden" name="model" value=model />
            <File help="CSV or JSON, at most 8 MiB, with the true values." />
            <label class="field" for="field-upload-period">
                <span>"Name of the period"</span>
                <input type="text" name="evaluation_period_name" id="field-upload-period" maxlength="200" autocomplete="off" placeholder="the file's name" />
            </label>
            <button type="submit" class="primary">"Evaluate rows"</button>
        </form>
    }
}

/// A table to predict, given back with a column more.
#[component]
pub(super) fn PredictUpload(model: String) -> impl IntoView {
    view! {
        <form class="models-upload" method="post" enctype="multipart/form-data" action=at("/models/predict") aria-label="Rows to predict">
            <input type="hidden" name="model" value=model />
            <File help="CSV, at most 8 MiB; it comes back with a column prediction." />
            <button type="submit">"Predict rows"</button>
        </form>
    }
}

#[component]
fn File(help: &'static str) -> impl IntoView {
    view! {
        <label class="field" for="field-upload">
            <span>"File"</span>
            <input type="file" name="file" id="field-upload" accept=".csv,.json,text/csv,application/json" required aria-describedby="field-upload-help" />
        </label>
        <span class="muted" id="field-upload-help">{help}</span>
    }
}
