//! Every column tested twice, the gravest first.

use api::DriftRow;
use leptos::prelude::*;

use crate::place::at;

/// The table.
#[component]
pub(super) fn Drift(drift: Vec<DriftRow>) -> impl IntoView {
    let numbers =
        |heads: &'static [&'static str]| heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    let words = |head: &'static str| view! { <th scope="col" class="text-cell">{head}</th> };
    view! {
        <section class="section">
            <h2>"Columns by impact"</h2>
            <div class="table-box models-drift" tabindex="0" role="region" aria-label="Drift of the columns">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            {words("Promcast")}
                            {numbers(&["Share of the extra error", "p", "q"])}
                            {words("Where it moved")}
                            {words("Evidently")}
                            {words("Test")}
                            {numbers(&["Score", "Threshold", "Nulls before", "Nulls now"])}
                            {words("New categories")}
                        </tr>
                    </thead>
                    <tbody>{drift.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(row: DriftRow) -> impl IntoView {
    let name = match row.link {
        Some(link) => view! { <a href=at(link)>{row.name}</a> }.into_any(),
        None => row.name.into_any(),
    };
    let [test, score, threshold] = row.compatible_test;
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="text-cell">{row.honest}</td>
            <td>{row.severity}</td>
            {row.chances.map(|chance| view! { <td>{chance}</td> }).collect_view()}
            <td class="text-cell">{row.direction}</td>
            <td class="text-cell">{row.compatible}</td>
            <td class="text-cell">{test}</td>
            <td>{score}</td>
            <td>{threshold}</td>
            {row.nulls.map(|nulls| view! { <td>{nulls}</td> }).collect_view()}
            <td class="text-cell">{row.new_categories}</td>
        </tr>
    }
}
