//! The error by the values of a column, beside that of the reference.

use api::{ErrorByView, ErrorGroup};
use chart::{ColumnLook, ColumnSeries, Columns, Role, Size};
use leptos::prelude::*;

use crate::components::models::drawing::Drawing;

const WIDE: Size = Size { width_px: 720, height_px: 260 };

/// The bars, and their table.
#[component]
pub(super) fn ErrorBy(error_by: ErrorByView) -> impl IntoView {
    let shown = error_by.clone();
    let draw = move |id: String, size: Size| chart::columns(&columns(&shown, id, size));
    view! {
        <figure class="chart models-chart" id="error-by" aria-labelledby="error-by-title">
            <figcaption>
                <h3 id="error-by-title">{format!("Error by {}", error_by.label)}</h3>
                <p class="muted">{error_by.summary}</p>
            </figcaption>
            <Drawing id="error-by" wide=WIDE draw />
            <ul class="models-legend">
                <li><span class="swatch" inner_html=chart::filled_swatch(Role::Series(1))></span>"reference, out of bag"</li>
                <li><span class="swatch" inner_html=chart::hollow_swatch(Role::Series(2))></span>"these rows"</li>
            </ul>
            <Groups label=error_by.label groups=error_by.groups />
        </figure>
    }
}

fn columns(view: &ErrorByView, id: String, size: Size) -> Columns {
    let series = |number, name: &str, value: fn(&ErrorGroup) -> f64| ColumnSeries {
        name: name.to_owned(),
        role: Role::Series(number),
        values: view.groups.iter().map(value).collect(),
    };
    Columns {
        id,
        title: format!("Error by {}", view.label),
        description: view.summary.clone(),
        size,
        upwards: "RMSE".to_owned(),
        groups: view.groups.iter().map(|group| group.name.clone()).collect(),
        look: ColumnLook::Bars,
        series: vec![
            series(1, "reference, out of bag", |group| group.reference_rmse),
            series(2, "these rows", |group| group.rmse),
        ],
        guide: None,
    }
}

#[component]
fn Groups(label: String, groups: Vec<ErrorGroup>) -> impl IntoView {
    let row = |group: ErrorGroup| {
        view! {
            <tr>
                <th scope="row">{group.name}</th>
                <td>{group.rows}</td>
                {group.means.map(|mean| view! { <td>{mean}</td> }).collect_view()}
                {group.errors.map(|error| view! { <td>{error}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <details class="fold models-table">
            <summary>"Table"</summary>
            <div class="table-box" tabindex="0" role="region" aria-label=format!("Error by {label}")>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Values"</th>
                            {["Rows", "Mean actual", "Mean predicted", "Mean error", "RMSE", "RMSE, out of bag"].map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{groups.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
