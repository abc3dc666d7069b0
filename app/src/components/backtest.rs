//! Backtest table of the model selection: every candidate on the same past, beside seasonal naive.

use api::{BacktestRow, BacktestView};
use leptos::prelude::*;
use timeseries::text::{percent, significant};

use crate::place::at;

/// The table that decided.
#[component]
pub(crate) fn Backtest(backtest: BacktestView) -> impl IntoView {
    let levels: Vec<String> = backtest
        .rows
        .iter()
        .map(|row| &row.coverage)
        .max_by_key(|coverage| coverage.len())
        .map(|coverage| coverage.iter().map(|(level, _)| level.clone()).collect())
        .unwrap_or_default();
    let heads = levels.iter().map(|level| view! { <th scope="col">{format!("held by {level}%")}</th> }).collect_view();
    view! {
        <details class="evidence" id="backtest">
            <summary>"How this was chosen (backtest)"</summary>
            <p>{backtest.method}</p>
            <div class="table-box" tabindex="0" role="region" aria-label="Backtest of every candidate">
                <table>
                    <caption class="visually-hidden">"Scores of every candidate; lower MASE and sMAPE are better"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Model"</th>
                            <th scope="col"><abbr title="Mean absolute scaled error: 1 is as good as repeating the season inside the training data">"MASE"</abbr></th>
                            <th scope="col"><abbr title="Symmetric mean absolute percentage error, 0 to 200">"sMAPE"</abbr></th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{backtest.rows.into_iter().map(|row| candidate(row, &levels)).collect_view()}</tbody>
                </table>
            </div>
            <p class="muted">"Lower MASE and sMAPE are better. A band is well calibrated if it covered about its nominal share on held-out data."</p>
            <p class="muted made-of">{backtest.made_of} " " <a href=at("/bench")>"Promcast beside its peers"</a></p>
        </details>
    }
}

fn candidate(row: BacktestRow, levels: &[String]) -> impl IntoView + use<> {
    let share =
        |level: &String| row.coverage.iter().find(|(known, _)| known == level).map_or(f64::NAN, |(_, share)| *share);
    let coverage = levels.iter().map(|level| view! { <td>{percent(share(level))}</td> }).collect_view();
    let score = |score: Option<f64>| score.map_or_else(|| "–".to_owned(), |score| significant(score, 3));
    let note = match (row.is_chosen, row.is_baseline, &row.failure) {
        (_, _, Some(failure)) => failure.clone(),
        (true, true, None) => "chosen; the baseline itself".to_owned(),
        (true, false, None) => "chosen".to_owned(),
        (false, true, None) => "baseline".to_owned(),
        (false, false, None) => row.weight.filter(|weight| *weight > 0.0).map_or_else(String::new, share_of_blend),
    };
    view! {
        <tr class:picked=row.is_chosen>
            <th scope="row">{row.name.clone()} " " <span class="muted">{note}</span></th>
            <td>{score(row.mase)}</td>
            <td>{score(row.smape)}</td>
            {coverage}
        </tr>
    }
}

fn share_of_blend(weight: f64) -> String {
    format!("{} of the blend", percent(weight))
}
