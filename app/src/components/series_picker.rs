//! The series of the answer, one forecast each, to pick from.

use std::sync::Arc;

use api::{ForecastView, Param, SeriesPick};
use leptos::prelude::*;
use timeseries::text::number;

use crate::place::at;

/// How many are listed: beyond that a narrower expression is the better list.
const LISTED: usize = 200;

/// A table whose names are links; nothing where there is only one series.
#[component]
pub(crate) fn SeriesPicker(view: Arc<ForecastView>) -> impl IntoView {
    let count = view.picks.len();
    (count > 1).then(|| {
        view! {
            <section class="picker">
                <h2>{format!("{count} series")}</h2>
                <div class="table-box" tabindex="0" role="region" aria-label="Series to pick from">
                    <table>
                        <thead>
                            <tr><th scope="col">"Series"</th><th scope="col">"last"</th><th scope="col">"min"</th><th scope="col">"max"</th><th scope="col">"mean"</th></tr>
                        </thead>
                        <tbody>{view.picks.iter().take(LISTED).map(|pick| row(pick, &view)).collect_view()}</tbody>
                    </table>
                </div>
                {(count > LISTED).then(|| view! { <p class="muted">{format!("The first {LISTED} of {count}: narrow the expression to see others.")}</p> })}
            </section>
        }
    })
}

fn row(pick: &SeriesPick, view: &ForecastView) -> impl IntoView + use<> {
    let params = view.params.clone().with(Param::Series, &pick.key);
    let value = |value: Option<f64>| number(value.unwrap_or(f64::NAN));
    view! {
        <tr class:picked=pick.is_picked>
            <th scope="row">
                <a href=at(format!("/?{}", params.to_query())) aria-current=pick.is_picked.then_some("true")><code>{pick.name.clone()}</code></a>
            </th>
            <td>{value(pick.last)}</td>
            <td>{value(pick.min)}</td>
            <td>{value(pick.max)}</td>
            <td>{value(pick.mean)}</td>
        </tr>
    }
}
