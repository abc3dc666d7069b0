//! The head of a printed answer: what was asked, which on paper no form says.

use std::sync::Arc;

use api::ForecastView;
use leptos::prelude::*;

use crate::picture::origin;

/// Expression, source, range, and until when the data reach. Only paper shows it.
#[component]
pub(super) fn PrintHead(view: Arc<ForecastView>) -> impl IntoView {
    view! {
        <div class="print-head">
            <p><code>{view.question.expr.clone()}</code></p>
            <p>{origin(&view)}</p>
        </div>
    }
}
