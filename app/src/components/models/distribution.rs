//! Distribution of a column in two sets of rows: bars side by side, and their table.

use api::DistributionView;
use chart::{ColumnLook, ColumnSeries, Columns, Role, Size};
use leptos::prelude::*;
use timeseries::text::percent;

use super::drawing::Drawing;

const WIDE: Size = Size { width_px: 720, height_px: 260 };

/// The bars, what they are, and the shares as a table.
#[component]
pub(super) fn Distribution(
    /// One of a kind on the page.
    id: String,
    /// The column.
    distribution: DistributionView,
) -> impl IntoView {
    let (title, drawing) = (format!("{id}-title"), id.clone());
    let shown = distribution.clone();
    let draw = move |id: String, size: Size| chart::columns(&columns(&shown, id, size));
    view! {
        <figure class="chart models-chart" id=id.clone() aria-labelledby=title.clone()>
            <figcaption>
                <h3 id=title.clone()>{distribution.label.clone()}</h3>
                <p class="muted">{distribution.summary.clone()}</p>
            </figcaption>
            <Drawing id=drawing wide=WIDE draw />
            <ul class="models-legend">
                <li><span class="swatch" inner_html=chart::filled_swatch(Role::Series(1))></span>{distribution.first.clone()}</li>
                <li><span class="swatch" inner_html=chart::hollow_swatch(Role::Series(2))></span>{distribution.second.clone()}</li>
            </ul>
            <Shares distribution />
        </figure>
    }
}

fn columns(view: &DistributionView, id: String, size: Size) -> Columns {
    let in_percent = |shares: &[f64]| shares.iter().map(|share| share * 100.0).collect();
    let series = |number, name: &str, shares: &[f64]| ColumnSeries {
        name: name.to_owned(),
        role: Role::Series(number),
        values: in_percent(shares),
    };
    Columns {
        id,
        title: view.label.clone(),
        description: view.summary.clone(),
        size,
        upwards: "% of rows".to_owned(),
        groups: view.groups.clone(),
        look: ColumnLook::Bars,
        series: vec![series(1, &view.first, &view.first_shares), series(2, &view.second, &view.second_shares)],
        guide: None,
    }
}

#[component]
fn Shares(distribution: DistributionView) -> impl IntoView {
    let DistributionView { label, first, second, groups, first_shares, second_shares, .. } = distribution;
    let row = |(group, (first, second)): (String, (f64, f64))| {
        view! { <tr><th scope="row">{group}</th><td>{percent(first)}</td><td>{percent(second)}</td></tr> }
    };
    let shares = first_shares.into_iter().zip(second_shares);
    view! {
        <details class="fold models-table">
            <summary>"Table"</summary>
            <div class="table-box" tabindex="0" role="region" aria-label=format!("Shares of {label}")>
                <table>
                    <thead><tr><th scope="col">"Values"</th><th scope="col">{first}</th><th scope="col">{second}</th></tr></thead>
                    <tbody>{groups.into_iter().zip(shares).map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
