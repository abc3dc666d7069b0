//! The view of totals: tiles, bars, and all figures in tables.

use api::{ArchiveParams, ErrorRow, TileView, TotalRow, TotalsView};
use leptos::prelude::*;

use super::bars::Bars;

/// Tiles first: what most come for.
#[component]
pub(super) fn Totals(totals: TotalsView, params: ArchiveParams) -> impl IntoView {
    let TotalsView { tiles, compared, bars, rows, errors } = totals;
    view! {
        <dl class="archive-tiles">{tiles.into_iter().map(tile).collect_view()}</dl>
        <p class="muted">{compared}</p>
        <div class="bars-grid">{bars.into_iter().map(|bars| view! { <Bars bars params=params.clone() /> }).collect_view()}</div>
        <Errors errors />
        <AllTotals rows />
    }
}

fn tile(tile: TileView) -> impl IntoView {
    view! {
        <div class="archive-tile">
            <dt>{tile.label}</dt>
            <dd class="archive-tile-value">{tile.value}</dd>
            <dd class="muted">{tile.change}</dd>
        </div>
    }
}

/// Errors by proxy and type; nothing where there are none.
#[component]
fn Errors(errors: Vec<ErrorRow>) -> impl IntoView {
    let row = |row: ErrorRow| view! { <tr><th scope="row">{row.proxy}</th><td class="text-cell">{row.error_type}</td><td>{row.errors}</td></tr> };
    (!errors.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>"Errors by API proxy and error type"</h2>
                <div class="table-box" tabindex="0" role="region" aria-label="Errors by API proxy and error type">
                    <table>
                        <thead><tr><th scope="col">"API proxy"</th><th scope="col" class="text-cell">"Error type"</th><th scope="col">"Errors"</th></tr></thead>
                        <tbody>{errors.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

#[component]
fn AllTotals(rows: Vec<TotalRow>) -> impl IntoView {
    let row = |row: TotalRow| {
        view! {
            <tr>
                <th scope="row">{row.metric}</th>
                <td class="text-cell">{row.proxy}</td>
                <td>{row.rows}</td>
                {row.figures.map(|figure| view! { <td>{figure}</td> }).collect_view()}
                <td class="text-cell">{row.change}</td>
            </tr>
        }
    };
    view! {
        <section class="section">
            <h2>"All figures"</h2>
            <div class="table-box" tabindex="0" role="region" aria-label="All figures">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Metric"</th><th scope="col" class="text-cell">"API proxy"</th><th scope="col">"Rows"</th><th scope="col">"Sum"</th>
                            <th scope="col">"Mean"</th><th scope="col">"Min"</th><th scope="col">"Max"</th><th scope="col">"Last"</th><th scope="col" class="text-cell">"Change"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
