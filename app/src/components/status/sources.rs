//! The sources and what they answered last.

use api::SourceRow;
use leptos::prelude::*;

use crate::components::prose::Prose;

/// A row a source.
#[component]
pub(crate) fn SourceTable(sources: Vec<SourceRow>) -> impl IntoView {
    let row = |source: SourceRow| {
        view! {
            <tr>
                <th scope="row"><code>{source.name}</code></th>
                <td class="text-cell">{source.kind}</td>
                <td class="text-cell">{source.asked}</td>
                <td class="text-cell">{source.answer}</td>
                <td class="text-cell status-words"><Prose text=source.last_error /></td>
            </tr>
        }
    };
    view! {
        <section class="section">
            <h2>"Sources"</h2>
            <div class="table-box" tabindex="0" role="region" aria-label="Sources">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            {["Kind", "Last query", "Answer", "Last error"].map(|head| view! { <th scope="col" class="text-cell">{head}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{sources.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
