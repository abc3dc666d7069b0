//! Background jobs of the server.

use api::JobRow;
use leptos::prelude::*;

/// A row a job.
#[component]
pub(crate) fn JobTable(jobs: Vec<JobRow>) -> impl IntoView {
    let row = |job: JobRow| {
        view! {
            <tr>
                <th scope="row">{job.name}</th>
                <td class="text-cell">{job.every}</td>
                <td class="text-cell">{job.last}</td>
                <td class="text-cell status-words">{job.outcome}</td>
                <td class="text-cell">{job.next}</td>
            </tr>
        }
    };
    view! {
        <section class="section">
            <h2>"Jobs"</h2>
            <div class="table-box" tabindex="0" role="region" aria-label="Jobs">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Job"</th>
                            {["Every", "Last", "Result", "Next"].map(|head| view! { <th scope="col" class="text-cell">{head}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{jobs.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
