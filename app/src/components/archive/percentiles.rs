//! The view of percentiles.

use api::{PercentileRow, PercentilesView};
use chart::Role;
use leptos::prelude::*;

/// A row a metric and proxy.
#[component]
pub(super) fn Percentiles(view: PercentilesView) -> impl IntoView {
    let heads = view.heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    let row = |row: PercentileRow| {
        view! {
            <tr>
                <th scope="row">{row.metric}</th>
                <td class="text-cell"><span class="swatch" inner_html=chart::swatch(Role::Series(row.color))></span>{row.proxy}</td>
                <td>{row.rows}</td>
                {row.values.into_iter().map(|value| view! { <td>{value}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label="Percentiles">
            <table>
                <thead><tr><th scope="col">"Metric"</th><th scope="col" class="text-cell">"API proxy"</th><th scope="col">"Rows"</th>{heads}</tr></thead>
                <tbody>{view.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
