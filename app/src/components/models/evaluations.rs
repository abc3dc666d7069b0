//! The view of all evaluations: what the newest found, how the error went, and a row for each.

use api::{EvaluationRow, EvaluationsView};
use leptos::prelude::*;

use super::command::Command;
use super::history::History;
use super::simulate::Simulate;
use super::upload::EvaluateUpload;
use crate::place::at;

/// The answer, the chart, the table, and how to make another.
#[component]
pub(super) fn Evaluations(evaluations: EvaluationsView) -> impl IntoView {
    let EvaluationsView { sentence, proof, history, rows, request, notes, model } = evaluations;
    view! {
        {notes.into_iter().map(|note| view! { <p class="notice">{note}</p> }).collect_view()}
        <p class="answer" id="answer">{sentence}</p>
        <p class="proof">{proof}</p>
        {history.map(|history| view! { <History history /> })}
        <Rows rows />
        <section class="section">
            <h2>"Evaluate rows of your own"</h2>
            <EvaluateUpload model=model.clone() />
            <p class="muted">"Or from a shell, as JSON or CSV; the report is kept, and shown here. "<code>"make evaluation"</code>" does so for three weeks of the bike-sharing data."</p>
            <Command request />
            <Simulate model />
        </section>
    }
}

/// Nothing where there are none.
#[component]
fn Rows(rows: Vec<EvaluationRow>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>"Every evaluation"</h2>
                <div class="table-box" tabindex="0" role="region" aria-label="Every evaluation">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Period"</th>
                                <th scope="col" class="text-cell">"Made"</th>
                                {["Rows", "of training", "RMSE", "MAE", "R²", "MAPE", "Mean error"].map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                                <th scope="col" class="text-cell">"Evidently (column test)"</th>
                                <th scope="col" class="text-cell">"Promcast"</th>
                                <th scope="col" class="text-cell">"More"</th>
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

#[component]
fn Row(row: EvaluationRow) -> impl IntoView {
    let compare = format!("Compare {} with the reference", row.period);
    view! {
        <tr>
            <th scope="row"><a href=at(row.link)>{row.period}</a></th>
            <td class="text-cell">{row.made}</td>
            <td>{row.rows}</td>
            <td>{row.training_rows}</td>
            {row.figures.map(|figure| view! { <td>{figure}</td> }).collect_view()}
            <td class="text-cell">{row.compatible}</td>
            <td class="text-cell">{row.honest}</td>
            <td class="text-cell"><a href=at(row.compare) aria-label=compare>"Compare"</a></td>
        </tr>
    }
}
