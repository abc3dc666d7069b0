//! Response to a pressed button, and the values that it changed.

use api::{ChangeView, PressedView};
use leptos::prelude::*;

use super::sent;
use crate::context::answer_with_status;

/// The request, its answer, and the series that say something else now.
#[component]
pub(crate) fn PressedAnswer(pressed: PressedView) -> impl IntoView {
    let PressedView { request, status, body, changes } = pressed;
    answer_with_status(status);
    let is_good = status < 400;
    view! {
        <section class="instruments-answer" class:instruments-failed=!is_good role="status" aria-label="Answer of the button">
            <h2><code>{sent(request)}</code> {if is_good { " was answered" } else { " failed" }}</h2>
            <pre class="snippet"><code>{status} " " {body.trim().to_owned()}</code></pre>
            <Changes changes />
        </section>
    }
}

/// A row a series.
#[component]
fn Changes(changes: Vec<ChangeView>) -> impl IntoView {
    if changes.is_empty() {
        return view! { <p class="muted">"None of the metrics below changed."</p> }.into_any();
    }
    let row = |change: ChangeView| {
        view! {
            <tr>
                <th scope="row"><code>{change.series}</code></th>
                <td>{change.before}</td>
                <td>{change.after}</td>
            </tr>
        }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="What changed">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"What changed"</th>
                        <th scope="col">"before"</th>
                        <th scope="col">"after"</th>
                    </tr>
                </thead>
                <tbody>{changes.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
