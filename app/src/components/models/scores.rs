//! Scores beside what they are held against.

use api::ScoreRow;
use leptos::prelude::*;

/// A row a score. Where there are no current rows, only the model's own scores are shown.
#[component]
pub(super) fn Scores(
    /// The scores.
    scores: Vec<ScoreRow>,
    /// Description of the rows; `None` if the model is shown alone.
    #[prop(optional_no_strip)]
    rows: Option<String>,
) -> impl IntoView {
    let has_rows = rows.is_some();
    let row = |score: ScoreRow| {
        view! {
            <tr>
                <th scope="row"><span title=score.meaning.clone()>{score.name}</span></th>
                {has_rows.then(|| view! { <td>{score.current}</td> })}
                <td>{score.out_of_bag}</td>
                <td>{score.baseline}</td>
                <td class="text-cell muted">{score.meaning}</td>
            </tr>
        }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Scores">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Score"</th>
                        {rows.map(|rows| view! { <th scope="col">{rows}</th> })}
                        <th scope="col">"out of bag"</th>
                        <th scope="col">"always the mean"</th>
                        <th scope="col" class="text-cell">"What it is"</th>
                    </tr>
                </thead>
                <tbody>{scores.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
